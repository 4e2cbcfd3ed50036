// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The one JSON configuration of the house: snake_case names, lower-case enums, unknown numbers
 * ({@code NaN}) and {@code null} left out, unknown fields ignored.
 */
public final class Json {

    private static final ObjectMapper MAPPER = newMapper();

    private Json() {}

    /** The shared mapper; thread-safe, not to be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Writes one of this package's types; they cannot fail to serialize. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not serializable: " + value.getClass(), e);
        }
    }

    /** Reads what {@link #write} wrote: that it is anything else is a mistake of the program. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not as it was written, a " + type.getSimpleName(), e);
        }
    }

    private static ObjectMapper newMapper() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                        .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.PUBLIC_ONLY)
                        .defaultPropertyInclusion(
                                JsonInclude.Value.construct(
                                        JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                        .addModule(new LowerCaseEnums())
                        .build();
        mapper.configOverride(Double.TYPE)
                .setInclude(
                        JsonInclude.Value.construct(
                                JsonInclude.Include.CUSTOM,
                                JsonInclude.Include.USE_DEFAULTS,
                                UnknownNumber.class,
                                null));
        return mapper;
    }

    /** Jackson leaves a value out if the filter's {@code equals} says so. */
    @SuppressWarnings("EqualsHashCode")
    public static final class UnknownNumber {
        @Override
        public boolean equals(Object value) {
            return value instanceof Double && !Double.isFinite((Double) value);
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
