// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sources.alpaca.AskedSessions.Span;
import dev.bellwether.sources.polling.PollRequest;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class AskedSessionsTest {

    /** 06:00 in New York on a Tuesday after a holiday. */
    private static final Instant TUESDAY = Instant.parse("2026-02-17T11:00:00Z");

    private final Configuration bars = new Configuration();

    @Test
    void shouldAskForTheNewestSessionsAndTheirCorrections() {
        Span span = span(Instant.parse("2026-02-13T11:20:00Z"), TUESDAY);

        assertThat(span.last).isEqualTo("2026-02-13");
        assertThat(span.wanted).isEqualTo("2026-02-06");
        assertThat(span.first).isEqualTo(span.wanted);
    }

    @Test
    void shouldAskForWhatWasMissedWhileTheJobWasDown() {
        Span span = span(Instant.parse("2026-01-15T11:00:00Z"), TUESDAY);

        assertThat(span.wanted).isEqualTo("2026-01-15");
        assertThat(span.first).isEqualTo(span.wanted);
    }

    @Test
    void shouldFillTheWindowOfWhoWasNeverPolled() {
        bars.set(AlpacaBarOptions.WARM_UP, 2);

        Span span = span(null, TUESDAY);

        assertThat(span.wanted).isEqualTo("2026-02-06");
        assertThat(span.first).isEqualTo("2026-02-04");
    }

    @Test
    void shouldNeverAskForTheRunningSession() {
        assertThat(span(null, Instant.parse("2026-02-17T20:59:59Z")).last).isEqualTo("2026-02-13");
        assertThat(span(null, Instant.parse("2026-02-17T21:00:00Z")).last).isEqualTo("2026-02-17");
        // half a day
        assertThat(span(null, Instant.parse("2026-11-27T18:00:00Z")).last).isEqualTo("2026-11-27");
    }

    @Test
    void shouldKeepToItsRange() {
        bars.set(AlpacaBarOptions.RANGE_FROM, "2026-01-20");
        bars.set(AlpacaBarOptions.RANGE_TO, "2026-02-10");
        bars.set(AlpacaBarOptions.WARM_UP, 1);

        Span first = span(null, Instant.parse("2026-02-01T05:00:00Z"));
        Span second = span(Instant.parse("2026-02-01T05:00:00Z"), TUESDAY);

        assertThat(first.first).isEqualTo("2026-01-16");
        assertThat(first.wanted).isEqualTo("2026-01-20");
        assertThat(first.last).isEqualTo("2026-01-30");
        assertThat(second.first).isEqualTo("2026-02-02");
        assertThat(second.last).isEqualTo("2026-02-10");
        assertThat(span(TUESDAY, TUESDAY).isEmpty()).isTrue();
    }

    private Span span(Instant before, Instant due) {
        long start = before == null ? Schedule.NOT_YET : before.toEpochMilli();
        return new AskedSessions(bars)
                .of(new PollRequest(List.of("A"), null, start, due.toEpochMilli()));
    }
}
