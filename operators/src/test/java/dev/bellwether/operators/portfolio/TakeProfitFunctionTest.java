// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.PortfolioSnapshot;
import dev.bellwether.model.Position;
import dev.bellwether.model.TakeProfit;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class TakeProfitFunctionTest {

    @Test
    void shouldTakeTheMeanOfTheFiveBest() throws Exception {
        try (Harness harness = new Harness(new Configuration(), null)) {
            harness.take(99, 100, 100, 100, 100, -80);
            assertThat(harness.signals()).isEmpty();

            harness.take(100, 100, 100, 100, 100, -80);

            TakeProfit signal = harness.signals().get(0);
            assertThat(signal.reached).isTrue();
            assertThat(signal.meanReturnPercent).isEqualTo(100);
            assertThat(signal.best).hasSize(5);
            assertThat(signal.unrealizedProfit).isEqualTo(5 * 50);
        }
    }

    @Test
    void shouldKnowNothingOfFewerThanFivePricedPositions() throws Exception {
        try (Harness harness = new Harness(new Configuration(), null)) {
            harness.take(300, 300, 300, 300);
            harness.take(300, 300, 300, 300, Double.NaN);

            assertThat(harness.signals()).isEmpty();
        }
    }

    @Test
    void shouldSignalChangesOnly() throws Exception {
        Configuration options = new Configuration();
        options.set(PortfolioOptions.RELEASE, 90.0);
        try (Harness harness = new Harness(options, null)) {
            for (double mean : new double[] {120, 110, 95, 101, 89, 95, 100}) {
                harness.take(mean, mean, mean, mean, mean);
            }

            assertThat(harness.signals())
                    .extracting(signal -> signal.reached, signal -> signal.meanReturnPercent)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(true, 120.0),
                            org.assertj.core.groups.Tuple.tuple(false, 89.0),
                            org.assertj.core.groups.Tuple.tuple(true, 100.0));
        }
    }

    @Test
    void shouldNotSignalAgainAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = new Harness(new Configuration(), null)) {
            harness.take(120, 120, 120, 120, 120);
            state = harness.snapshot(1, 1);
        }
        try (Harness harness = new Harness(new Configuration(), state)) {
            harness.take(120, 120, 120, 120, 120);

            assertThat(harness.signals()).isEmpty();
        }
    }

    @Test
    void shouldOrderPositionsAndAddUpThosePriced() {
        PortfolioSnapshot snapshot =
                PortfolioSnapshot.of(
                        "main",
                        1,
                        2,
                        1_000,
                        10,
                        List.of(
                                position("B", Double.NaN),
                                position("A", -50),
                                position("D", 50),
                                position("C", 50)));

        assertThat(snapshot.positions)
                .extracting(one -> one.symbol)
                .containsExactly("C", "D", "A", "B");
        assertThat(snapshot.unpriced).isEqualTo(1);
        assertThat(snapshot.marketValue).isEqualTo(300);
        assertThat(snapshot.meanReturnPercent)
                .isCloseTo(50 / 3.0, org.assertj.core.data.Offset.offset(1e-12));
    }

    private static Position position(String symbol, double returnPercent) {
        Position position = new Position();
        position.symbol = symbol;
        position.unrealizedReturnPercent = returnPercent;
        position.unrealizedProfit = 50;
        position.marketValue = 100;
        return position;
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, PortfolioSnapshot, TakeProfit> {

        Harness(Configuration options, OperatorSubtaskState state) throws Exception {
            super(
                    new KeyedProcessOperator<>(TakeProfitFunction.from(options)),
                    snapshot -> snapshot.account,
                    Types.STRING);
            if (state != null) {
                initializeState(state);
            }
            open();
        }

        void take(double... returns) throws Exception {
            List<Position> positions = new ArrayList<>();
            for (double one : returns) {
                positions.add(position("S" + positions.size(), one));
            }
            processElement(PortfolioSnapshot.of("main", 1, 2, 0, 0, positions), 1);
        }

        List<TakeProfit> signals() {
            return extractOutputValues();
        }
    }
}
