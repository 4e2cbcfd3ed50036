// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownRanking;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import dev.bellwether.sources.barfiles.BarFileOptions;
import dev.bellwether.sources.barfiles.BarFileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline from a file of bars to ends that keep what they are given. */
class DrawdownsPipelineTest {

    private static final List<String> SYMBOLS =
            List.of("AAPL", "AMZN", "BAC", "C", "GE", "IBM", "INTC", "JPM", "KO", "MSFT", "XOM");
    private static final int SESSIONS = 60;

    /** Before it has 30 bars no symbol is ranked, and a session without any has no ranking. */
    private static final int RANKED_SESSIONS = SESSIONS - 29;

    @TempDir Path directory;

    /** Whichever subtask has a symbol, and however its bars are ahead of those of another. */
    @Test
    void shouldRankTheSameAtAnyParallelism() throws Exception {
        writeBars();

        Kept one = run(1);
        Kept three = run(3);

        assertThat(one.rows).hasSize(SYMBOLS.size() * RANKED_SESSIONS);
        assertThat(three.rows).isEqualTo(one.rows);
        assertThat(three.rankings).isEqualTo(one.rankings);
        assertThat(one.rankings).hasSize(RANKED_SESSIONS);
        assertThat(one.rankings.get(RANKED_SESSIONS - 1).ranked).isEqualTo(SYMBOLS.size());
        assertThat(one.drawdowns).hasSize(SYMBOLS.size() * SESSIONS);
        assertThat(three.drawdowns).containsExactlyInAnyOrderElementsOf(one.drawdowns);
    }

    @Test
    void shouldKeepWhatCannotBeUsed() throws Exception {
        writeBars(
                "2017-05-01,10,9,11,10,100,KO",
                "2017-05-01,10,11,9,ten,100,KO",
                "2017-05-01,10,90,9,10,100,KO");

        Kept kept = run(2);

        assertThat(kept.deadLetters)
                .extracting(letter -> letter.reason)
                .containsExactlyInAnyOrder(
                        ReasonCode.INVALID_RANGE, ReasonCode.MALFORMED, ReasonCode.OUTLIER);
        assertThat(kept.rankings).hasSize(RANKED_SESSIONS);
    }

    private void writeBars(String... more) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add("date,open,high,low,close,volume,symbol");
        for (int session = 0; session < SESSIONS; session++) {
            for (String symbol : SYMBOLS) {
                DailyBars bars = Recordings.load().bars(symbol);
                int k = bars.indexAt(session);
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "%s,%s,%s,%s,%s,%s,%s",
                                Recordings.load().session(session),
                                bars.open(k),
                                bars.high(k),
                                bars.low(k),
                                bars.close(k),
                                bars.volume(k),
                                symbol));
            }
        }
        lines.addAll(List.of(more));
        Files.write(directory.resolve("bars.csv"), lines);
    }

    private Kept run(int parallelism) throws Exception {
        Configuration options = new Configuration();
        options.set(RestOptions.BIND_PORT, "0");
        options.set(PipelineOptions.GENERIC_TYPES, false);
        options.set(BarFileOptions.PATH, directory.resolve("bars.csv").toUri().toString());
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, options);
        Kept kept = new Kept();
        new DrawdownsPipeline(options, options)
                .define(
                        environment
                                .fromSource(
                                        BarFileSource.from(options),
                                        BarFileSource.watermarks(),
                                        "bars")
                                .setParallelism(1),
                        SYMBOLS,
                        true,
                        List.of(),
                        kept);
        environment.executeAsync();
        kept.collect();
        return kept;
    }

    private static final class Kept implements DrawdownsPipeline.Ends {

        private final List<Runnable> collectors = new ArrayList<>();
        private final List<Drawdown> drawdowns = new ArrayList<>();
        private final List<DrawdownRanking> rankings = new ArrayList<>();
        private final List<RankedDrawdown> rows = new ArrayList<>();
        private final List<RankedDrawdown> corrections = new ArrayList<>();
        private final List<OperationalEvent> events = new ArrayList<>();
        private final List<DeadLetter> deadLetters = new ArrayList<>();

        private <T> DataStream<DeadLetter> keep(DataStream<T> records, List<T> list) {
            CloseableIterator<T> results = records.collectAsync();
            collectors.add(() -> results.forEachRemaining(list::add));
            return records.filter(record -> false)
                    .map(record -> new DeadLetter())
                    .returns(DeadLetter.class);
        }

        void collect() {
            collectors.forEach(Runnable::run);
        }

        @Override
        public DataStream<DeadLetter> drawdowns(DataStream<Drawdown> stream) {
            return keep(stream, drawdowns);
        }

        @Override
        public DataStream<DeadLetter> rankings(DataStream<DrawdownRanking> stream) {
            return keep(stream, rankings);
        }

        @Override
        public void rows(DataStream<RankedDrawdown> stream) {
            keep(stream, rows);
        }

        @Override
        public void corrections(DataStream<RankedDrawdown> stream) {
            keep(stream, corrections);
        }

        @Override
        public void events(DataStream<OperationalEvent> stream) {
            keep(stream, events);
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> stream) {
            keep(stream, deadLetters);
        }
    }
}
