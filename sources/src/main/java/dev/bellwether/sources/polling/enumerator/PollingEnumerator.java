// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.schedule.FiringPlan;
import dev.bellwether.sources.polling.split.PollEvents.Begin;
import dev.bellwether.sources.polling.split.PollEvents.Pause;
import dev.bellwether.sources.polling.split.PollEvents.Refused;
import dev.bellwether.sources.polling.split.PollEvents.SplitAcknowledged;
import dev.bellwether.sources.polling.split.PollEvents.SplitFinished;
import dev.bellwether.sources.polling.split.PollEvents.SplitsHeld;
import dev.bellwether.sources.polling.split.PollSplit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns firings into splits, one per chunk of items, and gives them to readers that ask.
 *
 * <p><b>Readers.</b> A chunk always goes to the same reader, its number modulo the parallelism: two
 * readers have no order between them, so a quick next firing at another one could overtake the
 * records of the last on their way to the operator that keeps the item.
 *
 * <p><b>Firings.</b> Each chunk goes through the schedule by itself. A chunk of which a split is
 * open gets no other, so a slow provider makes nothing pile up: when the split is finished, the
 * newest firing that came meanwhile is served and older ones are counted as skipped. A split's
 * window begins at the chunk's last <i>served</i> firing, so a skipped firing leaves no hole.
 * Chunks do not wait for each other, except in a bounded range and while missed firings are caught
 * up: there the next firing begins when all chunks have finished the last, so that event time
 * advances evenly. Firings are noticed at most {@value #TICK_MILLIS} ms late.
 *
 * <p><b>Book-keeping across failures.</b> Flink promises: a checkpoint of this enumerator is taken
 * before the readers', and nothing sent to a reader in between arrives before the reader's; what a
 * reader sends may get lost to a restore. When tasks fail this enumerator goes on living, ahead of
 * the checkpoint that the tasks return to; {@link #addSplitsBack} then gives what was assigned
 * after that checkpoint. On this rest:
 *
 * <ul>
 *   <li>A reader keeps a finished split in its state until it is acknowledged, and reports it again
 *       after a restore. The acknowledgement is sent after the book was changed; so a checkpoint in
 *       which the reader has forgotten the split is one in which the book has too. No chunk stays
 *       "running" for ever.
 *   <li>A reader says at its start which splits its state held, and does not poll before the
 *       answer. So the book, being ahead, learns that a split it had closed is open again, and
 *       holds back newer splits of that chunk. A finished split that the book does not know is
 *       acknowledged without further effect.
 *   <li>Splits that are given back are assigned again whether or not they were finished before the
 *       failure, since the records they brought are gone; oldest first, each chunk's after those
 *       which the restored reader still holds. Until a reset reader has spoken, the chunks that it
 *       had at the last completed checkpoint or later are assigned to nobody.
 *   <li>After a restore of the whole job (also with another parallelism, where Flink deals the
 *       splits out anew) nothing is assigned before all readers have spoken: if the checkpoint was
 *       taken during such a recovery, only they know what they hold. A split that was running and
 *       that no reader holds is assigned again; the same goes for one that its own reader no longer
 *       holds.
 *   <li>Fingerprints of a chunk are those of its newest finished split that was not given back. A
 *       split that is done again is compared with those of the firing before it.
 * </ul>
 *
 * <p>What remains: if a task fails in a job of several independent regions, another region's reader
 * can be given the next firing of a chunk in the moment between the failure and Flink's notice. The
 * restored reader then finishes its older split at the same time. Nothing is lost or repeated.
 *
 * <p><b>Refusal.</b> The first reader whose credential is refused stops all of them; one error is
 * logged. An unbounded source then idles until this enumerator is made anew, by a restart of the
 * job or a failure of the job manager; a bounded one fails the job.
 */
public final class PollingEnumerator implements SplitEnumerator<PollSplit, EnumeratorState> {

    private static final Logger LOG = LoggerFactory.getLogger(PollingEnumerator.class);

    static final long TICK_MILLIS = 50;

    private final String name;
    private final SplitEnumeratorContext<PollSplit> context;
    private final Clock clock;
    private final FiringPlan plan;
    private final EnumeratorState restored;
    private final Ledger ledger;
    private final EnumeratorMetrics metrics;

    /** Readers that asked and got nothing yet, longest waiting first. */
    private final Set<Integer> waiting = new LinkedHashSet<>();

    /** Readers that were told that nothing comes any more; they may have ended. */
    private final Set<Integer> dismissed = new HashSet<>();

    /** Why polling has stopped; {@code null} while it has not. */
    private Refused refusal;

    /** A time long past, and not so long that the difference to now would overflow. */
    private long pausedUntilMillis = 0;

    /**
     * @param name of the source, for messages
     * @param items distinct, at least one
     * @param restored {@code null} if the job starts without state
     */
    public PollingEnumerator(
            String name,
            SplitEnumeratorContext<PollSplit> context,
            Clock clock,
            FiringPlan plan,
            List<String> items,
            int chunkSize,
            EnumeratorState restored) {
        this.name = name;
        this.context = context;
        this.clock = clock;
        this.plan = plan;
        this.restored = restored;
        this.ledger =
                new Ledger(new Chunks(items, chunkSize), new FiringRules(plan, clock.millis()));
        this.metrics = new EnumeratorMetrics(context.metricGroup(), clock);
    }

    @Override
    public void start() {
        ledger.open(restored, context.currentParallelism());
        metrics.show(ledger);
        if (ledger.skipped() > 0) {
            LOG.warn(
                    "Polling source '{}' leaves out {} firings (counted per chunk) that were missed"
                            + " while it was down",
                    name,
                    ledger.skipped());
        }
        context.callAsync(() -> Boolean.TRUE, this::onTick, TICK_MILLIS, TICK_MILLIS);
    }

    private void onTick(Boolean ignored, Throwable failure) {
        if (failure != null) {
            throw new FlinkRuntimeException("Polling source '" + name + "' lost its tick", failure);
        }
        if (!waiting.isEmpty()) {
            assign();
        }
    }

    @Override
    public void addReader(int reader) {
        waiting.remove(reader);
        dismissed.remove(reader);
    }

    @Override
    public void handleSplitRequest(int reader, String hostname) {
        waiting.add(reader);
        assign();
    }

    @Override
    public void addSplitsBack(List<PollSplit> splits, int reader) {
        waiting.remove(reader);
        dismissed.remove(reader);
        ledger.giveBack(splits, reader);
        if (!splits.isEmpty()) {
            LOG.info("Polling source '{}' does {} splits again: {}", name, splits.size(), splits);
        }
        assign();
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        if (event instanceof SplitsHeld) {
            onHeld(reader, ((SplitsHeld) event).splits());
        } else if (event instanceof SplitFinished) {
            onFinished(reader, (SplitFinished) event);
        } else if (event instanceof Pause) {
            onPause(((Pause) event).pauseMillis());
        } else if (event instanceof Refused) {
            onRefused(reader, (Refused) event);
        } else {
            throw new IllegalArgumentException("Unknown event from a polling reader: " + event);
        }
    }

    private void onHeld(int reader, List<PollSplit> splits) {
        List<PollSplit> lost = ledger.hold(reader, splits);
        if (!lost.isEmpty()) {
            LOG.warn("Polling source '{}': no reader holds {}; they are done again", name, lost);
        }
        long pauseMillis = Math.max(0, pausedUntilMillis - clock.millis());
        send(reader, refusal == null ? new Begin(pauseMillis) : refusal);
        assign();
    }

    private void onFinished(int reader, SplitFinished event) {
        ledger.finish(event.split());
        metrics.succeeded(event.lastSuccessMillis());
        send(reader, new SplitAcknowledged(event.split().splitId()));
        assign();
    }

    private void onPause(long pauseMillis) {
        long now = clock.millis();
        long until = pauseMillis > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + pauseMillis;
        if (until <= pausedUntilMillis) {
            return;
        }
        pausedUntilMillis = until;
        metrics.paused();
        broadcast(new Pause(pauseMillis));
    }

    private void onRefused(int reader, Refused event) {
        if (refusal != null) {
            return;
        }
        refusal = event;
        metrics.stopped();
        if (plan.isBounded()) {
            throw new PollingStoppedException(name, event.message());
        }
        LOG.error(
                "Polling source '{}' stops polling, the job goes on without it (noticed by reader"
                        + " {}): {}",
                name,
                reader,
                event.message());
        broadcast(event);
    }

    private void assign() {
        if (refusal == null) {
            for (int reader : new ArrayList<>(waiting)) {
                PollSplit split = isRegistered(reader) ? ledger.take(reader, clock.millis()) : null;
                if (split != null) {
                    waiting.remove(reader);
                    context.assignSplit(split, reader);
                }
            }
            if (ledger.isExhausted()) {
                dismissWaiting();
            }
        }
        metrics.show(ledger);
    }

    private void dismissWaiting() {
        for (int reader : waiting) {
            if (isRegistered(reader)) {
                context.signalNoMoreSplits(reader);
                dismissed.add(reader);
            }
        }
        waiting.clear();
    }

    private void broadcast(SourceEvent event) {
        for (int reader : context.registeredReaders().keySet()) {
            // One that was dismissed and has nothing left may just be ending.
            if (!dismissed.contains(reader) || ledger.isBusy(reader)) {
                send(reader, event);
            }
        }
    }

    private void send(int reader, SourceEvent event) {
        if (isRegistered(reader)) {
            context.sendEventToSourceReader(reader, event);
        }
    }

    private boolean isRegistered(int reader) {
        return context.registeredReaders().containsKey(reader);
    }

    @Override
    public EnumeratorState snapshotState(long checkpointId) {
        return ledger.snapshot(checkpointId);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        ledger.checkpointCompleted(checkpointId);
    }

    @Override
    public void close() {
        // Flink stops the tick; there is nothing else to release.
    }
}
