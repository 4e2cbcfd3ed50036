// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import dev.bellwether.benchmarks.pipeline.source.Player;
import dev.bellwether.benchmarks.pipeline.source.TapeSource;
import dev.bellwether.benchmarks.pipeline.tape.Tape;
import dev.bellwether.job.Alerts;
import dev.bellwether.job.Signals;
import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.job.environment.Environments;
import dev.bellwether.job.pipelines.AlertsPipeline;
import dev.bellwether.job.pipelines.Feed;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Ingested;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The application with its own configuration, pipelines and ends, but for the feed: its quotes come
 * from a tape. In a JVM of its own it plays at a fixed rate for a time, says how many quotes were
 * analyzed, and runs on until its input ends.
 */
final class AlertJob {

    static final String PLAYING = "playing since ";
    static final String PLAYED = "analyzed a second: ";

    private static final long LIMIT_SECONDS = 60;

    /** To ask a cluster for its job takes of the processor, too. */
    private static final long LOOK_MILLIS = 250;

    private static final LongAdder ANALYZED = new LongAdder();

    private final JobClient client;

    private AlertJob(JobClient client) {
        this.client = client;
    }

    /** Arguments: configuration, tape, quotes and shocks a second, seconds of warm-up, seconds. */
    public static void main(String[] args) {
        try {
            play(args);
            System.exit(0);
        } catch (Exception e) {
            // Whoever waits for a result is told, although threads of the cluster are still there.
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void play(String[] args) throws Exception {
        Tape tape = Tape.read(Paths.get(args[1]));
        int perSecond = Integer.parseInt(args[2]);
        int warmUp = Integer.parseInt(args[4]);
        int seconds = Integer.parseInt(args[5]);
        ShockedMarket market =
                ShockedMarket.of(ShockedMarket.symbols(tape), Double.parseDouble(args[3]), warmUp);
        Player player = Player.load(tape);
        AlertJob job = start(Paths.get(args[0]), player, market);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        player.play((long) perSecond * (warmUp + seconds), perSecond);
        out.println(PLAYING + Clock.systemUTC().millis());
        job.runFor(warmUp);
        long before = ANALYZED.sum();
        long from = System.nanoTime();
        job.runFor(seconds);
        double took = (System.nanoTime() - from) / 1e9;
        out.println(PLAYED + (ANALYZED.sum() - before) / took);
        while (System.in.read() >= 0) {
            job.check();
        }
    }

    /**
     * Starts it; its sources wait for the player.
     *
     * @param config as a user writes it
     */
    static AlertJob start(Path config, Player player, ShockedMarket market) throws Exception {
        ApplicationConfiguration configuration =
                ApplicationConfiguration.of(PropertyGroups.fromFile(config), true);
        StreamExecutionEnvironment environment =
                Environments.create(configuration.group(Groups.LOCAL));
        // A failure ends the measurement instead of hiding in it.
        Configuration flink = new Configuration();
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        environment.configure(flink);
        DataStream<Ingested> quotes =
                environment
                        .fromSource(
                                new TapeSource<>(
                                        environment.getParallelism(),
                                        market,
                                        TypeInformation.of(Ingested.class)),
                                WatermarkStrategy.noWatermarks(),
                                "tape")
                        .uid("tape");
        DataStream<AnalyzedQuote> analyzed =
                new Signals(configuration).define(List.of(Feed.of("tape", quotes)));
        analyzed.map(new Count())
                .uid("count")
                .name("count")
                .sinkTo(new DiscardingSink<>())
                .uid("counted");
        new Alerts(configuration)
                .define(environment, new AlertsPipeline.Facts(analyzed, null), false);
        AlertJob job = new AlertJob(environment.executeAsync("alerts"));
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (player.readers() < environment.getParallelism()) {
            job.check();
            if (System.nanoTime() > limit) {
                throw new TimeoutException("the job does not start");
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return job;
    }

    private void runFor(int seconds) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < until) {
            check();
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Fails if the job did. */
    void check() throws Exception {
        if (client.getJobStatus().get().isTerminalState()) {
            client.getJobExecutionResult().get();
            throw new IllegalStateException("the job has ended");
        }
    }

    void cancel() throws Exception {
        client.cancel().get();
    }

    private static final class Count implements MapFunction<AnalyzedQuote, AnalyzedQuote> {

        private static final long serialVersionUID = 1L;

        @Override
        public AnalyzedQuote map(AnalyzedQuote quote) {
            ANALYZED.increment();
            return quote;
        }
    }
}
