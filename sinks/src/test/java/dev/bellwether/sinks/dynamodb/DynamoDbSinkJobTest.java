// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.bellwether.model.Alert;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.sandbox.dynamodb.SandboxDynamoDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of parallelism 2 that are checkpointed, against a DynamoDB that misbehaves. */
@SuppressWarnings("try") // Flink's iterator may be interrupted while it closes
class DynamoDbSinkJobTest {

    private static final int PARALLELISM = 2;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(PARALLELISM)
                            .build());

    @RegisterExtension
    private static final WireMockExtension PROXY =
            WireMockExtension.newInstance()
                    .options(options().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    @TempDir Path directory;

    private SandboxDynamoDb dynamo;

    @BeforeEach
    void startDynamoDb() {
        FailsOnceAfterACheckpoint.HAS_FAILED.set(false);
        dynamo = SandboxDynamoDb.start();
        Tables.create(dynamo);
        Tables.letThrough(PROXY, dynamo);
    }

    @AfterEach
    void stopDynamoDb() {
        dynamo.close();
    }

    @Test
    void shouldHoldEachChangeOnceThoughTheJobFailsAndTheTableMisbehaves() throws Exception {
        Tables.next(
                PROXY,
                Tables.error("ProvisionedThroughputExceededException"),
                Tables.error("ThrottlingException"),
                aResponse().withStatus(500),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                Tables.error("ThrottlingException"),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                Tables.error("InternalServerError"));
        int changes = 1_200;
        StreamExecutionEnvironment env = environment();
        DataStream<Alert> alerts =
                env.fromSource(numbers(changes, 600), WatermarkStrategy.noWatermarks(), "numbers")
                        .map(new FailsOnceAfterACheckpoint())
                        .map(number -> Tables.alert("alert-" + number / 3, (int) (number % 3)))
                        .returns(TypeInformation.of(Alert.class));

        List<DeadLetter> letters = run(DynamoDbSink.alerts(alerts, aws(), Tables.options()));

        assertThat(FailsOnceAfterACheckpoint.HAS_FAILED).isTrue();
        assertThat(letters).isEmpty();
        assertThat(dynamo.items(Tables.ALERTS)).hasSize(changes);
        assertThat(dynamo.query(Tables.ALERTS, "by-symbol", "symbol", "AAPL"))
                .extracting(item -> item.path("timestamp").path("S").asText())
                .isSorted()
                .hasSize(changes);
    }

    @Test
    void shouldWriteQuotesAndGoOnAfterAnItemThatIsRefusedForGood() throws Exception {
        long before = System.currentTimeMillis() / 1000;
        StreamExecutionEnvironment env = environment();
        DataStream<AnalyzedQuote> quotes =
                env.fromSource(numbers(300, 100_000), WatermarkStrategy.noWatermarks(), "numbers")
                        .map(DynamoDbSinkJobTest::quote)
                        .returns(TypeInformation.of(AnalyzedQuote.class));

        List<DeadLetter> letters = run(DynamoDbSink.quotes(quotes, aws(), Tables.options()));

        assertThat(letters)
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(letter.message)
                                        .contains("DynamoDB answers ValidationException"));
        assertThat(dynamo.items(Tables.QUOTES))
                .hasSize(299)
                .allSatisfy(
                        item -> {
                            assertThat(item.path("metric_sma_5").path("N").asText())
                                    .isEqualTo("0.00001");
                            // epoch seconds: in a week
                            assertThat(item.path("ttl").path("N").asLong())
                                    .isBetween(
                                            before + Duration.ofDays(7).toSeconds(),
                                            System.currentTimeMillis() / 1000
                                                    + Duration.ofDays(7).toSeconds());
                        });
    }

    @Test
    void shouldFailTheJobInOneSentenceIfThereIsNoSuchTable() throws Exception {
        Configuration config = Tables.options();
        config.set(DynamoDbOptions.ALERTS_TABLE, "missing");
        StreamExecutionEnvironment env = environment();
        env.configure(new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "disable"));
        DataStream<Alert> alerts =
                env.fromData(Tables.alert("a", 0), Tables.alert("a", 1))
                        .returns(TypeInformation.of(Alert.class));

        assertThatThrownBy(() -> run(DynamoDbSink.alerts(alerts, aws(), config)))
                .rootCause()
                .hasMessageContaining("ResourceNotFoundException");
    }

    private Configuration aws() throws Exception {
        return Tables.aws(PROXY.baseUrl(), directory);
    }

    private static AnalyzedQuote quote(long number) {
        String symbol = number == 150 ? "" : "S" + number % 10;
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.sma5 = 1e-5;
        return AnalyzedQuote.of(
                Quote.of(symbol, 100 + number, Tables.CHANGED + number * 1_000), analytics);
    }

    private static List<DeadLetter> run(DataStream<DeadLetter> refused) throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        try (CloseableIterator<DeadLetter> results = refused.executeAndCollect()) {
            results.forEachRemaining(letters::add);
        }
        return letters;
    }

    private static DataGeneratorSource<Long> numbers(long count, double perSecond) {
        return new DataGeneratorSource<>(
                number -> number, count, RateLimiterStrategy.perSecond(perSecond), Types.LONG);
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(PARALLELISM);
        env.enableCheckpointing(200);
        return env;
    }

    private static final class FailsOnceAfterACheckpoint
            implements MapFunction<Long, Long>, CheckpointListener {

        static final AtomicBoolean HAS_FAILED = new AtomicBoolean();

        private static final long serialVersionUID = 1L;

        private transient int checkpoints;

        @Override
        public Long map(Long number) {
            if (checkpoints >= 2 && !HAS_FAILED.getAndSet(true)) {
                throw new IllegalStateException("on purpose");
            }
            return number;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpoints++;
        }
    }
}
