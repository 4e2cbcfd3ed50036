// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import dev.bellwether.model.Alert;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.sandbox.dynamodb.SandboxDynamoDb;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

// The harness declares close() so broadly that javac warns of interrupts in every use.
@SuppressWarnings("try")
class TableWriteOperatorTest {

    @RegisterExtension
    private static final WireMockExtension PROXY =
            WireMockExtension.newInstance()
                    .options(options().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private static SandboxDynamoDb dynamo;

    @TempDir Path directory;

    private final Configuration config = Tables.options();

    @BeforeAll
    static void startDynamoDb() {
        dynamo = SandboxDynamoDb.start();
    }

    @AfterAll
    static void stopDynamoDb() {
        dynamo.close();
    }

    @BeforeEach
    void createTables() {
        Tables.create(dynamo);
        Tables.letThrough(PROXY, dynamo);
    }

    @AfterEach
    void deleteTables() {
        dynamo.deleteTable(Tables.ALERTS);
        dynamo.deleteTable(Tables.QUOTES);
    }

    @Test
    void shouldWriteAFullBatchAtOnceAndTheRestAfterTheLinger() throws Exception {
        try (OneInputStreamOperatorTestHarness<Alert, DeadLetter> harness = harness(1, 0)) {
            harness.open();
            harness.setProcessingTime(1_000);
            for (int i = 0; i < 24; i++) {
                harness.processElement(Tables.alert("a", i), 0);
            }
            PROXY.verify(0, writes());
            harness.processElement(Tables.alert("a", 24), 0);
            settle(harness, () -> dynamo.items(Tables.ALERTS).size() == 25);

            harness.processElement(Tables.alert("a", 25), 0);
            harness.setProcessingTime(1_199);
            PROXY.verify(1, writes());
            harness.setProcessingTime(1_200);
            settle(harness, () -> dynamo.items(Tables.ALERTS).size() == 26);
        }
    }

    @Test
    void shouldWriteAllBeforeTheEndOfTheInput() throws Exception {
        config.set(DynamoDbOptions.MAX_IN_FLIGHT, 1);
        TableItem[] first = new TableItem[TableQueue.MAX_BATCH];
        for (int i = 0; i < first.length; i++) {
            first[i] = Tables.item("a", i);
        }
        Tables.next(
                PROXY,
                // at the look at the table, then for the first batch
                Tables.error("ThrottlingException"),
                Tables.error("ThrottlingException"),
                Tables.unprocessed(first),
                Tables.error("InternalServerError"));
        try (OneInputStreamOperatorTestHarness<Alert, DeadLetter> harness = harness(1, 0)) {
            harness.open();
            for (int i = 0; i < 60; i++) {
                harness.processElement(Tables.alert("a", i), 0);
            }

            harness.endInput();

            assertThat(harness.extractOutputValues()).isEmpty();
        }
        assertThat(dynamo.items(Tables.ALERTS)).hasSize(60);
        PROXY.verify(3 + 3, writes());
    }

    @Test
    void shouldHandOnWhatIsRefusedForGoodAndWriteTheRest() throws Exception {
        Alert huge = Tables.alert("huge", 0);
        huge.headline = "x".repeat(TableItem.MAX_BYTES);
        try (OneInputStreamOperatorTestHarness<Alert, DeadLetter> harness = harness(1, 0)) {
            harness.open();
            harness.setProcessingTime(5_000);
            harness.processElement(Tables.alert("good", 0), 0);
            harness.processElement(Tables.alert("", 0), 0);
            harness.processElement(huge, 0);
            harness.processElement(Tables.alert("good", 1), 0);
            harness.endInput();

            List<DeadLetter> letters = harness.extractOutputValues();
            assertThat(letters)
                    .extracting(letter -> letter.reason)
                    .containsExactly(ReasonCode.OVERSIZED, ReasonCode.REFUSED_BY_SERVICE);
            DeadLetter refused = letters.get(1);
            assertThat(refused.message)
                    .startsWith("not written: DynamoDB answers ValidationException (");
            assertThat(refused.source).isEqualTo("dynamodb-alert-history");
            assertThat(refused.symbol).isEqualTo("AAPL");
            assertThat(refused.occurredMillis).isEqualTo(5_000);
            assertThat(new String(refused.payload, StandardCharsets.UTF_8))
                    .startsWith("{\"alert_id\":{\"S\":\"\"},\"revision\":{\"N\":\"0\"},");
        }
        assertThat(dynamo.items(Tables.ALERTS)).hasSize(2);
    }

    /** Throttled for ever: the snapshot does not wait, and another job writes what it holds. */
    @Test
    void shouldKeepWhatIsNotWrittenInItsStateAndWriteItAfterARestore() throws Exception {
        OperatorSubtaskState state;
        PROXY.stubFor(post(anyUrl()).atPriority(1).willReturn(Tables.error("ThrottlingException")));
        try (OneInputStreamOperatorTestHarness<Alert, DeadLetter> harness = harness(1, 0)) {
            harness.open();
            for (int i = 0; i < 60; i++) {
                harness.processElement(Tables.alert("a", i), 0);
            }
            harness.prepareSnapshotPreBarrier(1);
            state = harness.snapshot(1, 0);
        }
        assertThat(dynamo.items(Tables.ALERTS)).isEmpty();

        Tables.letThrough(PROXY, dynamo);
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            state, 8, 1, 2, subtask);
            try (OneInputStreamOperatorTestHarness<Alert, DeadLetter> harness =
                    harness(2, subtask)) {
                harness.initializeState(part);
                harness.open();
                harness.endInput();
                assertThat(harness.extractOutputValues()).isEmpty();
            }
            if (subtask == 0) {
                assertThat(dynamo.items(Tables.ALERTS)).hasSizeBetween(1, 59);
            }
        }
        assertThat(dynamo.items(Tables.ALERTS)).hasSize(60);
    }

    @Test
    void shouldHoldTheJobWhileTooManyItemsWait() throws Exception {
        config.set(DynamoDbOptions.MAX_BUFFERED, 30);
        try (OneInputStreamOperatorTestHarness<Alert, DeadLetter> harness = harness(1, 0)) {
            harness.open();
            for (int i = 0; i < 200; i++) {
                harness.processElement(Tables.alert("a", i), 0);
            }
            // Those beyond could only be taken because the ones before were written.
            assertThat(dynamo.items(Tables.ALERTS)).hasSizeGreaterThanOrEqualTo(170);
            harness.endInput();
        }
        assertThat(dynamo.items(Tables.ALERTS)).hasSize(200);
    }

    private static RequestPatternBuilder writes() {
        return postRequestedFor(anyUrl())
                .withHeader("X-Amz-Target", equalTo("DynamoDB_20120810.BatchWriteItem"));
    }

    /** Lets answers come in until it is so. */
    private static void settle(
            OneInputStreamOperatorTestHarness<Alert, DeadLetter> harness, BooleanSupplier so) {
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            Optional<Mail> mail =
                                    harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
                            if (mail.isPresent()) {
                                mail.get().run();
                            }
                            return mail.isEmpty() && so.getAsBoolean();
                        });
    }

    private OneInputStreamOperatorTestHarness<Alert, DeadLetter> harness(
            int parallelism, int subtask) throws Exception {
        Table table = Tables.alerts(Tables.aws(PROXY.baseUrl(), directory), config);
        return new OneInputStreamOperatorTestHarness<>(
                new TableWriteOperatorFactory<>(table, new AlertItems(Duration.ofDays(90))),
                8,
                parallelism,
                subtask);
    }
}
