// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.sources.polling.ManualClock;
import dev.bellwether.sources.polling.schedule.FiringPlan;
import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Pace;
import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollEvents.Begin;
import dev.bellwether.sources.polling.split.PollEvents.Pause;
import dev.bellwether.sources.polling.split.PollEvents.Refused;
import dev.bellwether.sources.polling.split.PollEvents.SplitAcknowledged;
import dev.bellwether.sources.polling.split.PollEvents.SplitFinished;
import dev.bellwether.sources.polling.split.PollEvents.SplitsHeld;
import dev.bellwether.sources.polling.split.PollSplit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.junit.jupiter.api.Test;

class PollingEnumeratorTest {

    private static final Schedule EVERY_SECOND = Schedule.every(Duration.ofSeconds(1));

    private final ManualClock clock = new ManualClock(10_500);
    private FakeEnumeratorContext context;
    private PollingEnumerator enumerator;

    // ---- firings

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
        assertThat(context.assignedTo(0).get(0).windowStartMillis()).isEqualTo(10_000);
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
        ask(0);
        assertThat(context.assigned).isEmpty();

        passTo(15_000);

        assertThat(ids(0)).containsExactly("a+0@15000");
        assertThat(context.assignedTo(0).get(0).windowStartMillis()).isEqualTo(11_000);
        assertThat(context.gauge("firingsSkipped")).isEqualTo(3L);
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
        assertThat(context.assignedTo(0).get(0).windowStartMillis()).isEqualTo(-1000);
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

    // ---- recovery

    @Test
    void shouldAssignAgainWhatAFailedReaderHadBeenGivenSinceTheCheckpoint() {
        given(live(MissedFirings.SKIP, 1), 1, "a");
        ask(0);
        passTo(11_000);
        PollSplit first = context.assignedTo(0).get(0);
        finish(0, first);

        // It was finished, but what it brought is rolled back.
        fail(0, first);
        comeUp(0);
        ask(0);

        assertThat(ids(0)).containsExactly("a+0@11000", "a+0@11000");
        assertThat(context.assignedTo(0).get(1).fingerprints()).isEqualTo(first.fingerprints());
    }

    @Test
    void shouldHoldBackNewerSplitsOfAChunkThatARestoredReaderStillHas() {
        given(live(MissedFirings.SKIP, 1), 1, "a");
        ask(0);
        passTo(11_000);
        PollSplit first = context.assignedTo(0).get(0);
        enumerator.snapshotState(1);
        enumerator.notifyCheckpointComplete(1);
        finish(0, first);
        passTo(12_000);
        ask(1);
        PollSplit second = context.assignedTo(1).get(0);
        assertThat(second.scheduledMillis()).isEqualTo(12_000);

        fail(0);
        fail(1, second);
        comeUp(1);
        ask(1);
        assertThat(ids(1)).as("reader 0 may have the chunk").hasSize(1);
        comeUp(0, first);
        ask(0);
        assertThat(ids(1)).as("reader 0 has the chunk").hasSize(1);
        finish(0, first);

        assertThat(ids(1)).containsExactly("a+0@12000", "a+0@12000");
    }

    @Test
    void shouldAcknowledgeAFinishedSplitThatNobodyKnows() {
        given(live(MissedFirings.SKIP, 1), 1, "a");
        PollSplit unknown = PollSplit.fresh(List.of("a"), 5000, 4000, new Fingerprints(0));

        finish(0, unknown);

        assertThat(context.sentTo(0).get(1)).isInstanceOf(SplitAcknowledged.class);
        assertThat(((SplitAcknowledged) context.sentTo(0).get(1)).splitId()).isEqualTo("a+0@5000");
    }

    @Test
    void shouldLetAnyReaderFinishARestoredSplit() {
        EnumeratorState state = stateWhileRunning(11_000, "a");
        clock.setTo(12_500);
        restore(state, live(MissedFirings.SKIP, 1), 1, "a");
        hold(1, state.running().get(0));
        hold(0);
        ask(0);
        passTo(13_000);
        assertThat(context.assigned).isEmpty();

        finish(1, state.running().get(0));

        assertThat(ids(0)).containsExactly("a+0@13000");
    }

    @Test
    void shouldAssignAgainARestoredSplitThatNoReaderHolds() {
        EnumeratorState state = stateWhileRunning(11_000, "a");
        clock.setTo(11_500);
        restore(state, live(MissedFirings.SKIP, 1), 1, "a");
        hold(0);
        ask(0);
        assertThat(context.assigned).as("reader 1 has not spoken").isEmpty();

        hold(1);

        assertThat(ids(0)).containsExactly("a+0@11000");
    }

    @Test
    void shouldKeepWhatIsOpenAndWhatWasServedInItsState() {
        given(live(MissedFirings.SKIP, 1), 1, "a", "b");
        ask(0);
        ask(1);
        passTo(11_000);
        finish(0, context.assignedTo(0).get(0));
        fail(1, context.assignedTo(1).get(0));

        EnumeratorState state = enumerator.snapshotState(1);

        assertThat(state.items()).containsExactly("a", "b");
        assertThat(state.lastFiring(0)).isEqualTo(11_000);
        assertThat(state.running()).isEmpty();
        assertThat(state.returned()).containsExactly(context.assignedTo(1).get(0));
    }

    @Test
    void shouldCarryOnWithOtherItemsInOtherChunks() {
        EnumeratorState state = stateWhileRunning(11_000, "a", "b");
        clock.setTo(11_500);
        restore(state, live(MissedFirings.SKIP, 1), 3, "b", "new");
        hold(0, state.running().toArray(new PollSplit[0]));
        hold(1);
        ask(1);
        passTo(12_000);
        assertThat(context.assigned).as("b is still being polled").isEmpty();

        state.running().forEach(split -> finish(0, split));

        assertThat(ids(1)).containsExactly("b+1@12000");
    }

    @Test
    void shouldHandOutTheFingerprintsOfTheLastFinishedSplit() {
        given(live(MissedFirings.SKIP, 1), 2, "a", "b");
        ask(0);
        passTo(11_000);
        Fingerprints known = new Fingerprints(2);
        known.set(1, 77);
        PollSplit first = context.assignedTo(0).get(0);
        finish(0, first.advancedTo(2, 0, null, known));
        ask(0);
        passTo(12_000);
        assertThat(context.assignedTo(0).get(1).fingerprints()).isEqualTo(known);
        assertThat(enumerator.snapshotState(1).fingerprints()).isEqualTo(known);

        // An older split that is finished once more does not bring its own back.
        finish(0, first.advancedTo(2, 0, null, new Fingerprints(2)));
        assertThat(enumerator.snapshotState(2).fingerprints()).isEqualTo(known);
    }

    // ---- refusal and pause

    @Test
    void shouldStopAllReadersAtTheFirstRefusalAndGoOnLiving() {
        given(live(MissedFirings.SKIP, 1), 1, "a", "b", "c");
        ask(0);
        ask(1);
        passTo(11_000);

        enumerator.handleSourceEvent(1, new Refused("key is wrong"));
        enumerator.handleSourceEvent(0, new Refused("key is wrong, too"));
        ask(0);
        passTo(20_000);

        assertThat(refusalsSentTo(0)).isEqualTo(1);
        assertThat(refusalsSentTo(1)).isEqualTo(1);
        assertThat(ids(0)).hasSize(1);
        assertThat(context.gauge("pollingStopped")).isEqualTo(1);
        assertThat(context.dismissed).isEmpty();

        // A reader that comes up later is told instead of being let begin.
        fail(0);
        comeUp(0);
        assertThat(refusalsSentTo(0)).isEqualTo(2);
        assertThat(context.sentTo(0).stream().filter(Begin.class::isInstance)).hasSize(1);
    }

    @Test
    void shouldFailABoundedJobForGoodAtARefusal() {
        given(range(Pace.AS_FAST_AS_POSSIBLE, 0, 2000), 1, "a");

        assertThatThrownBy(() -> enumerator.handleSourceEvent(0, new Refused("key is wrong")))
                .isInstanceOf(PollingStoppedException.class)
                .hasMessageContaining("key is wrong")
                .matches(
                        failure ->
                                ThrowableClassifier.getThrowableType(failure)
                                        == ThrowableType.NonRecoverableError);
    }

    @Test
    void shouldPassAPauseToEveryoneButNotAShorterOneWithinIt() {
        given(live(MissedFirings.SKIP, 1), 1, "a");

        enumerator.handleSourceEvent(0, new Pause(5000));
        clock.advance(1000);
        enumerator.handleSourceEvent(1, new Pause(3000));
        enumerator.handleSourceEvent(1, new Pause(9000));

        assertThat(pausesSentTo(0)).containsExactly(5000L, 9000L);
        assertThat(pausesSentTo(1)).containsExactly(5000L, 9000L);
        assertThat(context.counter("pausesBroadcast")).isEqualTo(2);
        fail(0);
        clock.advance(2000);
        comeUp(0);
        List<SourceEvent> sent = context.sentTo(0);
        assertThat(((Begin) sent.get(sent.size() - 1)).pauseMillis()).isEqualTo(7000);
    }

    @Test
    void shouldShowTheAgeOfTheLastSuccess() {
        given(live(MissedFirings.SKIP, 1), 1, "a");
        PollSplit split = PollSplit.fresh(List.of("a"), 5000, 4000, new Fingerprints(0));

        enumerator.handleSourceEvent(0, new SplitFinished(split, 10_700));
        enumerator.handleSourceEvent(0, new SplitFinished(split, Long.MIN_VALUE));
        clock.setTo(12_000);

        assertThat(context.gauge("lastSuccessAgeMillis")).isEqualTo(1300L);
    }

    // ---- vocabulary

    private static FiringPlan live(MissedFirings missed, int max) {
        return new FiringPlan(
                EVERY_SECOND, Schedule.NOT_YET, Schedule.NEVER, Pace.ON_TIME, missed, max, false);
    }

    private static FiringPlan range(Pace pace, long from, long to) {
        return new FiringPlan(EVERY_SECOND, from, to, pace, MissedFirings.SKIP, 1, false);
    }

    private void given(FiringPlan plan, int chunkSize, String... items) {
        restore(null, plan, chunkSize, items);
        hold(0);
        hold(1);
    }

    private void restore(EnumeratorState state, FiringPlan plan, int chunkSize, String... items) {
        context = new FakeEnumeratorContext(2);
        enumerator =
                new PollingEnumerator(
                        "test", context, clock, plan, List.of(items), chunkSize, state);
        enumerator.start();
        for (int reader = 0; reader < 2; reader++) {
            context.register(reader);
            enumerator.addReader(reader);
        }
    }

    /** A state in which every item has been served at one firing. */
    private EnumeratorState stateAfter(long firing, String... items) {
        EnumeratorState running = stateWhileRunning(firing, items);
        running.running().forEach(split -> finish(0, split));
        return enumerator.snapshotState(1);
    }

    /** A state in which every item is being polled at one firing, each a chunk. */
    private EnumeratorState stateWhileRunning(long firing, String... items) {
        given(live(MissedFirings.SKIP, 1), 1, items);
        clock.setTo(firing);
        for (int item = 0; item < items.length; item++) {
            ask(0);
        }
        return enumerator.snapshotState(1);
    }

    private void ask(int reader) {
        enumerator.handleSplitRequest(reader, "localhost");
    }

    private void passTo(long millis) {
        clock.setTo(millis);
        context.tick();
    }

    private void finish(int reader, PollSplit split) {
        PollSplit done = split.advancedTo(split.items().size(), 0, null, split.fingerprints());
        enumerator.handleSourceEvent(reader, new SplitFinished(done, clock.millis()));
    }

    private void fail(int reader, PollSplit... lost) {
        context.unregister(reader);
        enumerator.addSplitsBack(List.of(lost), reader);
    }

    private void comeUp(int reader, PollSplit... held) {
        context.register(reader);
        enumerator.addReader(reader);
        hold(reader, held);
    }

    private void hold(int reader, PollSplit... held) {
        enumerator.handleSourceEvent(reader, new SplitsHeld(List.of(held)));
    }

    private List<String> ids(int reader) {
        List<String> ids = new ArrayList<>();
        context.assignedTo(reader).forEach(split -> ids.add(split.splitId()));
        return ids;
    }

    private long refusalsSentTo(int reader) {
        return context.sentTo(reader).stream().filter(Refused.class::isInstance).count();
    }

    private List<Long> pausesSentTo(int reader) {
        List<Long> pauses = new ArrayList<>();
        for (SourceEvent event : context.sentTo(reader)) {
            if (event instanceof Pause) {
                pauses.add(((Pause) event).pauseMillis());
            }
        }
        return pauses;
    }
}
