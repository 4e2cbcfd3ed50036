// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedClockTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private long now = -5;

    @Test
    void shouldNotGoOnBeforeTheSessionHasLasted() {
        PacedClock clock = clock(SECOND);

        view(clock, "A");
        pass(Duration.ofMillis(999));
        assertThat(clock.asked("A")).isEqualTo(0);
        pass(Duration.ofMillis(1));
        assertThat(clock.asked("A")).isEqualTo(1);
    }

    @Test
    void shouldNotGoOnBeforeEveryoneHasSeenTheSession() {
        PacedClock clock = clock(SECOND);
        view(clock, "A");
        clock.asked("B");

        pass(Duration.ofSeconds(5));
        assertThat(clock.asked("A")).isEqualTo(0);
        assertThat(clock.waitingFor()).containsExactly("B");

        view(clock, "B");
        assertThat(clock.asked("A")).isEqualTo(1);
        assertThat(clock.waitingFor()).containsExactly("A", "B");
    }

    @Test
    void shouldBeginWithTheFirstRequest() {
        PacedClock clock = clock(SECOND);

        pass(Duration.ofHours(1));
        view(clock, "A");
        assertThat(clock.session()).isEqualTo(0);
        pass(SECOND);
        assertThat(clock.session()).isEqualTo(1);
    }

    @Test
    void shouldShowTheFirstRoundWholeEvenWithoutDuration() {
        PacedClock clock = clock(Duration.ZERO);

        for (String viewer : List.of("A", "B", "C")) {
            assertThat(clock.asked(viewer)).isEqualTo(0);
            clock.served(viewer, 0);
        }
        for (String viewer : List.of("A", "B", "C")) {
            assertThat(clock.asked(viewer)).isEqualTo(1);
            clock.served(viewer, 1);
        }
        assertThat(clock.asked("A")).isEqualTo(2);
    }

    @Test
    void shouldWaitForExpectedViewersBeforeTheyAsk() {
        PacedClock clock =
                new PacedClock(
                        new Span(0, 9), Duration.ZERO, PATIENCE, List.of("A", "B"), () -> now);

        view(clock, "A");
        assertThat(clock.asked("A")).isEqualTo(0);
        view(clock, "B");
        assertThat(clock.asked("A")).isEqualTo(1);
    }

    @Test
    void shouldNotCountAnAnswerOfAnEarlierSession() {
        PacedClock clock = clock(Duration.ZERO);
        view(clock, "A");
        assertThat(clock.asked("A")).isEqualTo(1);

        clock.served("A", 0);

        assertThat(clock.asked("A")).isEqualTo(1);
    }

    @Test
    void shouldAbandonWhoIsMissingWhenPatienceEnds() {
        PacedClock clock = clock(Duration.ZERO);
        view(clock, "A");
        clock.asked("B");

        for (int i = 0; i < 9; i++) {
            pass(SECOND);
            assertThat(clock.asked("A")).isEqualTo(0);
        }
        pass(SECOND);

        assertThat(clock.asked("A")).isEqualTo(1);
        assertThat(clock.abandoned()).containsExactly("B");
        view(clock, "A");
        assertThat(clock.asked("A")).isEqualTo(2);
    }

    @Test
    void shouldNotWaitAgainForWhoIsNeverServed() {
        PacedClock clock = clock(Duration.ZERO);
        view(clock, "A");
        for (int i = 0; i <= 10; i++) {
            pass(SECOND);
            clock.asked("B");
        }
        assertThat(clock.abandoned()).containsExactly("B");
        int session = clock.asked("A");
        clock.served("A", session);
        clock.asked("B");

        assertThat(clock.asked("A")).isEqualTo(session + 1);
    }

    @Test
    void shouldTakeBackWhoIsServedAgain() {
        PacedClock clock = clock(Duration.ZERO);
        view(clock, "A");
        clock.asked("B");
        for (int i = 0; i < 10; i++) {
            pass(SECOND);
            clock.asked("A");
        }
        assertThat(clock.session()).isEqualTo(1);

        view(clock, "B");

        assertThat(clock.abandoned()).isEmpty();
        assertThat(clock.waitingFor()).containsExactly("A");
    }

    @Test
    void shouldNotLosePatienceWhileNobodyAsks() {
        PacedClock clock = clock(Duration.ZERO);
        view(clock, "A");
        clock.asked("B");

        pass(Duration.ofHours(8));

        assertThat(clock.asked("A")).isEqualTo(0);
        assertThat(clock.asked("B")).isEqualTo(0);
        assertThat(clock.abandoned()).isEmpty();
    }

    @Test
    void shouldStandStillWithNobodyLeft() {
        PacedClock clock = clock(Duration.ZERO);
        clock.asked("A");
        for (int i = 0; i < 30; i++) {
            pass(SECOND);
            clock.asked("A");
        }

        assertThat(clock.session()).isEqualTo(0);
        assertThat(clock.abandoned()).containsExactly("A");
        view(clock, "A");
        assertThat(clock.session()).isEqualTo(1);
    }

    @Test
    void shouldStayAtTheLastSessionAndBeFinishedWhenItIsSeen() {
        PacedClock clock = new PacedClock(new Span(4, 5), SECOND, PATIENCE, List.of(), () -> now);
        view(clock, "A");
        pass(SECOND);
        view(clock, "A");
        assertThat(clock.finished()).isFalse();

        pass(SECOND);

        assertThat(clock.asked("A")).isEqualTo(5);
        assertThat(clock.finished()).isTrue();
    }

    @Test
    void shouldRefuseToBeMovedByHand() {
        assertThatThrownBy(() -> clock(SECOND).advance(1))
                .hasMessage("a paced clock is not moved by hand");
    }

    private PacedClock clock(Duration duration) {
        return new PacedClock(new Span(0, 9), duration, PATIENCE, List.of(), () -> now);
    }

    private static void view(PacedClock clock, String viewer) {
        clock.served(viewer, clock.asked(viewer));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
