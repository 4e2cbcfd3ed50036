// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One item as it is written and, while it waits, kept in state: texts, numbers and truth values by
 * name. What is not known is left out. Not changed after it was handed on.
 */
final class TableItem {

    /** DynamoDB takes no larger item: 400 KB, names included. */
    static final int MAX_BYTES = 400 * 1024;

    private static final byte VERSION = 1;
    private static final byte TEXT = 'S';
    private static final byte NUMBER = 'N';
    private static final byte TRUTH = 'B';

    /** Three decimals always, so that the order of texts is that of time. */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Map<String, AttributeValue> attributes = new LinkedHashMap<>();

    /** Nothing if it is {@code null}. */
    TableItem text(String name, String value) {
        if (value != null) {
            attributes.put(name, AttributeValue.fromS(value));
        }
        return this;
    }

    TableItem number(String name, long value) {
        attributes.put(name, AttributeValue.fromN(Long.toString(value)));
        return this;
    }

    /** The shortest decimal that reads back the same, without exponent; nothing for NaN. */
    TableItem number(String name, double value) {
        if (Double.isFinite(value)) {
            BigDecimal decimal = new BigDecimal(NumberOutput.toString(value, true));
            attributes.put(
                    name, AttributeValue.fromN(decimal.stripTrailingZeros().toPlainString()));
        }
        return this;
    }

    TableItem truth(String name, boolean value) {
        attributes.put(name, AttributeValue.fromBool(value));
        return this;
    }

    /** {@code 2026-03-02T14:30:00.000Z}. */
    TableItem instant(String name, long epochMillis) {
        return text(name, INSTANT.format(Instant.ofEpochMilli(epochMillis)));
    }

    Map<String, AttributeValue> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /** {@code null} if there is no such text. */
    String text(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }

    /** As DynamoDB counts, of numbers about so: names and values in UTF-8. */
    int sizeInBytes() {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            AttributeValue value = attribute.getValue();
            size += utf8(attribute.getKey()).length;
            if (value.s() != null) {
                size += utf8(value.s()).length;
            } else {
                size += value.n() == null ? 1 : value.n().length() / 2 + 1;
            }
        }
        return size;
    }

    /** In DynamoDB's own JSON, as {@code aws dynamodb put-item --item} takes it. */
    String json() {
        ObjectNode json = Json.mapper().createObjectNode();
        attributes.forEach(
                (name, value) -> {
                    ObjectNode typed = json.putObject(name);
                    if (value.s() != null) {
                        typed.put("S", value.s());
                    } else if (value.n() != null) {
                        typed.put("N", value.n());
                    } else {
                        typed.put("BOOL", value.bool());
                    }
                });
        return json.toString();
    }

    /**
     * Version 1: the version, the number of attributes, and of each its name, a letter for its type
     * and its value, texts as their length in bytes and their bytes in UTF-8.
     */
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(attributes.size());
            for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
                AttributeValue value = attribute.getValue();
                write(attribute.getKey(), out);
                if (value.s() != null) {
                    out.writeByte(TEXT);
                    write(value.s(), out);
                } else if (value.n() != null) {
                    out.writeByte(NUMBER);
                    write(value.n(), out);
                } else {
                    out.writeByte(TRUTH);
                    out.writeBoolean(value.bool());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws IOException if these are no bytes of {@link #toBytes}, or of a later version
     */
    static TableItem fromBytes(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IOException(
                        "an unwritten item is stored in version "
                                + version
                                + ", this program knows "
                                + VERSION);
            }
            TableItem item = new TableItem();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String name = read(in);
                item.attributes.put(name, value(in));
            }
            return item;
        }
    }

    private static AttributeValue value(DataInputStream in) throws IOException {
        byte type = in.readByte();
        switch (type) {
            case TEXT:
                return AttributeValue.fromS(read(in));
            case NUMBER:
                return AttributeValue.fromN(read(in));
            case TRUTH:
                return AttributeValue.fromBool(in.readBoolean());
            default:
                throw new IOException("an unwritten item has an attribute of type " + type);
        }
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = utf8(text);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableItem && attributes.equals(((TableItem) other).attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return json();
    }
}
