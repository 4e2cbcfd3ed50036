// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.clients.secrets.Secret;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** The current version of one secret: its whole text, or one text of its JSON object. */
final class ManagedSecret {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String id;
    private final String field;
    private final StoreFailures failures;

    ManagedSecret(String locator, StoreFailures failures) {
        int hash = locator.indexOf('#');
        this.id = hash < 0 ? locator : locator.substring(0, hash);
        this.field = hash < 0 ? null : locator.substring(hash + 1);
        this.failures = failures;
    }

    Secret readWith(SecretsManagerClient client) {
        // Without a version the one staged as AWSCURRENT answers.
        GetSecretValueResponse answer = client.getSecretValue(request -> request.secretId(id));
        if (answer.secretString() == null) {
            throw failures.of(
                    answer.secretBinary() == null
                            ? "it is empty"
                            : "it is binary; it must be a text");
        }
        String value = field == null ? answer.secretString() : fieldOf(answer.secretString());
        if (value.isEmpty()) {
            throw failures.of("it is empty");
        }
        return Secret.of(value);
    }

    private String fieldOf(String text) {
        JsonNode value = object(text).get(field);
        if (value == null) {
            throw failures.of("its JSON object has no field \"" + field + "\"");
        }
        if (!value.isTextual()) {
            throw failures.of("the field \"" + field + "\" of its JSON object is not a text");
        }
        return value.textValue();
    }

    private JsonNode object(String text) {
        JsonNode document = null;
        try {
            document = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Told of below, without the cause: its message quotes the text.
        }
        if (document == null || !document.isObject()) {
            throw failures.of("it is not a JSON object, so it has no field \"" + field + "\"");
        }
        return document;
    }
}
