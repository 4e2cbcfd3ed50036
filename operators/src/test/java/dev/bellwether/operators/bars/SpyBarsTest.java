// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Quote;
import dev.bellwether.model.Timeframe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.util.MiniClusterWithClientResource;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three real days of SPY, minute by minute, through a mini-cluster. */
@SuppressWarnings("try") // the iterators' close may be interrupted
class SpyBarsTest {

    private static final MiniClusterWithClientResource CLUSTER =
            new MiniClusterWithClientResource(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @BeforeAll
    static void start() throws Exception {
        CLUSTER.before();
    }

    @AfterAll
    static void stop() {
        CLUSTER.after();
    }

    private static List<Bar> minutes() throws IOException {
        List<Bar> bars = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                SpyBarsTest.class.getResourceAsStream("minute-bars-spy-2020.csv"),
                                StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                Bar bar = new Bar();
                bar.startMillis = Instant.parse(cells[0]).toEpochMilli();
                bar.open = Double.parseDouble(cells[2]);
                bar.high = Double.parseDouble(cells[3]);
                bar.low = Double.parseDouble(cells[4]);
                bar.close = Double.parseDouble(cells[5]);
                bar.volume = Double.parseDouble(cells[6]);
                bars.add(bar);
            }
        }
        return bars;
    }

    /** Four quotes a minute, as a feed with cumulative volume would have given them. */
    private static List<Quote> quotes(List<Bar> minutes) {
        List<Quote> quotes = new ArrayList<>();
        double dayVolume = 0;
        long date = Long.MIN_VALUE;
        for (Bar minute : minutes) {
            if (Math.floorDiv(minute.startMillis, 86_400_000L) != date) {
                date = Math.floorDiv(minute.startMillis, 86_400_000L);
                dayVolume = 0;
            }
            double[] prices = {minute.open, minute.high, minute.low, minute.close};
            for (int i = 0; i < 4; i++) {
                dayVolume += minute.volume / 4;
                Quote quote = Quote.of("SPY", prices[i], minute.startMillis + 15_000L * i);
                quote.dayVolume = dayVolume;
                quote.feed = "recorded";
                quotes.add(quote);
            }
        }
        return quotes;
    }

    private static Map<Long, Bar> naive(List<Bar> minutes, long size, long offset) {
        Map<Long, Bar> spans = new TreeMap<>();
        for (Bar minute : minutes) {
            long start = Math.floorDiv(minute.startMillis - offset, size) * size + offset;
            Bar span = spans.get(start);
            if (span == null) {
                span = new Bar();
                span.startMillis = start;
                span.open = minute.open;
                span.high = minute.high;
                span.low = minute.low;
                span.volume = 0;
                spans.put(start, span);
            }
            span.high = Math.max(span.high, minute.high);
            span.low = Math.min(span.low, minute.low);
            span.close = minute.close;
            span.volume += minute.volume;
            span.trades += 4;
        }
        return spans;
    }

    private List<Bar> run(List<Quote> quotes, Timeframe timeframe, List<DeadLetter> late)
            throws Exception {
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(BarOptions.ALLOWED_LATENESS, Duration.ZERO);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(2);
        DataStream<Quote> screened =
                env.fromData(quotes, TypeInformation.of(Quote.class))
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<Quote>forBoundedOutOfOrderness(
                                                Duration.ofSeconds(30))
                                        .withTimestampAssigner(
                                                (quote, before) -> quote.eventTimeMillis))
                        // Keeps the quotes in their order.
                        .setParallelism(1);
        Bars made = Bars.of(screened.keyBy(quote -> quote.symbol), config, config);
        List<Bar> bars = new ArrayList<>();
        try (CloseableIterator<Bar> out = made.of(timeframe).collectAsync();
                CloseableIterator<DeadLetter> letters = made.late().collectAsync()) {
            env.execute("bars");
            out.forEachRemaining(bars::add);
            letters.forEachRemaining(late::add);
        }
        return bars;
    }

    private static void assertEqualsNaive(List<Bar> bars, Map<Long, Bar> naive, Bar unknown) {
        assertThat(bars).hasSameSizeAs(naive.values());
        for (Bar bar : bars) {
            Bar expected = naive.get(bar.startMillis);
            assertThat(expected).as("span of %s", bar).isNotNull();
            assertThat(bar.open).isEqualTo(expected.open);
            assertThat(bar.high).isEqualTo(expected.high);
            assertThat(bar.low).isEqualTo(expected.low);
            assertThat(bar.close).isEqualTo(expected.close);
            assertThat(bar.trades).isEqualTo(expected.trades);
            assertThat(bar.revision).isZero();
            assertThat(bar.feed).isEqualTo("recorded");
            double missing = bar.startMillis == unknown.startMillis ? unknown.volume : 0;
            assertThat(bar.volume).isCloseTo(expected.volume - missing, within(1e-3));
        }
    }

    @Test
    void shouldEqualANaiveRecomputationOfFiveMinutes() throws Exception {
        List<Bar> minutes = minutes();
        List<DeadLetter> late = new ArrayList<>();

        List<Bar> bars = run(quotes(minutes), Timeframe.FIVE_MINUTES, late);

        // What the very first quote ever brings was traded at an unknown time.
        Bar unknown = new Bar();
        unknown.startMillis = minutes.get(0).startMillis;
        unknown.volume = minutes.get(0).volume / 4;
        assertThat(bars).hasSize(237);
        assertEqualsNaive(bars, naive(minutes, 300_000L, 0), unknown);
        assertThat(late).isEmpty();
    }

    @Test
    void shouldEqualANaiveRecomputationOfSessions() throws Exception {
        List<Bar> minutes = minutes();

        List<Bar> bars = run(quotes(minutes), Timeframe.SESSION, new ArrayList<>());

        assertThat(bars).hasSize(3);
        // Midnight in New York is 05:00 UTC in December.
        assertEqualsNaive(bars, naive(minutes, 86_400_000L, 18_000_000L), new Bar());
    }
}
