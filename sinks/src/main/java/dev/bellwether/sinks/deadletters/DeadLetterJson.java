// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One dead letter as one line of JSON, and back without loss: what stands in files and in messages
 * of a queue.
 *
 * <p>A line has {@code occurred_at} (ISO 8601, UTC), {@code source}, {@code partition} and {@code
 * position} (a shard and a sequence number, say), {@code reason}, {@code message}, {@code symbol},
 * {@code payload} if the bytes are UTF-8 and {@code payload_base64} if not, {@code original_length}
 * in bytes and {@code truncated}. What is unknown is left out.
 */
public final class DeadLetterJson {

    private DeadLetterJson() {}

    /** Without the end of the line. */
    public static String write(DeadLetter letter) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("occurred_at", Instant.ofEpochMilli(letter.occurredMillis).toString());
        putIfKnown(json, "source", letter.source);
        putIfKnown(json, "partition", letter.partition);
        putIfKnown(json, "position", letter.position);
        if (letter.reason != null) {
            json.put("reason", label(letter.reason));
        }
        putIfKnown(json, "message", letter.message);
        putIfKnown(json, "symbol", letter.symbol);
        String text = asText(letter.payload);
        if (text != null) {
            json.put("payload", text);
        } else {
            json.put("payload_base64", letter.payload);
        }
        json.put("original_length", letter.originalLength);
        json.put("truncated", letter.originalLength > letter.payload.length);
        return escapeLoneSurrogates(Json.write(json));
    }

    /**
     * The dead letter of one line, byte for byte what was written.
     *
     * @throws IllegalArgumentException if the line is not one that {@link #write} wrote, saying why
     */
    public static DeadLetter read(String line) {
        JsonNode json;
        try {
            json = Json.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        if (json == null || !json.isObject()) {
            throw new IllegalArgumentException("not an object of JSON");
        }
        DeadLetter letter = new DeadLetter();
        letter.occurredMillis = time(required(json, "occurred_at").asText());
        letter.source = json.path("source").textValue();
        letter.partition = json.path("partition").textValue();
        letter.position = json.path("position").textValue();
        letter.reason = reason(json.path("reason").textValue());
        letter.message = json.path("message").textValue();
        letter.symbol = json.path("symbol").textValue();
        letter.payload = payload(json);
        letter.originalLength = required(json, "original_length").intValue();
        return letter;
    }

    /** Reason as it stands in files and in the names of their folders. */
    public static String label(ReasonCode reason) {
        return reason == null ? "unknown" : reason.name().toLowerCase(Locale.ROOT);
    }

    private static void putIfKnown(ObjectNode json, String field, String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static JsonNode required(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private static long time(String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("occurred_at is no instant: " + text, e);
        }
    }

    private static ReasonCode reason(String label) {
        if (label == null) {
            return null;
        }
        for (ReasonCode reason : ReasonCode.values()) {
            if (label(reason).equals(label)) {
                return reason;
            }
        }
        throw new IllegalArgumentException(
                "reason "
                        + label
                        + " is none of "
                        + Arrays.stream(ReasonCode.values())
                                .map(DeadLetterJson::label)
                                .collect(Collectors.joining(", ")));
    }

    private static byte[] payload(JsonNode json) {
        if (json.has("payload")) {
            return json.get("payload").asText().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return required(json, "payload_base64").binaryValue();
        } catch (IOException e) {
            throw new IllegalArgumentException("payload_base64 is not base64", e);
        }
    }

    /**
     * The bytes as text if they are UTF-8, and would be the same bytes again; else {@code null}.
     */
    private static String asText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** A message that was cut within a character would otherwise be written as a question mark. */
    private static String escapeLoneSurrogates(String line) {
        StringBuilder escaped = null;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < line.length()
                            && Character.isLowSurrogate(line.charAt(i + 1));
            if (Character.isSurrogate(c) && !pair) {
                if (escaped == null) {
                    escaped = new StringBuilder(line.length() + 16).append(line, 0, i);
                }
                escaped.append("\\u").append(Integer.toHexString(c));
            } else if (escaped != null) {
                escaped.append(c);
            }
            if (pair) {
                i++;
                if (escaped != null) {
                    escaped.append(line.charAt(i));
                }
            }
        }
        return escaped == null ? line : escaped.toString();
    }
}
