// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Quote;
import org.junit.jupiter.api.Test;

class EventTimesTest {

    private final EventTimes.Newest newest = new EventTimes.Newest();

    @Test
    void shouldTellHowFarTheNewestQuoteIsBehindTheClock() {
        assertThat(newest.lagMillis(10_000)).as("before the first quote").isEqualTo(-1);

        assertThat(newest.extractTimestamp(at(4_000), Long.MIN_VALUE)).isEqualTo(4_000);
        assertThat(newest.lagMillis(10_000)).isEqualTo(6_000);
    }

    @Test
    void shouldNotGrowTheLagByAStraggler() {
        newest.extractTimestamp(at(9_000), Long.MIN_VALUE);

        assertThat(newest.extractTimestamp(at(4_000), Long.MIN_VALUE)).isEqualTo(4_000);
        assertThat(newest.lagMillis(10_000)).isEqualTo(1_000);
    }

    private static Quote at(long eventTimeMillis) {
        Quote quote = new Quote();
        quote.eventTimeMillis = eventTimeMillis;
        return quote;
    }
}
