// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.model.AnalyzedQuote;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.metrics.Gauge;

/**
 * Measures how long a quote took from the moment when it was due to Redis' answer; stands before
 * the writer, chained to it, in the measurement of latency only.
 *
 * <p>The writer tells by its metric how many records it holds without an answer; all others have
 * been accepted. This step looks at it whenever a record comes: the latency of a record is the time
 * at which it is first seen to be accepted, minus the time at which it was due. It is at most the
 * gap to the next record too long, and no record that waited because the job did not take it
 * earlier is left out.
 */
final class Timed implements MapFunction<AnalyzedQuote, AnalyzedQuote> {

    private static final long serialVersionUID = 1L;

    private static volatile Queue<Latencies> turn = new ConcurrentLinkedQueue<>();

    private transient Gauge<?> backlog;
    private transient ArrayDeque<Long> due;
    private transient Latencies latencies;
    private transient Queue<Latencies> latenciesOf;

    /** Begins a turn, while no record is on its way. */
    static void begin() {
        turn = new ConcurrentLinkedQueue<>();
    }

    /** What all tasks of the job have measured in this turn, without their first fifth. */
    static Latencies measured() {
        return turn.stream().map(Latencies::warm).reduce(new Latencies(), Latencies::with);
    }

    @Override
    public AnalyzedQuote map(AnalyzedQuote record) {
        if (backlog == null) {
            backlog = WriterMetricsWatch.backlogOfThisThread();
            due = new ArrayDeque<>();
        }
        Queue<Latencies> current = turn;
        if (latenciesOf != current) {
            // The last ones of the turn before were accepted while nobody looked.
            due.clear();
            latencies = new Latencies();
            latenciesOf = current;
            current.add(latencies);
        }
        long waiting = ((Number) backlog.getValue()).longValue();
        if (due.size() > waiting) {
            long now = System.currentTimeMillis();
            while (due.size() > waiting) {
                latencies.add(now - due.remove());
            }
        }
        due.add(record.quote.receivedMillis);
        return record;
    }
}
