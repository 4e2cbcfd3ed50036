// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollEvents.SplitAcknowledged;
import dev.bellwether.sources.polling.split.PollSplit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The book across failures of tasks and of the job. */
class RecoveryTest extends EnumeratorScenario {

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
        ask(0);
        passTo(12_000);
        PollSplit second = context.assignedTo(0).get(1);
        assertThat(second.scheduledMillis()).isEqualTo(12_000);

        fail(0, second);
        passTo(13_000);
        assertThat(ids(0)).as("reader 0 may have the chunk").hasSize(2);
        comeUp(0, first);
        ask(0);
        assertThat(ids(0)).as("reader 0 has the chunk").hasSize(2);
        finish(0, first);

        assertThat(ids(0)).containsExactly("a+0@11000", "a+0@12000", "a+0@12000");
    }

    @Test
    void shouldRememberThroughCheckpointsThatAReaderHasNotSpoken() {
        given(live(MissedFirings.SKIP, 1), 1, "a");
        ask(0);
        passTo(11_000);
        PollSplit first = context.assignedTo(0).get(0);
        enumerator.snapshotState(1);
        enumerator.notifyCheckpointComplete(1);
        finish(0, first);
        ask(0);
        passTo(12_000);
        fail(0, context.assignedTo(0).get(1));

        // Reader 0 is up and in this checkpoint, but its word is still on the way.
        context.register(0);
        enumerator.addReader(0);
        enumerator.snapshotState(2);
        enumerator.notifyCheckpointComplete(2);
        ask(0);
        passTo(12_100);

        assertThat(ids(0)).hasSize(2);
    }

    /** After a restore a reader may have been dealt a chunk that is not its own. */
    @Test
    void shouldForgetWithACheckpointWhoHadAChunkBefore() {
        PollSplit dealt = restoredWithAChunkOfReader0AtReader1();
        finish(1, dealt);
        enumerator.snapshotState(1);
        enumerator.notifyCheckpointComplete(1);

        fail(1);
        passTo(12_000);
        ask(0);

        assertThat(ids(0)).as("reader 1 cannot have it").containsExactly("a+0@12000");
    }

    @Test
    void shouldAssignNothingAfterARestoreBeforeAllReadersHaveSpoken() {
        EnumeratorState state = stateAfter(11_000, "a");
        clock.setTo(11_500);
        restore(state, live(MissedFirings.SKIP, 1), 1, "a");
        hold(0);
        ask(0);
        passTo(12_000);
        assertThat(context.assigned).isEmpty();

        hold(1);

        assertThat(ids(0)).containsExactly("a+0@12000");
    }

    @Test
    void shouldCompareWhatIsDoneAgainWithWhatIsEmittedThen() {
        given(live(MissedFirings.SKIP, 1), 1, "a");
        ask(0);
        passTo(11_000);
        finish(0, context.assignedTo(0).get(0), 1);
        ask(0);
        passTo(12_000);
        finish(0, context.assignedTo(0).get(1), 2);

        fail(0, context.assignedTo(0).toArray(new PollSplit[0]));
        comeUp(0);
        ask(0);
        assertThat(context.assignedTo(0).get(2).fingerprints().size()).isZero();
        // The provider says something else now.
        finish(0, context.assignedTo(0).get(2), 5);
        ask(0);

        assertThat(ids(0)).endsWith("a+0@11000", "a+0@12000");
        assertThat(context.assignedTo(0).get(3).fingerprints().get(0)).isEqualTo(5);
    }

    @Test
    void shouldCompareWhatIsDoneAgainWithFiringsThatStand() {
        PollSplit dealt = restoredWithAChunkOfReader0AtReader1();
        finish(1, dealt, 2);
        ask(0);
        passTo(12_000);
        PollSplit lost = context.assignedTo(0).get(0);
        finish(0, lost, 3);

        // Reader 1 and what it emitted live on.
        fail(0, lost);
        comeUp(0);
        ask(0);

        assertThat(ids(0)).containsExactly("a+0@12000", "a+0@12000");
        assertThat(context.assignedTo(0).get(1).fingerprints().get(0)).isEqualTo(2);
        assertThat(enumerator.snapshotState(9).fingerprints().get(0)).isEqualTo(2);
    }

    private PollSplit restoredWithAChunkOfReader0AtReader1() {
        EnumeratorState state = stateWhileRunning(11_000, "a");
        clock.setTo(11_500);
        restore(state, live(MissedFirings.SKIP, 1), 1, "a");
        PollSplit dealt = state.running().iterator().next();
        hold(0);
        hold(1, dealt);
        return dealt;
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
        ask(0);
        passTo(12_000);
        assertThat(context.assigned).as("b is still being polled").isEmpty();

        state.running().forEach(split -> finish(0, split));

        assertThat(ids(0)).containsExactly("b+1@12000");
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
}
