// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxDynamoDbTest {

    @Test
    void shouldKeepOneItemForEachKeyAndFindItByIndex() {
        try (SandboxDynamoDb dynamo = SandboxDynamoDb.start()) {
            dynamo.createTable(
                    "things", List.of("id:S", "at:N"), "by-kind", List.of("kind:S", "at:N"));
            dynamo.put("things", "{\"id\":{\"S\":\"a\"},\"at\":{\"N\":\"2\"}}");
            dynamo.put(
                    "things",
                    "{\"id\":{\"S\":\"a\"},\"at\":{\"N\":\"2\"},\"kind\":{\"S\":\"new\"}}");
            dynamo.put(
                    "things",
                    "{\"id\":{\"S\":\"b\"},\"at\":{\"N\":\"1\"},\"kind\":{\"S\":\"new\"}}");

            assertThat(dynamo.items("things")).hasSize(2);
            assertThat(dynamo.query("things", "by-kind", "kind", "new"))
                    .extracting(SandboxDynamoDbTest::id)
                    .containsExactly("b", "a");

            dynamo.delete("things", "{\"id\":{\"S\":\"a\"},\"at\":{\"N\":\"2\"}}");
            assertThat(dynamo.items("things"))
                    .extracting(SandboxDynamoDbTest::id)
                    .containsExactly("b");
        }
    }

    @Test
    void shouldListenOnThisMachineOnlyAndSayWhatTheServiceSays() {
        try (SandboxDynamoDb dynamo = SandboxDynamoDb.start()) {
            assertThat(dynamo.endpoint().getHost()).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> dynamo.items("missing"))
                    .isInstanceOfSatisfying(
                            DynamoDbRefusedException.class,
                            e -> assertThat(e.type()).endsWith("ResourceNotFoundException"));
        }
    }

    private static String id(JsonNode item) {
        return item.path("id").path("S").asText();
    }
}
