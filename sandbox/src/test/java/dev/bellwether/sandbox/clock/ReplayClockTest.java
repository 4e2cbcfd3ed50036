// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplayClockTest {

    private long now = 7_000_000_000L;

    @Test
    void shouldMoveAManualClockOnlyWhenTold() {
        ReplayClock clock = new ManualClock(new Span(10, 12));

        assertThat(clock.asked("A")).isEqualTo(10);
        clock.served("A", 10);
        assertThat(clock.session()).isEqualTo(10);
        assertThat(clock.advance(2)).isEqualTo(12);
        assertThat(clock.finished()).isFalse();
    }

    @Test
    void shouldStayAtTheLastSessionAndBeFinishedBeyondIt() {
        ReplayClock clock = new ManualClock(new Span(10, 12));

        assertThat(clock.advance(Integer.MAX_VALUE)).isEqualTo(12);
        assertThat(clock.finished()).isTrue();
        assertThatThrownBy(() -> clock.advance(0)).hasMessage("must be at least 1 session, was 0");
    }

    @Test
    void shouldMoveATimedClockWithTime() {
        ReplayClock clock = new TimedClock(new Span(10, 12), Duration.ofSeconds(2), () -> now);

        now += Duration.ofMillis(1_999).toNanos();
        assertThat(clock.session()).isEqualTo(10);
        now += Duration.ofMillis(1).toNanos();
        assertThat(clock.session()).isEqualTo(11);
        now += Duration.ofMillis(3_999).toNanos();
        assertThat(clock.session()).isEqualTo(12);
        assertThat(clock.finished()).isFalse();
        now += Duration.ofMillis(1).toNanos();
        assertThat(clock.session()).isEqualTo(12);
        assertThat(clock.finished()).isTrue();
    }

    @Test
    void shouldRefuseSpansAndDurationsThatMakeNoSense() {
        assertThatThrownBy(() -> new Span(3, 2)).hasMessage("no sessions from 3 to 2");
        assertThatThrownBy(() -> new TimedClock(new Span(0, 1), Duration.ZERO, () -> now))
                .hasMessageContaining("must be positive");
        assertThatThrownBy(
                        () ->
                                new TimedClock(new Span(0, 1), Duration.ofSeconds(1), () -> now)
                                        .advance(1))
                .isInstanceOf(IllegalStateException.class);
    }
}
