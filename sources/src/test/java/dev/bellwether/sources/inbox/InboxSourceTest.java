// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.model.Ingested;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The inbox in a job of parallelism 2. */
@SuppressWarnings("try") // Flink's iterator may be interrupted when it is closed
class InboxSourceTest {

    private static final long NOW = 1_772_700_000_000L;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir Path inbox;

    @Test
    void shouldReadWhatIsThereAndWhatComesEachFileOnceAndInItsOrder() throws Exception {
        // given
        put(
                "replay-1.jsonl",
                quote("AAPL", 1),
                quote("AAPL", 2),
                "",
                "{\"symbol\":",
                quote("AAPL", 3));
        Files.writeString(inbox.resolve(".replay-2.jsonl"), quote("HIDDEN", 1) + "\n");
        StreamExecutionEnvironment env = environment();
        Configuration config = new Configuration();
        config.setString("inbox.directory", inbox.toString());
        config.setString("inbox.poll-interval", "100 ms");

        try (CloseableIterator<Ingested> read =
                env.fromSource(
                                InboxSource.from(config, () -> NOW),
                                WatermarkStrategy.noWatermarks(),
                                "inbox")
                        .executeAndCollect()) {
            // when
            List<Ingested> first = next(read, 4);
            put("replay-3.jsonl", quote("MSFT", 9));
            List<Ingested> second = next(read, 1);

            // then
            assertThat(prices(first)).containsExactly(1.0, 2.0, 3.0);
            assertThat(first.get(0).quote.receivedMillis).isEqualTo(NOW);
            assertThat(first.get(0).quote.feed).isEqualTo("inbox");
            assertThat(first.get(2).deadLetter.reason).isEqualTo(ReasonCode.MALFORMED);
            assertThat(first.get(2).deadLetter.source).isEqualTo("inbox");
            assertThat(second.get(0).quote.symbol).isEqualTo("MSFT");
        }
    }

    @Test
    void shouldMakeALineThatIsLongerThanAnyRecordADeadLetterAndGoOn() throws Exception {
        put("replay-1.jsonl", "x".repeat(3_000_000), quote("AAPL", 2));
        Configuration config = new Configuration();
        config.setString("inbox.directory", inbox.toString());

        try (CloseableIterator<Ingested> read =
                environment()
                        .fromSource(
                                InboxSource.from(config, () -> NOW),
                                WatermarkStrategy.noWatermarks(),
                                "inbox")
                        .executeAndCollect()) {
            List<Ingested> both = next(read, 2);

            assertThat(both.get(0).deadLetter.reason).isEqualTo(ReasonCode.OVERSIZED);
            assertThat(both.get(1).quote.price).isEqualTo(2.0);
        }
    }

    /** Flink's own enumerator fails the job then, again and again. */
    @Test
    void shouldWaitForAFolderThatIsNotThereYet() throws Exception {
        Path later = inbox.resolve("later");
        Configuration config = new Configuration();
        config.setString("inbox.directory", later.toString());
        config.setString("inbox.poll-interval", "100 ms");
        put("elsewhere.jsonl", quote("AAPL", 7));

        try (CloseableIterator<Ingested> read =
                environment()
                        .fromSource(
                                InboxSource.from(config, () -> NOW),
                                WatermarkStrategy.noWatermarks(),
                                "inbox")
                        .executeAndCollect()) {
            Files.createDirectory(later);
            Files.move(inbox.resolve("elsewhere.jsonl"), later.resolve("replay-1.jsonl"));

            assertThat(prices(next(read, 1))).containsExactly(7.0);
        }
    }

    @Test
    void shouldAskForADirectory() {
        assertThatThrownBy(() -> InboxSource.from(new Configuration()))
                .hasMessage("Replay: inbox.directory is required");
    }

    private void put(String name, String... lines) throws IOException {
        Path unfinished = inbox.resolve("." + name + ".tmp");
        Files.writeString(unfinished, String.join("\n", lines) + "\n");
        Files.move(unfinished, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String quote(String symbol, int price) {
        return "{\"symbol\":\"" + symbol + "\",\"price\":" + price + ",\"t\":1772600000}";
    }

    private static List<Ingested> next(CloseableIterator<Ingested> read, int count) {
        List<Ingested> some = new ArrayList<>();
        while (some.size() < count) {
            some.add(read.next());
        }
        return some;
    }

    private static List<Double> prices(List<Ingested> read) {
        return read.stream()
                .filter(ingested -> ingested.quote != null)
                .map(ingested -> ingested.quote.price)
                .collect(Collectors.toList());
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        env.enableCheckpointing(200);
        return env;
    }
}
