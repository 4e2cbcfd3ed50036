// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Quote;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventTimeLagTest {

    private final EventTimeLag lag = new EventTimeLag();
    private OneInputStreamOperatorTestHarness<Quote, Quote> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new StreamMap<>(lag));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void shouldTellHowFarTheNewestQuoteIsBehindTheClock() throws Exception {
        assertThat(lag.lagMillis(10_000)).as("before the first quote").isEqualTo(-1);

        harness.processElement(at(4_000), 4_000);
        assertThat(lag.lagMillis(10_000)).isEqualTo(6_000);
        assertThat(harness.extractOutputValues()).containsExactly(at(4_000));
    }

    @Test
    void shouldNotGrowTheLagByAStraggler() throws Exception {
        harness.processElement(at(9_000), 9_000);
        harness.processElement(at(4_000), 4_000);

        assertThat(lag.lagMillis(10_000)).isEqualTo(1_000);
    }

    private static Quote at(long eventTimeMillis) {
        Quote quote = new Quote();
        quote.eventTimeMillis = eventTimeMillis;
        return quote;
    }
}
