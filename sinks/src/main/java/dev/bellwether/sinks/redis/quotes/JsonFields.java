// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.quotes;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Writes fields as the house does: what is unknown is left out, enums are lower case. */
final class JsonFields {

    /** Whole numbers up to here are exact in a double. */
    private static final double EXACT = 1L << 53;

    private JsonFields() {}

    static void number(JsonGenerator json, SerializableString name, double value)
            throws IOException {
        if (Double.isFinite(value)) {
            json.writeFieldName(name);
            json.writeNumber(value);
        }
    }

    /** A count, which is a whole number as a rule and then written as one. */
    static void count(JsonGenerator json, SerializableString name, double value)
            throws IOException {
        if (value == Math.rint(value) && Math.abs(value) <= EXACT) {
            json.writeFieldName(name);
            json.writeNumber((long) value);
        } else {
            number(json, name, value);
        }
    }

    static void text(JsonGenerator json, SerializableString name, String value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeString(value);
        }
    }

    static <E extends Enum<E>> Map<E, String> lowerCase(Class<E> type) {
        Map<E, String> names = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            names.put(value, value.name().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
