// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.benchmarks.pipeline.source.LoadedTape;
import dev.bellwether.benchmarks.pipeline.source.Playing;
import dev.bellwether.benchmarks.pipeline.source.TapeSource;
import dev.bellwether.benchmarks.pipeline.tape.Tape;
import dev.bellwether.model.Ingested;
import dev.bellwether.sinks.redis.RedisEndpoint;
import dev.bellwether.sinks.redis.RedisSink;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A JVM that runs one job as often as it is told: a line of orders on its input gives a line of
 * results on its output. It ends when its input does.
 */
public final class JobProcess {

    private final JobSettings settings;
    private final String host;
    private final int port;
    private final Path checkpoints;

    private JobProcess(String[] args) {
        this.settings = JobSettings.parse(args[0], args[1], args[2]);
        this.host = args[3];
        this.port = Integer.parseInt(args[4]);
        this.checkpoints = Paths.get(args[5]);
    }

    /** Arguments: kind, backend, parallelism, host, port, checkpoint folder, tape. */
    public static void main(String[] args) throws Exception {
        JobProcess process = new JobProcess(args);
        LoadedTape.set(Tape.read(Paths.get(args[6])));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(process.run(Orders.parse(line)).line());
        }
        System.exit(0);
    }

    private Turn run(Orders orders) throws Exception {
        StreamExecutionEnvironment environment =
                Environment.create(settings, checkpoints.toUri().toString());
        define(environment, orders.playing());
        DeadLetterCount.reset();
        long cpuBefore = cpuNanos();
        Meter meter = Meter.start();
        try {
            environment.execute(settings.toString());
        } finally {
            meter.stop();
        }
        if (DeadLetterCount.count() > 0) {
            throw new IllegalStateException(
                    DeadLetterCount.count() + " dead letters, such as " + DeadLetterCount.last());
        }
        return new Turn(
                meter.records(),
                meter.perSecond(),
                (cpuNanos() - cpuBefore) / 1e3 / meter.records());
    }

    private void define(StreamExecutionEnvironment environment, Playing playing) {
        RedisEndpoint redis = RedisEndpoint.single(host, port).build();
        switch (settings.kind) {
            case SIGNALS:
                SignalsJob.define(ingested(environment, playing), RedisSink.builder(redis));
                break;
            case PASS_THROUGH:
                PassThroughJob.define(ingested(environment, playing), RedisSink.builder(redis));
                break;
            case SMALL_WRITE:
                SmallWriteJob.define(ingested(environment, playing), RedisSink.builder(redis));
                break;
            default:
                SqlJob.define(
                        environment,
                        new QuoteColumns(new QuoteReader()),
                        playing,
                        RedisSink.builder(redis));
        }
    }

    private DataStream<Ingested> ingested(StreamExecutionEnvironment environment, Playing playing) {
        return environment
                .fromSource(
                        new TapeSource<>(
                                playing,
                                settings.parallelism,
                                new QuoteReader(),
                                TypeInformation.of(Ingested.class)),
                        WatermarkStrategy.noWatermarks(),
                        "tape")
                .uid("tape");
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
