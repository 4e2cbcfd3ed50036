// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.benchmarks.pipeline.source.Playing;
import dev.bellwether.benchmarks.pipeline.source.RecordParser;
import dev.bellwether.benchmarks.pipeline.source.TapeSource;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Timeframe;
import dev.bellwether.sinks.redis.RedisEndpoint;
import dev.bellwether.sinks.redis.RedisRecordMapper;
import dev.bellwether.sinks.redis.RedisSink;
import dev.bellwether.sinks.redis.quotes.QuoteKeys;
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
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Lays out one job and runs it, once per turn. */
final class JobRun {

    private static final String PREFIX = "bavest";
    private static final long LIMIT_SECONDS = 300;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final JobSettings settings;
    private final RedisEndpoint redis;
    private final Path checkpoints;

    JobRun(JobSettings settings, RedisEndpoint redis, Path checkpoints) {
        this.settings = settings;
        this.redis = redis;
        this.checkpoints = checkpoints;
    }

    Turn run(Orders orders) throws Exception {
        StreamExecutionEnvironment environment =
                JobCluster.create(settings, checkpoints.toUri().toString());
        Playing playing = orders.playing();
        define(environment, playing, orders);
        DeadLetterCount.reset();
        Timed.reset();
        long cpuBefore = cpuNanos();
        Meter meter = Meter.start();
        long stateBytes = 0;
        try {
            if (orders.isStateSize()) {
                stateBytes = stateBytes(environment, orders.records());
            } else {
                environment.execute(settings.toString());
            }
        } finally {
            meter.stop();
        }
        if (DeadLetterCount.count() > 0) {
            throw new IllegalStateException(
                    DeadLetterCount.count() + " dead letters, such as " + DeadLetterCount.last());
        }
        Turn turn = new Turn();
        turn.events = meter.records();
        turn.perSecond = meter.perSecond();
        turn.cpuMicrosPerEvent = (cpuNanos() - cpuBefore) / 1e3 / meter.records();
        turn.stateBytes = stateBytes;
        if (orders.isPaced()) {
            Latencies latencies = Timed.measured();
            turn.p50Millis = latencies.percentile(0.5);
            turn.p99Millis = latencies.percentile(0.99);
            turn.maxMillis = latencies.percentile(1);
        }
        return turn;
    }

    private void define(StreamExecutionEnvironment environment, Playing playing, Orders orders) {
        switch (settings.kind) {
            case SIGNALS:
                // Bars have state of their own, which no formula is held against.
                SignalsJob.define(
                        ingested(environment, playing),
                        sink(orders),
                        orders.isStateSize()
                                ? new Timeframe[0]
                                : new Timeframe[] {Timeframe.SESSION});
                break;
            case PASS_THROUGH:
                PassThroughJob.define(ingested(environment, playing), sink(orders));
                break;
            case SMALL_WRITE:
                SmallWriteJob.define(ingested(environment, playing), RedisSink.builder(redis));
                break;
            case SQL:
                SqlJob.define(
                        environment, new QuoteColumns(new QuoteReader()), playing, sink(orders));
                break;
            default:
                throw new IllegalStateException("no job for " + settings.kind);
        }
    }

    private RedisSink.Builder<AnalyzedQuote> sink(Orders orders) {
        RedisRecordMapper<AnalyzedQuote> keys = new Metered<>(QuoteKeys.all(PREFIX));
        return RedisSink.<AnalyzedQuote>builder(redis)
                .mapper(orders.isPaced() ? new Timed(keys) : keys);
    }

    private DataStream<Ingested> ingested(StreamExecutionEnvironment environment, Playing playing) {
        RecordParser<Ingested> reader = new QuoteReader();
        return environment
                .fromSource(
                        new TapeSource<>(
                                playing,
                                settings.parallelism,
                                reader,
                                TypeInformation.of(Ingested.class)),
                        WatermarkStrategy.noWatermarks(),
                        "tape")
                .uid("tape");
    }

    /** Bytes of a savepoint in the backend's own format, taken when all records are in. */
    private long stateBytes(StreamExecutionEnvironment environment, long records) throws Exception {
        JobClient client = environment.executeAsync(settings.toString());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (Meter.count() < records) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "only " + Meter.count() + " of " + records + " records in time");
            }
            if (client.getJobStatus().get().isTerminalState()) {
                client.getJobExecutionResult().get();
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        String savepoint =
                client.triggerSavepoint(
                                checkpoints.resolve("size").toUri().toString(),
                                SavepointFormatType.NATIVE)
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        client.cancel().get();
        return size(Paths.get(URI.create(savepoint)));
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
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
