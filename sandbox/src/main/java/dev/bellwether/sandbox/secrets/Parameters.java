// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The Parameter Store: newest version of each parameter. */
final class Parameters {

    private static final class Parameter {
        final String type;
        final String value;
        final int version;

        Parameter(String type, String value, int version) {
            this.type = type;
            this.value = value;
            this.version = version;
        }
    }

    private final Map<String, Parameter> parameters = new ConcurrentHashMap<>();

    void put(String name, String type, String value) {
        parameters.merge(
                name,
                new Parameter(type, value, 1),
                (old, fresh) -> new Parameter(type, value, old.version + 1));
    }

    void remove(String name) {
        parameters.remove(name);
    }

    JsonNode get(JsonNode request) throws StoreRefusalException {
        String name = request.path("Name").asText();
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            // The real service leaves the message away.
            throw StoreRefusalException.of("ParameterNotFound", null);
        }
        boolean sealed =
                parameter.type.equals("SecureString")
                        && !request.path("WithDecryption").asBoolean(false);
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.putObject("Parameter")
                .put("Name", name)
                .put("Type", parameter.type)
                .put("Value", sealed ? sealed(parameter.value) : parameter.value)
                .put("Version", parameter.version)
                .put("LastModifiedDate", 1_760_000_000.123)
                .put("ARN", "arn:aws:ssm:eu-central-1:000000000000:parameter" + name)
                .put("DataType", "text");
        return answer;
    }

    /** What is answered to who does not ask for decryption: bytes that look like none. */
    private static String sealed(String value) {
        byte[] bytes = value.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 0x5a;
        }
        return "AQICAH" + Base64.getEncoder().encodeToString(bytes);
    }
}
