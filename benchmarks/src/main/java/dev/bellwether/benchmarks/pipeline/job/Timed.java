// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.sinks.redis.RedisCommands;
import dev.bellwether.sinks.redis.RedisRecordMapper;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.metrics.Gauge;

/**
 * Measures how long a quote took from the moment when it was due to Redis' answer.
 *
 * <p>The writer asks this mapper for the commands of each record before it sends them, and tells by
 * its metric how many records it holds without an answer. All others have been accepted by now: the
 * latency of a record is the time of the first call at which that is seen, minus the time at which
 * it was due. It is at most the gap to the next record too long, and no record that waited because
 * the job did not take it earlier is left out.
 */
final class Timed implements RedisRecordMapper<AnalyzedQuote> {

    private static final long serialVersionUID = 1L;

    private static volatile Queue<Latencies> turn = new ConcurrentLinkedQueue<>();

    private final RedisRecordMapper<AnalyzedQuote> mapper;

    private transient Gauge<?> backlog;
    private transient ArrayDeque<Long> due;
    private transient Latencies latencies;
    private transient Queue<Latencies> latenciesOf;

    Timed(RedisRecordMapper<AnalyzedQuote> mapper) {
        this.mapper = mapper;
    }

    /** Begins a turn, while no record is on its way. */
    static void begin() {
        turn = new ConcurrentLinkedQueue<>();
    }

    /** What all writers of the job have measured in this turn, without their first fifth. */
    static Latencies measured() {
        return turn.stream().map(Latencies::warm).reduce(new Latencies(), Latencies::with);
    }

    @Override
    public void map(AnalyzedQuote record, RedisCommands commands) {
        if (backlog == null) {
            backlog = WriterBacklog.ofThisThread();
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
        mapper.map(record, commands);
    }
}
