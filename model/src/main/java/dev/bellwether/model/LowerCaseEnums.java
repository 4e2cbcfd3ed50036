// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.Locale;

/** Enums are lower case on the wire, as the replaced systems wrote them: {@code fair_value}. */
final class LowerCaseEnums extends SimpleModule {

    private static final long serialVersionUID = 1L;

    LowerCaseEnums() {
        super("lower-case-enums");
        addSerializer(new EnumSerializer());
    }

    @SuppressWarnings("rawtypes")
    private static final class EnumSerializer extends StdScalarSerializer<Enum> {

        private static final long serialVersionUID = 1L;

        EnumSerializer() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }
}
