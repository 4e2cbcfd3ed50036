// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Direction;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.operators.Harnesses;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Four symbols, half of them, within a hundred milliseconds. */
@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class MarketStressTest {

    private Harness harness;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldCountSymbolsThatFellWithinTheWindow(StateBackend backend) throws Exception {
        harness = Harnesses.open(new Harness(), backend, null);
        for (int i = 0; i < 8; i++) {
            take("S" + i, 1, "FIRST");
        }
        // out of order, and the same symbol twice
        take("S3", 40, "ENTERED");
        take("S1", 20, "ENTERED");
        take("S2", 30, "ENTERED");
        take("S2", 31, "LEFT");
        take("S2", 32, "ENTERED");
        assertThat(until(50)).isEmpty();
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = Harnesses.open(new Harness(), backend, snapshot);

        take("S4", 119, "ENTERED");
        assertThat(until(119)).containsExactly("ENTERED 119 119 fallen=4");
        // the first fall is too old: three are fewer than 0.8 of four
        assertThat(until(130)).containsExactly("LEFT 120 119 fallen=3");
        assertThat(until(1000)).isEmpty();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void shouldNotCountWhatCameBackNorWhatFellTooLongAgo(StateBackend backend) throws Exception {
        harness = Harnesses.open(new Harness(), backend, null);
        for (int i = 0; i < 10; i++) {
            take("S" + i, 1, "FIRST");
        }
        for (int i = 0; i < 4; i++) {
            take("S" + i, 20 + i, "ENTERED");
        }
        // of ten symbols four are not half
        assertThat(until(119)).isEmpty();
        take("S5", 120, "ENTERED");
        assertThat(until(121)).isEmpty();
        for (int i = 6; i < 10; i++) {
            take("S" + i, 122, "ENTERED");
        }
        take("S5", 122, "LEFT");
        assertThat(until(122)).containsExactly("ENTERED 122 122 fallen=5");
    }

    private void take(String symbol, long millis, String phase) throws Exception {
        harness.processElement(
                CepHarness.transition(symbol, millis, "DRAWDOWN", phase, Direction.DOWN), millis);
    }

    private List<String> until(long millis) throws Exception {
        harness.processWatermark(millis);
        List<String> fresh =
                harness.extractOutputValues().stream()
                        .map(
                                t ->
                                        t.phase
                                                + " "
                                                + t.eventTimeMillis
                                                + " "
                                                + t.sinceMillis
                                                + " "
                                                + t.facts[0])
                        .collect(Collectors.toList());
        assertThat(harness.extractOutputValues()).allMatch(t -> t.symbol.equals("MARKET"));
        harness.getOutput().clear();
        return fresh;
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<
                    String, MarketTransition, RuleTransition> {

        Harness() throws Exception {
            super(
                    new KeyedProcessOperator<>(new MarketStress(options())),
                    transition -> MarketStress.KEY,
                    Types.STRING);
        }

        private static Configuration options() {
            Configuration options = new Configuration();
            options.set(PatternOptions.MARKET_SYMBOLS, 4);
            options.set(PatternOptions.MARKET_FRACTION, 0.5);
            options.set(PatternOptions.MARKET_WINDOW, Duration.ofMillis(100));
            return options;
        }
    }
}
