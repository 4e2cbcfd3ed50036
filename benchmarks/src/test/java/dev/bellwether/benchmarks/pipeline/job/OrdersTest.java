// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrdersTest {

    @Test
    void shouldArriveAsTheyWereGiven() {
        Orders arrived = Orders.parse(Orders.paced(120_000, 12_345.678).line());

        assertThat(arrived.kind).isEqualTo(Orders.Kind.PACED);
        assertThat(arrived.records).isEqualTo(120_000);
        assertThat(arrived.number).isEqualTo(12_345.678);
    }

    @Test
    void shouldReportATurnAsItWas() {
        Turn turn = new Turn();
        turn.records = 1;
        turn.events = 2;
        turn.commands = 9;
        turn.perSecond = 3.5;
        turn.cpuMicrosPerEvent = 4.5;
        turn.p50Millis = 5;
        turn.p99Millis = 6;
        turn.maxMillis = 7;
        turn.stateBytes = 8;

        assertThat(Turn.parse(turn.line())).usingRecursiveComparison().isEqualTo(turn);
    }
}
