// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.benchmarks.pipeline.source.Player;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One job that runs from the first turn to the last and stands still between them. */
final class JobRun {

    private static final long LIMIT_SECONDS = 600;
    private static final long LOOK_EVERY_MILLIS = 10;

    /** A job that has given nothing for so long has given all that it will give for now. */
    private static final long SILENCE_NANOS = 1_000_000_000L;

    private final Player player;
    private final Path checkpoints;
    private final JobClient client;

    /** Whether the job keeps its last rows until its time goes on, as SQL does. */
    private final boolean keepsRows;

    private long played;

    private JobRun(Player player, Path checkpoints, JobClient client, boolean keepsRows) {
        this.keepsRows = keepsRows;
        this.player = player;
        this.checkpoints = checkpoints;
        this.client = client;
    }

    static JobRun start(
            StreamExecutionEnvironment environment,
            JobSettings settings,
            Player player,
            Path checkpoints)
            throws Exception {
        JobClient client = environment.executeAsync(settings.toString());
        JobRun run = new JobRun(player, checkpoints, client, settings.kind == JobSettings.Kind.SQL);
        long limit = deadline();
        while (player.readers() < environment.getParallelism()) {
            run.look();
            if (System.nanoTime() > limit) {
                throw new TimeoutException("the job does not start");
            }
        }
        return run;
    }

    Turn run(Orders orders) throws Exception {
        Timed.begin();
        long cpuBefore = cpuNanos();
        long commandsBefore = WriterMetricsWatch.commands();
        Meter meter = new Meter();
        long from = played;
        switch (orders.kind) {
            case SECONDS:
                player.play(Long.MAX_VALUE);
                long until = System.nanoTime() + (long) (orders.number * 1e9);
                while (System.nanoTime() < until) {
                    look(meter);
                }
                played = player.stop();
                break;
            case PACED:
                played += orders.records;
                player.play(played, orders.number);
                break;
            default:
                played += orders.records;
                player.play(played);
        }
        long records = played - from;
        Turn turn = new Turn();
        turn.events = await(meter, records);
        turn.perSecond = meter.perSecond(records);
        turn.cpuMicrosPerEvent = (cpuNanos() - cpuBefore) / 1e3 / turn.events;
        turn.records = records;
        awaitAnswers();
        turn.commands = WriterMetricsWatch.commands() - commandsBefore;
        if (orders.kind == Orders.Kind.PACED) {
            Latencies latencies = Timed.measured();
            turn.p50Millis = latencies.percentile(0.5);
            turn.p99Millis = latencies.percentile(0.99);
            turn.maxMillis = latencies.percentile(1);
        } else if (orders.kind == Orders.Kind.STATE_SIZE) {
            turn.stateBytes = stateBytes();
        }
        return turn;
    }

    void cancel() throws Exception {
        client.cancel().get();
    }

    /** Waits for the records of the turn; where rows are kept, until nothing more comes. */
    private long await(Meter meter, long records) throws Exception {
        long limit = deadline();
        long given = look(meter);
        while (keepsRows ? !isOver(meter, given, records) : given < records) {
            if (System.nanoTime() > limit) {
                throw new TimeoutException("only " + given + " of " + records + " records");
            }
            given = look(meter);
        }
        return given;
    }

    private static boolean isOver(Meter meter, long given, long records) {
        return given >= records * Meter.MEASURED && meter.silentNanos() > SILENCE_NANOS;
    }

    /** Until Redis has accepted what the writers have taken. */
    private void awaitAnswers() throws Exception {
        long limit = deadline();
        while (WriterMetricsWatch.backlog() > 0) {
            look();
            if (System.nanoTime() > limit) {
                throw new TimeoutException("Redis does not answer");
            }
        }
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    }

    private long look(Meter meter) throws Exception {
        look();
        return meter.look();
    }

    /** Waits a moment and fails if the job did. */
    private void look() throws Exception {
        Thread.sleep(LOOK_EVERY_MILLIS);
        if (client.getJobStatus().get().isTerminalState()) {
            client.getJobExecutionResult().get();
            throw new IllegalStateException("the job has ended");
        }
        if (DeadLetterCount.count() > 0) {
            throw new IllegalStateException(
                    DeadLetterCount.count() + " dead letters, such as " + DeadLetterCount.last());
        }
    }

    /** Bytes of a savepoint in the backend's own format. */
    private long stateBytes() throws Exception {
        String savepoint =
                client.triggerSavepoint(
                                checkpoints.resolve("size").toUri().toString(),
                                SavepointFormatType.CANONICAL)
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        try (Stream<Path> files = Files.walk(Paths.get(URI.create(savepoint)))) {
            return files.filter(Files::isRegularFile).mapToLong(JobRun::length).sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
