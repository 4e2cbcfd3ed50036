// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Secrets Manager: versions of each secret under the stages of a rotation. */
final class ManagedSecrets {

    static final String CURRENT = "AWSCURRENT";
    static final String PENDING = "AWSPENDING";
    static final String PREVIOUS = "AWSPREVIOUS";

    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:";

    private static final class Version {
        final int number;
        final String text;
        final byte[] binary;

        Version(int number, String text, byte[] binary) {
            this.number = number;
            this.text = text;
            this.binary = binary;
        }
    }

    private final Map<String, Map<String, Version>> secrets = new HashMap<>();
    private int versions;

    synchronized void put(String name, String stage, String text, byte[] binary) {
        Map<String, Version> stages = secrets.computeIfAbsent(name, any -> new HashMap<>());
        Version before = stages.put(stage, new Version(++versions, text, binary));
        if (stage.equals(CURRENT) && before != null) {
            stages.put(PREVIOUS, before);
        }
    }

    synchronized void promote(String name) {
        Map<String, Version> stages = secrets.getOrDefault(name, Map.of());
        if (!stages.containsKey(PENDING)) {
            throw new IllegalStateException("no pending version of " + name);
        }
        stages.put(PREVIOUS, stages.put(CURRENT, stages.remove(PENDING)));
    }

    synchronized void remove(String name) {
        secrets.remove(name);
    }

    synchronized JsonNode get(JsonNode request) throws StoreRefusalException {
        String name = name(request.path("SecretId").asText());
        String stage = request.path("VersionStage").asText(CURRENT);
        Map<String, Version> stages = secrets.get(name);
        if (stages == null) {
            throw StoreRefusalException.of(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret.");
        }
        Version version = stages.get(stage);
        if (version == null) {
            throw StoreRefusalException.of(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret value for staging label: "
                            + stage);
        }
        ObjectNode answer =
                Json.mapper()
                        .createObjectNode()
                        .put("ARN", arn(name))
                        .put("Name", name)
                        .put("VersionId", String.format(Locale.ROOT, "%032d", version.number))
                        .put("CreatedDate", 1_760_000_000.123);
        answer.putArray("VersionStages").add(stage);
        if (version.text != null) {
            answer.put("SecretString", version.text);
        } else {
            answer.put("SecretBinary", Base64.getEncoder().encodeToString(version.binary));
        }
        return answer;
    }

    private static String arn(String name) {
        return ARN + name + "-a1B2c3";
    }

    /** A secret is known by its name and by its ARN. */
    private String name(String id) {
        return secrets.keySet().stream()
                .filter(name -> arn(name).equals(id))
                .findFirst()
                .orElse(id);
    }
}
