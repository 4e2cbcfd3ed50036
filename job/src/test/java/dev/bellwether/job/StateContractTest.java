// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.environment.Environments;
import dev.bellwether.job.pipelines.Uids;
import dev.bellwether.model.Timeframe;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.SandboxConfig;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/**
 * Takes a savepoint of the running application and compares what is in it with the recorded state
 * contract: uid, state name, kind and type. Whoever changes the contract on purpose records it anew
 * with {@code -Dstate.contract.write=true} and explains the change in the changelog, because it
 * decides whether users can upgrade by savepoint.
 */
class StateContractTest {

    private static final Path CONTRACT = Path.of("src", "main", "resources", "state-contract.txt");

    @TempDir Path directory;

    @Test
    void shouldKeepTheStateThatIsPromised() throws Exception {
        List<String> found = new SavepointContents(uids()).describe(savepoint());

        if (Boolean.getBoolean("state.contract.write")) {
            Files.write(CONTRACT, found, UTF_8);
        }
        assertThat(StateContract.breaches(Files.readAllLines(CONTRACT, UTF_8), found)).isEmpty();
        assertThat(found).noneMatch(line -> line.startsWith("unknown"));
        assertThat(found).noneMatch(line -> line.contains("Kryo"));
    }

    /** A savepoint of the application in the middle of its work. */
    private String savepoint() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), SandboxConfig.DEFAULT_API_KEY);
        SandboxConfig config =
                SandboxConfig.builder()
                        .paced(Duration.ofMillis(50))
                        .symbols(List.of("AAPL", "MSFT"))
                        .build();
        try (Sandbox sandbox = Sandbox.start(config);
                SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            ApplicationConfiguration configuration =
                    Configurations.of(directory, sandbox, redis)
                            .with("Bavest", "api.key", "file:" + key)
                            .with("BavestQuotes", "schedule.interval", "100 ms")
                            .build();
            StreamExecutionEnvironment environment =
                    Environments.create(configuration.group(Groups.LOCAL));
            new Application(configuration).define(environment);
            JobClient job = environment.executeAsync();
            await().atMost(Duration.ofSeconds(60)).until(() -> jedis.keys("*:AAPL:*").size() > 5);
            return job.stopWithSavepoint(
                            false,
                            directory.resolve("savepoints").toUri().toString(),
                            SavepointFormatType.CANONICAL)
                    .get();
        }
    }

    private static List<String> uids() throws IllegalAccessException {
        List<String> uids = new ArrayList<>();
        for (Field field : Uids.class.getFields()) {
            uids.add((String) field.get(null));
        }
        for (Timeframe timeframe : Timeframe.values()) {
            uids.add(Uids.BARS_FILES + "-" + timeframe.label());
        }
        return uids;
    }
}
