// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.bellwether.sandbox.dynamodb.SandboxDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is made of each kind of answer: a DynamoDB emulator behind a proxy that misbehaves. */
class TableDeliveryTest {

    @RegisterExtension
    private static final WireMockExtension PROXY =
            WireMockExtension.newInstance()
                    .options(options().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private static final TableItem ONE = Tables.item("one", 0);
    private static final TableItem TWO = Tables.item("two", 0);
    private static final TableItem THREE = Tables.item("three", 0);

    /** No key may be empty. */
    private static final TableItem POISON = Tables.item("", 0);

    private static SandboxDynamoDb dynamo;

    @TempDir Path directory;

    private Configuration aws;
    private TableDelivery delivery;

    @BeforeAll
    static void startDynamoDb() {
        dynamo = SandboxDynamoDb.start();
    }

    @AfterAll
    static void stopDynamoDb() {
        dynamo.close();
    }

    @BeforeEach
    void open() throws IOException {
        Tables.create(dynamo);
        Tables.letThrough(PROXY, dynamo);
        aws = Tables.aws(PROXY.baseUrl(), directory);
        delivery = TableDelivery.open(Tables.alerts(aws, Tables.options()));
    }

    @AfterEach
    void close() {
        delivery.close();
        dynamo.deleteTable(Tables.ALERTS);
        dynamo.deleteTable(Tables.QUOTES);
    }

    @Test
    void shouldWriteABatchAndTheSameOneOverItself() throws IOException {
        assertThat(delivery.write(List.of(ONE, TWO)).again).isEmpty();
        assertThat(delivery.write(List.of(ONE, TWO)).refused).isEmpty();

        assertThat(dynamo.items(Tables.ALERTS)).hasSize(2);
        assertThat(dynamo.query(Tables.ALERTS, "by-symbol", "symbol", "AAPL")).hasSize(2);
    }

    @Test
    void shouldPutOffWhatWasNotProcessed() throws IOException {
        Tables.next(PROXY, Tables.unprocessed(THREE, ONE));

        TableOutcome outcome = delivery.write(List.of(ONE, TWO, THREE));

        assertThat(outcome.again).containsExactlyInAnyOrder(ONE, THREE);
        assertThat(outcome.trouble).isEqualTo("not enough throughput for all of a batch");
    }

    @Test
    void shouldPutOffAWholeBatchAfterThrottlingErrorsAndBrokenConnections() throws IOException {
        for (ResponseDefinitionBuilder trouble :
                List.of(
                        Tables.error("ProvisionedThroughputExceededException"),
                        Tables.error("ThrottlingException"),
                        Tables.error("RequestLimitExceeded"),
                        Tables.error("ExpiredTokenException"),
                        Tables.error("InternalServerError"),
                        aResponse().withStatus(500),
                        aResponse().withStatus(503).withBody("<html>busy</html>"),
                        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                        aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE))) {
            Tables.letThrough(PROXY, dynamo);
            Tables.next(PROXY, trouble);

            assertThat(delivery.write(List.of(ONE, TWO)).again).containsExactly(ONE, TWO);
        }
    }

    @Test
    void shouldRefuseOnlyTheItemThatSpoilsABatch() throws IOException {
        TableOutcome outcome = delivery.write(List.of(ONE, POISON, THREE));

        assertThat(outcome.again).isEmpty();
        assertThat(outcome.refused).containsOnlyKeys(POISON);
        assertThat(outcome.refused.get(POISON)).startsWith("ValidationException (");
        assertThat(dynamo.items(Tables.ALERTS)).hasSize(2);
    }

    @Test
    void shouldSayInOneSentenceWhyNothingEverCanBeWritten() throws IOException {
        Configuration elsewhere = Tables.options();
        elsewhere.set(DynamoDbOptions.ALERTS_TABLE, "missing");
        assertThatThrownBy(
                        () ->
                                TableDelivery.open(
                                        Table.of(
                                                aws, elsewhere, "missing", "alert_id", "revision")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "nothing can be written to the DynamoDB table missing: DynamoDB answers"
                                + " ResourceNotFoundException")
                .hasMessageEndingWith(
                        "Check that the table exists in eu-central-1 and that the credentials allow"
                                + " dynamodb:BatchWriteItem.");
        assertThatThrownBy(
                        () ->
                                TableDelivery.open(
                                        Table.of(
                                                aws,
                                                elsewhere,
                                                Tables.QUOTES,
                                                "alert_id",
                                                "revision")))
                .hasMessage(
                        "the DynamoDB table processed-quotes has the keys [symbol, timestamp],"
                                + " needed are the hash key alert_id and the range key revision");
        Tables.next(PROXY, Tables.error("AccessDeniedException"));
        assertThatThrownBy(() -> delivery.write(List.of(ONE)))
                .hasMessageContaining("DynamoDB answers AccessDeniedException")
                .hasMessageNotContaining("first-secret");
    }

    @Test
    void shouldNotNeedToLookAtTheTable() throws IOException {
        PROXY.stubFor(
                post(anyUrl())
                        .withHeader("X-Amz-Target", equalTo("DynamoDB_20120810.DescribeTable"))
                        .willReturn(Tables.error("AccessDeniedException")));

        try (TableDelivery blind = TableDelivery.open(Tables.alerts(aws, Tables.options()))) {
            assertThat(blind.write(List.of(ONE)).again).isEmpty();
        }
    }

    @Test
    void shouldTakeUpKeysThatWereRotated() throws IOException {
        Files.writeString(directory.resolve("id"), "AKIASECOND");
        Tables.next(PROXY, Tables.error("UnrecognizedClientException"));

        assertThat(delivery.write(List.of(ONE)).again).containsExactly(ONE);
        assertThat(delivery.write(List.of(ONE)).again).isEmpty();
    }
}
