// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.awaitility.Awaitility.await;

import dev.bellwether.sandbox.kinesis.KinesisRecord;
import dev.bellwether.sandbox.kinesis.KinesisShard;
import dev.bellwether.sandbox.kinesis.SandboxStream;
import dev.bellwether.sandbox.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A scenario whose quotes come from a Kinesis stream of its own, with a producer at it. */
final class StreamScenario implements AutoCloseable {

    /** Enough quotes for half a minute, and every kind of poison among them. */
    static Workload workload() {
        return Workload.builder().symbols(60).poison(0.002).build();
    }

    private static final int PER_SECOND = 400;

    final Scenario job;
    final SandboxStream stream;
    final Feeder feeder;

    private StreamScenario(Scenario job, SandboxStream stream, Feeder feeder) {
        this.job = job;
        this.stream = stream;
        this.feeder = feeder;
    }

    /**
     * @param shards of the stream at the beginning
     */
    static StreamScenario of(SharedCluster shared, Path directory, Workload workload, int shards)
            throws IOException {
        SandboxStream stream = shared.kinesis().createStream(shared.nextStream(), shards);
        Scenario job = new Scenario(shared, directory, workload.recomputation());
        readFrom(stream, job, shared, directory);
        return new StreamScenario(job, stream, new Feeder(stream, workload.records(), PER_SECOND));
    }

    /** Makes the job read the stream from its beginning. */
    static void readFrom(SandboxStream stream, Scenario job, SharedCluster shared, Path directory)
            throws IOException {
        // The emulator asks for credentials, and takes any.
        Path key = Files.writeString(directory.resolve("aws"), "any");
        job.configuration()
                .with("Signals", "feeds", "kinesis")
                .with("Aws", "region", "eu-central-1")
                .with("Aws", "kinesis.endpoint", shared.kinesis().endpoint().toString())
                .with("Aws", "credentials", "static")
                .with("Aws", "access.key.id", "file:" + key)
                .with("Aws", "secret.access.key", "file:" + key)
                .with("KinesisQuotes", "streams", stream.name())
                .with("KinesisQuotes", "start.position", "trim_horizon")
                .with("KinesisQuotes", "shards.discovery.interval", "1 s");
    }

    /** Feeds on, and returns when that share has been put. */
    void fed(double share) {
        feeder.feedUntil(share);
        await().atMost(SharedCluster.LIMIT).until(feeder::isAtGate);
    }

    /** The shards that take records, in the order of their ranges. */
    List<KinesisShard> openShards() {
        return stream.shards().stream()
                .filter(KinesisShard::isOpen)
                .sorted(Comparator.comparing(KinesisShard::firstHash))
                .collect(Collectors.toList());
    }

    /** How many shards there are records in. */
    long shardsWithRecords() {
        return stream.readAll().stream().map(KinesisRecord::shard).distinct().count();
    }

    @Override
    public void close() {
        try {
            feeder.close();
        } finally {
            job.close();
        }
    }
}
