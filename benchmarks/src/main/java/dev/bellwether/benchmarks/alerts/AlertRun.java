// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import dev.bellwether.benchmarks.pipeline.tape.Tape;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/** One run from its files to its figures. */
final class AlertRun {

    /** What is sent after the last quote is waited for. */
    private static final long SETTLE_MILLIS = 10_000;

    final AlertSettings settings;

    /** First messages about an alert that found their address free. */
    final Distribution free = new Distribution();

    /** The same with those that waited for their turn at their address. */
    final Distribution all = new Distribution();

    /** A message that is posted straight. */
    Distribution straight;

    int alerts;
    double quotesPerSecond;

    /** Processor time over time: 1 is one core. */
    double cores;

    double loadBefore;
    double loadAfter;

    private long fromMillis;
    private long toMillis;

    private AlertRun(AlertSettings settings) {
        this.settings = settings;
    }

    static AlertRun of(AlertSettings settings, Tape tape, List<String> moreFlags) throws Exception {
        AlertRun run = new AlertRun(settings);
        Path directory = Files.createTempDirectory("bellwether-alerts");
        try {
            run.in(directory, tape, moreFlags);
        } finally {
            FileUtils.deleteDirectoryQuietly(directory.toFile());
        }
        return run;
    }

    private void in(Path directory, Tape tape, List<String> moreFlags) throws Exception {
        Path tapeFile = directory.resolve("tape");
        tape.write(tapeFile);
        try (SandboxRedis redis = SandboxRedis.start();
                Receiver receiver = Receiver.start()) {
            Path config =
                    settings.write(
                            directory,
                            ShockedMarket.symbols(tape),
                            redis.address(),
                            receiver.url());
            try (ForkedAlertJob job =
                    ForkedAlertJob.start(settings, moreFlags, directory, config, tapeFile)) {
                measure(job, receiver);
            }
            read(receiver);
        }
        refuseDeadLetters(directory.resolve("files"));
    }

    private void measure(ForkedAlertJob job, Receiver receiver) throws Exception {
        long started = Long.parseLong(job.await(AlertJob.PLAYING));
        fromMillis = started + settings.warmUpSeconds * 1000L;
        toMillis = fromMillis + settings.seconds * 1000L;
        Thread.sleep(Math.max(0, fromMillis - Clock.systemUTC().millis()));
        loadBefore = load();
        long processorBefore = job.processorTime().toNanos();
        long from = System.nanoTime();
        try (Straight posts = Straight.start(receiver.url())) {
            quotesPerSecond = Double.parseDouble(job.await(AlertJob.PLAYED));
            cores =
                    (double) (job.processorTime().toNanos() - processorBefore)
                            / (System.nanoTime() - from);
            straight = posts.end();
        }
        loadAfter = load();
        Thread.sleep(SETTLE_MILLIS);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /**
     * Of alerts that began within the measured time. A rule with a duration fires later than the
     * quote that its alert is named by, and a pattern with the watermark: neither is counted.
     */
    private void read(Receiver receiver) throws IOException {
        Set<String> timed = SampleDurations.rules(AlertSettings.RULES);
        Set<String> names = new HashSet<>();
        for (Receiver.Message message : receiver.messages()) {
            boolean within = message.quoteMillis >= fromMillis && message.quoteMillis < toMillis;
            if (!within) {
                continue;
            }
            boolean counts =
                    message.revision == 0
                            && !timed.contains(message.rule)
                            && !message.rule.startsWith("pattern-");
            if (!counts) {
                continue;
            }
            names.add(message.alert);
            long latency = message.arrivalMillis - message.quoteMillis;
            all.add(latency);
            if (!message.queued) {
                free.add(latency);
            }
        }
        alerts = names.size();
        if (free.size() == 0) {
            throw new IOException(
                    "no message about a quote of the measured time came: the warm-up is too short"
                            + " for this rate, or the machine too busy");
        }
        if (receiver.repeated() > 0) {
            throw new IOException(receiver.repeated() + " messages came twice");
        }
    }

    /** Where one was lost, nothing was measured. */
    private static void refuseDeadLetters(Path files) throws IOException {
        Path letters = files.resolve("dead-letters");
        if (!Files.exists(letters)) {
            return;
        }
        try (Stream<Path> some = Files.walk(letters)) {
            if (some.anyMatch(Files::isRegularFile)) {
                throw new IOException("there are dead letters below " + letters);
            }
        }
    }
}
