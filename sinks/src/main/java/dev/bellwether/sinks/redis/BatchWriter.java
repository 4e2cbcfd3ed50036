// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers requests and sends them pipelined, at least once.
 *
 * <p>A request begins its way to Redis as soon as it is written; every {@code batchSize} commands,
 * and on {@link #flush}, the answers to all of them are awaited. What was not accepted is sent
 * again: what Redis put off, and what was on its way when a connection was lost, of which nobody
 * knows whether Redis did it. Accepted commands are not sent again, with one exception that keeps
 * the order: if an earlier request for the same key has to be sent again, later ones that overwrite
 * (SET, SETEX, HSET, SADD, ZADD, ZREM, EXPIRE) are sent again behind it, so that a key never goes
 * back to an older value. INCRBY, LPUSH and the like are not repeated for that reason, but can be
 * by a lost connection.
 *
 * <p>With a {@link CoalescingMapper} records are gathered first, and go their way on {@link #flush}
 * or when enough of them wait.
 *
 * <p>Not thread-safe; everything happens on the caller's thread.
 */
final class BatchWriter<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final RedisRecordMapper<? super T> mapper;

    /** {@code null} if the mapper does not say which records overwrite others. */
    private final Gathered<T> gathered;

    private final WriteSettings settings;
    private final RedisTransport transport;
    private final RejectedRecords rejected;
    private final WriterMetrics metrics;
    private final Pause pause;
    private final RedisCommands collector;

    private final TreeMap<Long, List<RefusedCommand>> refusals = new TreeMap<>();
    private List<Request> pending = new ArrayList<>();
    private int pendingCommands;
    private long records;
    private long bufferedRecords;

    BatchWriter(
            RedisRecordMapper<? super T> mapper,
            WriteSettings settings,
            RedisTransport transport,
            RejectedRecords rejected,
            WriterMetrics metrics,
            Pause pause) {
        this.mapper = mapper;
        this.gathered = gathered(mapper, settings);
        this.settings = settings;
        this.transport = transport;
        this.rejected = rejected;
        this.metrics = metrics;
        this.pause = pause;
        this.collector = new RedisCommands(settings.maxValueBytes);
    }

    /** Takes a record; blocks while Redis does not take what was written before. */
    void write(T record) throws IOException, InterruptedException {
        long number = records++;
        metrics.buffered(++bufferedRecords);
        if (gathered == null) {
            collector.begin(number);
            mapper.map(record, collector);
            send(number);
            if (pendingCommands >= settings.batchSize) {
                flush();
            }
            return;
        }
        gathered.add(number, record);
        if (gathered.isFull()) {
            flush();
        }
    }

    /** Whether there is nothing to flush. */
    boolean isEmpty() {
        return bufferedRecords == 0;
    }

    /** Returns when Redis has accepted, or refused for good, everything that was written. */
    void flush() throws IOException, InterruptedException {
        if (bufferedRecords == 0) {
            return;
        }
        long began = pause.nanoTime();
        if (gathered != null) {
            metrics.superseded(gathered.drain(this::writeParts));
        }
        awaitAnswers();
        handOverRefusals();
        bufferedRecords = 0;
        metrics.buffered(0);
        metrics.flushed(pause.nanoTime() - began);
    }

    @Override
    public void close() {
        transport.close();
    }

    @SuppressWarnings("unchecked")
    private static <T> Gathered<T> gathered(
            RedisRecordMapper<? super T> mapper, WriteSettings settings) {
        // A mapper of a supertype takes a list of records for a list of its own.
        return mapper instanceof CoalescingMapper && settings.batchRecords > 1
                ? new Gathered<>((CoalescingMapper<T>) mapper, settings.batchRecords)
                : null;
    }

    @SuppressWarnings("unchecked")
    private void writeParts(long number, T record, int parts)
            throws IOException, InterruptedException {
        collector.begin(number);
        ((CoalescingMapper<T>) mapper).map(record, parts, collector);
        send(number);
        if (pendingCommands >= settings.batchSize) {
            awaitAnswers();
        }
    }

    /** Sends what the collector has of a record. */
    private void send(long number) throws RedisSinkException {
        List<Command> commands = collector.commands();
        if (!collector.refused().isEmpty()) {
            refusals.computeIfAbsent(number, none -> new ArrayList<>()).addAll(collector.refused());
        }
        if (settings.atomic && commands.size() > 1) {
            send(new Transaction(number, commands));
        } else {
            for (int i = 0; i < commands.size(); i++) {
                send(commands.get(i));
            }
        }
    }

    /** Returns when there is an answer for good to everything that was sent. */
    private void awaitAnswers() throws IOException, InterruptedException {
        long lastProgress = pause.nanoTime();
        while (!pending.isEmpty()) {
            int before = pending.size();
            String problem = transport.receive();
            List<Request> rest = settle();
            if (rest.isEmpty()) {
                pending.clear();
                break;
            }
            if (problem == null) {
                problem = firstProblem(rest);
            }
            if (rest.size() < before) {
                lastProgress = pause.nanoTime();
                pause.startOver();
            }
            awaitNextAttempt(lastProgress, rest.size(), problem);
            sendAgain(rest);
        }
        pause.startOver();
        pendingCommands = 0;
    }

    private void send(Request request) throws RedisSinkException {
        pending.add(request);
        pendingCommands += request.commands();
        transport.send(request);
    }

    private void sendAgain(List<Request> rest) throws RedisSinkException {
        int commands = 0;
        for (Request request : rest) {
            request.again();
            transport.send(request);
            commands += request.commands();
        }
        metrics.retried(commands);
        pending = rest;
    }

    /** Takes the verdicts in order; returns what has to be sent again, in order. */
    private List<Request> settle() throws RedisSinkException {
        List<Request> rest = new ArrayList<>();
        Set<ByteBuffer> waiting = new HashSet<>();
        int accepted = 0;
        for (int i = 0; i < pending.size(); i++) {
            Request request = pending.get(i);
            Verdict verdict = request.verdict();
            if (verdict == Verdict.ACCEPTED) {
                if (!waiting.isEmpty() && request.overwrites() && isAnyOf(waiting, request)) {
                    rest.add(request);
                } else {
                    accepted += request.commands();
                }
            } else if (verdict == Verdict.REJECTED) {
                request.refusals(
                        refused ->
                                refusals.computeIfAbsent(
                                                request.record(), none -> new ArrayList<>())
                                        .add(refused));
            } else if (verdict == Verdict.FATAL) {
                throw new RedisSinkException(
                        "Redis takes no commands from this job: " + request.problem());
            } else {
                rest.add(request);
                request.keys().forEach(key -> waiting.add(ByteBuffer.wrap(key)));
            }
        }
        metrics.accepted(accepted);
        return rest;
    }

    private static boolean isAnyOf(Set<ByteBuffer> waiting, Request request) {
        for (byte[] key : request.keys()) {
            if (waiting.contains(ByteBuffer.wrap(key))) {
                return true;
            }
        }
        return false;
    }

    private static String firstProblem(List<Request> rest) {
        for (Request request : rest) {
            if (request.problem() != null) {
                return request.problem();
            }
        }
        return "no answer";
    }

    private void awaitNextAttempt(long lastProgress, int waiting, String problem)
            throws RedisSinkException, InterruptedException {
        long silentNanos = pause.nanoTime() - lastProgress;
        if (silentNanos > settings.retryTimeout.toNanos()) {
            throw new RedisSinkException(
                    "Redis has taken nothing for "
                            + settings.retryTimeout.toMillis()
                            + " ms, "
                            + waiting
                            + " requests wait; the last trouble was: "
                            + problem);
        }
        if (pause.isFirst()) {
            LOG.warn(
                    "Redis does not take {} requests for now, the sink waits and tries again: {}",
                    waiting,
                    problem);
        }
        pause.beforeNextAttempt();
    }

    private void handOverRefusals() throws IOException {
        while (!refusals.isEmpty()) {
            List<RefusedCommand> commands = refusals.pollFirstEntry().getValue();
            metrics.rejected();
            rejected.reject(new RejectedRecord(commands));
        }
    }
}
