// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sources.polling.schedule.FiringPlan;
import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Pace;
import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.PollSplit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which firing is served when, and by whom. */
class FiringsTest extends EnumeratorScenario {

    @Test
    void shouldGiveEachChunkToAReaderThatWaitsWhenItsFiringComes() {
        given(live(MissedFirings.SKIP, 1), 2, "a", "b", "c");
        ask(0);
        ask(1);
        passTo(10_999);
        assertThat(context.assigned).isEmpty();

        passTo(11_000);

        assertThat(ids(0)).containsExactly("a+1@11000");
        assertThat(ids(1)).containsExactly("c+0@11000");
        assertThat(context.assignedTo(0).get(0).windowStartMillis()).isEqualTo(Schedule.NOT_YET);
        assertThat(context.gauge("chunksRunning")).isEqualTo(2);
    }

    @Test
    void shouldKeepOnlyTheNewestFiringThatCameWhileAChunkWasBusy() {
        given(live(MissedFirings.SKIP, 1), 1, "a");
        ask(0);
        passTo(11_000);
        ask(0);
        passTo(14_300);
        assertThat(ids(0)).containsExactly("a+0@11000");

        finish(0, context.assignedTo(0).get(0));

        assertThat(ids(0)).containsExactly("a+0@11000", "a+0@14000");
        assertThat(context.assignedTo(0).get(1).windowStartMillis()).isEqualTo(11_000);
        assertThat(context.gauge("firingsSkipped")).isEqualTo(2L);
        passTo(15_000);
        assertThat(ids(0)).hasSize(2);
    }

    @Test
    void shouldPollAtOnceIfToldTo() {
        clock.setTo(10_500);
        given(
                new FiringPlan(
                        EVERY_SECOND,
                        Schedule.NOT_YET,
                        Schedule.NEVER,
                        Pace.ON_TIME,
                        MissedFirings.SKIP,
                        1,
                        true),
                1,
                "a");
        ask(0);

        assertThat(ids(0)).containsExactly("a+0@10000");
        assertThat(context.gauge("firingsSkipped")).isEqualTo(0L);
        finish(0, context.assignedTo(0).get(0));
        ask(0);
        passTo(11_000);
        assertThat(ids(0)).containsExactly("a+0@10000", "a+0@11000");
    }

    @Test
    void shouldLeaveOutFiringsThatWereMissedWhileDown() {
        EnumeratorState state = stateAfter(11_000, "a");
        clock.setTo(14_500);
        restore(state, live(MissedFirings.SKIP, 1), 1, "a");
        hold(0);
        hold(1);
        ask(0);
        assertThat(context.assigned).isEmpty();

        passTo(15_000);

        assertThat(ids(0)).containsExactly("a+0@15000");
        assertThat(context.assignedTo(0).get(0).windowStartMillis()).isEqualTo(11_000);
        assertThat(context.gauge("firingsSkipped")).isEqualTo(3L);
    }

    /** Its history is not there yet, whatever that of its neighbours; also after a restart. */
    @Test
    void shouldTellThatAnItemHasJoinedItsChunk() {
        EnumeratorState before = stateAfter(11_000, "a");
        clock.setTo(11_500);
        restore(before, live(MissedFirings.SKIP, 1), 2, "a", "b");
        restore(enumerator.snapshotState(1), live(MissedFirings.SKIP, 1), 2, "a", "b");
        hold(0);
        hold(1);
        ask(0);
        passTo(12_000);

        assertThat(ids(0)).containsExactly("a+1@12000");
        assertThat(context.assignedTo(0).get(0).windowStartMillis()).isEqualTo(Schedule.NOT_YET);
        finish(0, context.assignedTo(0).get(0));
        ask(0);
        passTo(13_000);
        assertThat(context.assignedTo(0).get(1).windowStartMillis()).isEqualTo(12_000);
    }

    @Test
    void shouldCatchUpTheNewestMissedFiringsOneAfterTheOther() {
        EnumeratorState state = stateAfter(11_000, "a", "b");
        clock.setTo(16_000);
        restore(state, live(MissedFirings.CATCH_UP, 2), 1, "a", "b");
        hold(0);
        hold(1);
        ask(0);
        ask(1);
        // Both chunks are done with 14000 before either goes on.
        assertThat(ids(0)).containsExactly("a+0@14000");
        assertThat(ids(1)).containsExactly("b+0@14000");
        finish(0, context.assignedTo(0).get(0));
        ask(0);
        assertThat(ids(0)).hasSize(1);
        finish(1, context.assignedTo(1).get(0));
        assertThat(ids(0)).containsExactly("a+0@14000", "a+0@15000");
        ask(1);
        finish(0, context.assignedTo(0).get(1));
        finish(1, context.assignedTo(1).get(1));
        ask(0);

        // 12000 and 13000 were too many, 16000 was not missed.
        assertThat(ids(0)).containsExactly("a+0@14000", "a+0@15000", "a+0@16000");
        assertThat(context.gauge("firingsSkipped")).isEqualTo(4L);
        assertThat(context.gauge("firingsCaughtUp")).isEqualTo(4L);
    }

    @Test
    void shouldGoThroughARangeInStepAndThenDismissTheReaders() {
        given(range(Pace.AS_FAST_AS_POSSIBLE, 0, 2000), 1, "a", "b");
        ask(0);
        ask(1);
        assertThat(ids(0)).containsExactly("a+0@0");
        assertThat(ids(1)).containsExactly("b+0@0");
        assertThat(context.assignedTo(0).get(0).windowStartMillis()).isEqualTo(Schedule.NOT_YET);
        finish(0, context.assignedTo(0).get(0));
        ask(0);
        assertThat(ids(0)).hasSize(1);

        finish(1, context.assignedTo(1).get(0));
        ask(1);
        assertThat(ids(0)).containsExactly("a+0@0", "a+0@1000");
        assertThat(ids(1)).containsExactly("b+0@0", "b+0@1000");
        assertThat(context.dismissed).isEmpty();

        ask(0);
        assertThat(context.dismissed).containsExactly(0);
        ask(1);
        assertThat(context.dismissed).containsExactly(0, 1);
    }

    @Test
    void shouldWaitForTheTimeOfEachFiringOfARangeOnTime() {
        given(range(Pace.ON_TIME, 10_000, 12_000), 1, "a");
        ask(0);
        assertThat(ids(0)).containsExactly("a+0@10000");
        finish(0, context.assignedTo(0).get(0));
        ask(0);
        assertThat(ids(0)).hasSize(1);
        passTo(11_000);
        assertThat(ids(0)).containsExactly("a+0@10000", "a+0@11000");
        ask(0);
        assertThat(context.dismissed).containsExactly(0);
    }

    @Test
    void shouldGiveAChunkToTheSameReaderEveryTime() {
        given(live(MissedFirings.SKIP, 1), 1, "a", "b", "c");
        for (int second = 11; second < 16; second++) {
            ask(1);
            ask(0);
            passTo(second * 1000L);
            List<PollSplit> even = List.copyOf(context.assignedTo(0));
            finish(0, even.get(even.size() - 1));
            ask(0);
            List<PollSplit> both = List.copyOf(context.assignedTo(0));
            finish(0, both.get(both.size() - 1));
            List<PollSplit> odd = List.copyOf(context.assignedTo(1));
            finish(1, odd.get(odd.size() - 1));
        }

        assertThat(ids(1)).hasSize(5).allMatch(id -> id.startsWith("b+"));
        assertThat(ids(0)).hasSize(10).noneMatch(id -> id.startsWith("b+"));
    }
}
