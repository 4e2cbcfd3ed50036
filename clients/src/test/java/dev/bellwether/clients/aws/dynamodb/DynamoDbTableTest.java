// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.dynamodb;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.bellwether.clients.aws.AwsOptions;
import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.clients.aws.Patience;
import dev.bellwether.sandbox.dynamodb.SandboxDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A DynamoDB emulator behind a proxy that can misbehave. */
class DynamoDbTableTest {

    @RegisterExtension
    private static final WireMockExtension PROXY =
            WireMockExtension.newInstance()
                    .options(options().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private static final long ENOUGH = 16 << 20;

    private static SandboxDynamoDb dynamo;

    @TempDir Path directory;

    @BeforeAll
    static void startDynamoDb() {
        dynamo = SandboxDynamoDb.start();
        dynamo.createTable("rules", "id:S");
        dynamo.createTable("empty", "id:S");
        dynamo.createTable("large", "id:S");
    }

    @AfterAll
    static void stopDynamoDb() {
        dynamo.close();
    }

    @BeforeEach
    void letThrough() throws IOException {
        PROXY.resetAll();
        PROXY.stubFor(
                post(anyUrl())
                        .atPriority(9)
                        .willReturn(aResponse().proxiedFrom(dynamo.endpoint().toString())));
        Files.writeString(directory.resolve("id"), "AKIAFIRST");
        Files.writeString(directory.resolve("secret"), "first-secret");
    }

    @Test
    void shouldReadEveryKindOfAttributeAndTheItemsInTheirOrder() throws IOException {
        dynamo.put("rules", "{\"id\":{\"S\":\"b\"}}");
        dynamo.put(
                "rules",
                "{\"id\":{\"S\":\"a\"},\"text\":{\"S\":\"größer\"},\"whole\":{\"N\":\"12\"},"
                        + "\"part\":{\"N\":\"0.1\"},\"yes\":{\"BOOL\":true},"
                        + "\"nothing\":{\"NULL\":true},\"bytes\":{\"B\":\"AQI=\"},"
                        + "\"map\":{\"M\":{\"in\":{\"L\":[{\"S\":\"x\"},{\"N\":\"-1\"}]}}},"
                        + "\"texts\":{\"SS\":[\"z\",\"y\"]},\"numbers\":{\"NS\":[\"10\",\"9\"]}}");

        assertThat(read("rules"))
                .containsExactly(
                        "{\"bytes\":\"AQI=\",\"id\":\"a\",\"map\":{\"in\":[\"x\",-1]},"
                                + "\"nothing\":null,\"numbers\":[9,10],\"part\":0.1,"
                                + "\"text\":\"größer\",\"texts\":[\"y\",\"z\"],\"whole\":12,"
                                + "\"yes\":true}",
                        "{\"id\":\"b\"}");
        assertThat(read("empty")).isEmpty();
    }

    /** A page is 1 MB at most. */
    @Test
    void shouldReadPageByPageAndNoMoreThanAskedFor() throws IOException {
        String text = "x".repeat(300_000);
        for (int i = 0; i < 8; i++) {
            dynamo.put("large", "{\"id\":{\"S\":\"" + i + "\"},\"text\":{\"S\":\"" + text + "\"}}");
        }

        assertThat(read("large")).hasSize(8).doesNotHaveDuplicates();
        PROXY.verify(3, postRequestedFor(anyUrl()));

        try (DynamoDbTable table = open("large")) {
            assertThatThrownBy(() -> table.read(1_000_000))
                    .isInstanceOf(TableUnreadableException.class)
                    .hasMessage("holds more than 1000000 bytes");
        }
    }

    @Test
    void shouldAskAgainForAPageThatWasThrottledOrBrokenOff() throws IOException {
        for (ResponseDefinitionBuilder trouble :
                List.of(
                        error("ProvisionedThroughputExceededException"),
                        error("ThrottlingException"),
                        aResponse().withStatus(500),
                        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))) {
            letThrough();
            once(trouble);

            assertThat(read("empty")).isEmpty();
            PROXY.verify(2, postRequestedFor(anyUrl()));
        }
    }

    @Test
    void shouldSayInOneSentenceWhyNothingCanBeRead() {
        assertUnreadable("missing", "there is no such table in eu-central-1");
        always(error("ProvisionedThroughputExceededException"));
        assertUnreadable(
                "empty", "DynamoDB has too many requests (ProvisionedThroughputExceededException)");
        always(error("AccessDeniedException"));
        assertUnreadable(
                "empty",
                "DynamoDB answers AccessDeniedException: the credentials in use need dynamodb:Scan"
                        + " on it");
        always(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertUnreadable("empty", "DynamoDB in eu-central-1 does not answer");
    }

    @Test
    void shouldTakeUpKeysThatWereRotated() throws IOException {
        try (DynamoDbTable table = open("empty")) {
            table.read(ENOUGH);
            Files.writeString(directory.resolve("id"), "AKIASECOND");
            once(error("UnrecognizedClientException"));

            assertThat(table.read(ENOUGH)).isEmpty();
        }
    }

    private void assertUnreadable(String name, String sentence) {
        try (DynamoDbTable table = open(name)) {
            assertThatThrownBy(() -> table.read(ENOUGH))
                    .isInstanceOf(TableUnreadableException.class)
                    .hasMessageStartingWith(sentence)
                    .hasMessageNotContaining("first-secret");
        }
    }

    private List<String> read(String name) throws IOException {
        try (DynamoDbTable table = open(name)) {
            return table.read(ENOUGH).stream().map(Object::toString).collect(Collectors.toList());
        }
    }

    private DynamoDbTable open(String name) {
        Configuration aws = new Configuration();
        aws.set(AwsOptions.CREDENTIALS, AwsOptions.Credentials.STATIC);
        aws.set(AwsOptions.ACCESS_KEY_ID, "file:" + directory.resolve("id"));
        aws.set(AwsOptions.SECRET_ACCESS_KEY, "file:" + directory.resolve("secret"));
        aws.set(AwsOptions.DYNAMODB_ENDPOINT, PROXY.baseUrl());
        return DynamoDbTable.open(
                AwsSettings.from(aws),
                name,
                Patience.of(
                        2, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(10)));
    }

    private static ResponseDefinitionBuilder error(String type) {
        return aResponse()
                .withStatus(400)
                .withHeader("Content-Type", "application/x-amz-json-1.0")
                .withBody(
                        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
                                + type
                                + "\",\"message\":\"on purpose\"}");
    }

    private static void once(ResponseDefinitionBuilder answer) {
        PROXY.stubFor(
                post(anyUrl())
                        .inScenario("once")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(answer));
    }

    private static void always(ResponseDefinitionBuilder answer) {
        PROXY.stubFor(post(anyUrl()).atPriority(1).willReturn(answer));
    }
}
