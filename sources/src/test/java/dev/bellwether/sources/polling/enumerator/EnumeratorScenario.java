// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.ManualClock;
import dev.bellwether.sources.polling.schedule.FiringPlan;
import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Pace;
import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollEvents.Pause;
import dev.bellwether.sources.polling.split.PollEvents.Refused;
import dev.bellwether.sources.polling.split.PollEvents.SplitFinished;
import dev.bellwether.sources.polling.split.PollEvents.SplitsHeld;
import dev.bellwether.sources.polling.split.PollSplit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/** The vocabulary of the enumerator's tests: two readers, and a clock that is set by hand. */
abstract class EnumeratorScenario {

    static final Schedule EVERY_SECOND = Schedule.every(Duration.ofSeconds(1));

    final ManualClock clock = new ManualClock(10_500);
    FakeEnumeratorContext context;
    PollingEnumerator enumerator;

    static FiringPlan live(MissedFirings missed, int max) {
        return new FiringPlan(
                EVERY_SECOND, Schedule.NOT_YET, Schedule.NEVER, Pace.ON_TIME, missed, max, false);
    }

    static FiringPlan range(Pace pace, long from, long to) {
        return new FiringPlan(EVERY_SECOND, from, to, pace, MissedFirings.SKIP, 1, false);
    }

    void given(FiringPlan plan, int chunkSize, String... items) {
        restore(null, plan, chunkSize, items);
        hold(0);
        hold(1);
    }

    void restore(EnumeratorState state, FiringPlan plan, int chunkSize, String... items) {
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
    EnumeratorState stateAfter(long firing, String... items) {
        EnumeratorState running = stateWhileRunning(firing, items);
        running.running().forEach(split -> finish(0, split));
        return enumerator.snapshotState(1);
    }

    /** A state in which every item is being polled at one firing, each a chunk. */
    EnumeratorState stateWhileRunning(long firing, String... items) {
        given(live(MissedFirings.SKIP, 1), 1, items);
        clock.setTo(firing);
        for (int item = 0; item < items.length; item++) {
            ask(item % context.currentParallelism());
        }
        return enumerator.snapshotState(1);
    }

    void ask(int reader) {
        enumerator.handleSplitRequest(reader, "localhost");
    }

    void passTo(long millis) {
        clock.setTo(millis);
        context.tick();
    }

    void finish(int reader, PollSplit split) {
        PollSplit done = split.advancedTo(split.items().size(), 0, null, split.fingerprints());
        enumerator.handleSourceEvent(reader, new SplitFinished(done, clock.millis()));
    }

    /** With the value of its one item. */
    void finish(int reader, PollSplit split, long fingerprint) {
        Fingerprints known = new Fingerprints(1);
        known.set(0, fingerprint);
        finish(reader, split.withFingerprints(known));
    }

    void fail(int reader, PollSplit... lost) {
        context.unregister(reader);
        enumerator.addSplitsBack(List.of(lost), reader);
    }

    void comeUp(int reader, PollSplit... held) {
        context.register(reader);
        enumerator.addReader(reader);
        hold(reader, held);
    }

    void hold(int reader, PollSplit... held) {
        enumerator.handleSourceEvent(reader, new SplitsHeld(List.of(held)));
    }

    List<String> ids(int reader) {
        List<String> ids = new ArrayList<>();
        context.assignedTo(reader).forEach(split -> ids.add(split.splitId()));
        return ids;
    }

    long refusalsSentTo(int reader) {
        return context.sentTo(reader).stream().filter(Refused.class::isInstance).count();
    }

    List<Long> pausesSentTo(int reader) {
        List<Long> pauses = new ArrayList<>();
        for (SourceEvent event : context.sentTo(reader)) {
            if (event instanceof Pause) {
                pauses.add(((Pause) event).pauseMillis());
            }
        }
        return pauses;
    }
}
