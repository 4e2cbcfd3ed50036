// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.sandbox.kinesis.SandboxKinesis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Jobs that read the stream {@link #STREAM} of an emulator and let {@link Seen} see it. */
final class KinesisJobs {

    static final String STREAM = "ticks";

    /** What must be found in no job graph. */
    static final String SECRET = "not-for-the-job-graph";

    private final SandboxKinesis kinesis;
    private final Path folder;

    KinesisJobs(SandboxKinesis kinesis, Path folder) {
        this.kinesis = kinesis;
        this.folder = folder;
    }

    Configuration aws() {
        Path secret = folder.resolve("secret");
        try {
            Files.writeString(secret, SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Configuration.fromMap(
                Map.of(
                        "kinesis.endpoint",
                        kinesis.endpoint().toString(),
                        "credentials",
                        "static",
                        "access.key.id",
                        "file:" + secret,
                        "secret.access.key",
                        "file:" + secret));
    }

    static Configuration options(String... more) {
        Map<String, String> options = new HashMap<>();
        options.put("streams", STREAM);
        options.put("start.position", "trim_horizon");
        options.put("shards.discovery.interval", "200 ms");
        options.put("poll.interval", "200 ms");
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return Configuration.fromMap(options);
    }

    /** A job without Kryo and without restarts. */
    StreamExecutionEnvironment environment(
            String test, int parallelism, String savepoint, Configuration options) {
        Configuration flink = new Configuration();
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        if (savepoint != null) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(parallelism);
        KinesisQuoteSource.of(env, aws(), options)
                .uid("kinesis-quotes")
                .name("kinesis quotes")
                .process(new Seen(test))
                .uid("seen")
                .sinkTo(new DiscardingSink<>())
                .uid("discard");
        return env;
    }

    JobClient start(String test, int parallelism, String savepoint, Configuration options)
            throws Exception {
        return environment(test, parallelism, savepoint, options).executeAsync(test);
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(120));
    }
}
