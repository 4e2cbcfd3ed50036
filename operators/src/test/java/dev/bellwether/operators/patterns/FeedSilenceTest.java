// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Quote;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.operators.Harnesses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class FeedSilenceTest {

    private Harness harness;

    @BeforeEach
    void open() throws Exception {
        harness = Harnesses.open(new Harness(), new HashMapStateBackend(), null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    /** A Monday; the session in New York is from 13:30 to 20:00 UTC. */
    @Test
    void shouldTellWhenNothingComesWhileTheMarketIsOpen() throws Exception {
        assertThat(pulse("14:00", AssetClass.EQUITY)).isEmpty();
        assertThat(pulse("14:09", AssetClass.EQUITY)).isEmpty();
        assertThat(clock("14:18")).isEmpty();
        assertThat(clock("14:19")).containsExactly("ENTERED x 2024-06-03T14:09:00Z");
        assertThat(clock("15:00")).isEmpty();
        assertThat(pulse("15:10", AssetClass.EQUITY))
                .containsExactly("LEFT x 2024-06-03T15:10:00Z");
        assertThat(clock("15:20")).containsExactly("ENTERED x 2024-06-03T15:10:00Z");
    }

    @Test
    void shouldExpectNothingWhileTheMarketIsClosed() throws Exception {
        pulse("19:55", AssetClass.EQUITY);
        assertThat(clock("23:59")).isEmpty();
        // Tuesday
        assertThat(clockAt("2024-06-04T13:39:00Z")).isEmpty();
        assertThat(clockAt("2024-06-04T13:50:00Z"))
                .containsExactly("ENTERED x 2024-06-03T19:55:00Z");
    }

    /** What never closes is expected always. */
    @Test
    void shouldExpectAFeedWhenAnyOfItsMarketsIsOpen() throws Exception {
        pulse("19:55", AssetClass.EQUITY);
        pulse("20:10", AssetClass.CRYPTO);
        assertThat(clock("20:25")).containsExactly("ENTERED x 2024-06-03T20:10:00Z");
    }

    @Test
    void shouldBlameNoFeedForTheTimeInWhichTheJobWasDown() throws Exception {
        pulse("14:00", AssetClass.EQUITY);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = new Harness();
        harness.setProcessingTime(millis("2024-06-03T16:00:00Z"));
        harness = Harnesses.open(harness, new HashMapStateBackend(), snapshot);
        assertThat(clock("16:09")).isEmpty();
        assertThat(clock("16:20")).containsExactly("ENTERED x 2024-06-03T14:00:00Z");
    }

    @Test
    void shouldForgetAFeedAfterAWeek() throws Exception {
        pulse("14:00", AssetClass.EQUITY);
        assertThat(clock("14:10")).hasSize(1);
        assertThat(clockAt("2024-06-10T14:10:00Z")).containsExactly("LEFT x 2024-06-03T14:00:00Z");
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void shouldLetFewQuotesThrough() throws Exception {
        try (OneInputStreamOperatorTestHarness<AnalyzedQuote, FeedPulse> pulses =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(new FeedPulses(options())))) {
            pulses.open();
            for (int second = 0; second < 130; second++) {
                pulses.setProcessingTime(second * 1000L);
                for (String feed : List.of("x", "y")) {
                    Quote quote = Quote.of("A", 1, second);
                    quote.feed = feed;
                    pulses.processElement(AnalyzedQuote.of(quote, null), second);
                }
                pulses.processElement(AnalyzedQuote.of(Quote.of("A", 1, second), null), second);
            }
            // a tenth of ten minutes
            assertThat(
                            pulses.extractOutputValues().stream()
                                    .map(pulse -> pulse.feed + pulse.eventTimeMillis))
                    .containsExactly("x0", "y0", "x60", "y60", "x120", "y120");
        }
    }

    private List<String> pulse(String time, AssetClass assetClass) throws Exception {
        long millis = millis("2024-06-03T" + time + ":00Z");
        harness.setProcessingTime(millis);
        FeedPulse pulse = new FeedPulse();
        pulse.feed = "x";
        pulse.eventTimeMillis = millis;
        pulse.assetClass = assetClass.name();
        harness.processElement(pulse, millis);
        return fresh();
    }

    private List<String> clock(String time) throws Exception {
        return clockAt("2024-06-03T" + time + ":00Z");
    }

    /** Minute by minute, as the clock goes. */
    private List<String> clockAt(String time) throws Exception {
        for (long now = harness.getProcessingTime(); now < millis(time); now += 60_000) {
            harness.setProcessingTime(now);
        }
        harness.setProcessingTime(millis(time));
        return fresh();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private List<String> fresh() {
        List<String> fresh =
                harness.extractOutputValues().stream()
                        .map(
                                t ->
                                        t.phase
                                                + " "
                                                + t.symbol
                                                + " "
                                                + Instant.ofEpochMilli(t.eventTimeMillis))
                        .collect(Collectors.toList());
        harness.getOutput().clear();
        return fresh;
    }

    private static Configuration options() {
        Configuration options = new Configuration();
        options.set(PatternOptions.SILENT_AFTER, Duration.ofMinutes(10));
        return options;
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, FeedPulse, RuleTransition> {

        Harness() throws Exception {
            super(
                    new KeyedProcessOperator<>(new FeedSilence(options())),
                    pulse -> pulse.feed,
                    Types.STRING);
        }
    }
}
