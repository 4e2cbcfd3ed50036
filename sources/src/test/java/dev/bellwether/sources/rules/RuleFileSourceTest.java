// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.RuleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // Flink's iterator may be interrupted while it closes
class RuleFileSourceTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir Path directory;

    @Test
    void shouldTellOfEachChangeAndOfAFileThatIsGone() throws Exception {
        Path file = directory.resolve("rules.json");
        Files.writeString(file, "first");
        Configuration options = new Configuration();
        options.set(PipelineOptions.GENERIC_TYPES, false);
        options.set(RuleSourceOptions.FILE, file.toUri().toString());
        options.set(RuleSourceOptions.POLL_INTERVAL, Duration.ofSeconds(1));
        RuleText builtIn = new RuleText();
        builtIn.place = "built-in";
        builtIn.text = "always";
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(options);

        try (CloseableIterator<RuleText> texts =
                environment
                        .fromSource(
                                RuleFileSource.from(options, List.of(builtIn)),
                                RuleFileSource.watermarks(),
                                "rules")
                        .setParallelism(1)
                        .executeAndCollect()) {
            assertThat(texts.next().text).isEqualTo("always");
            RuleText first = texts.next();
            assertThat(first.text).isEqualTo("first");
            assertThat(first.place).isEqualTo(file.toUri().toString());
            Files.writeString(file, "second");
            assertThat(texts.next().text).isEqualTo("second");
            Files.delete(file);
            RuleText gone = texts.next();
            assertThat(gone.text).isNull();
            assertThat(gone.problem).startsWith("is not there");
        }
    }
}
