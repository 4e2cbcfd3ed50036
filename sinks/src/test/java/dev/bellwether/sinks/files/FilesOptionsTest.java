// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.junit.jupiter.api.Test;

class FilesOptionsTest {

    private static List<String> problems(Configuration config) {
        List<String> found = new ArrayList<>();
        FilesOptions.check(config, (option, message) -> found.add(option.key() + " " + message));
        return found;
    }

    @Test
    void shouldAskForTheDirectoryOnly() {
        Configuration config = new Configuration();
        assertThat(problems(config))
                .containsExactly(
                        "directory is required: a directory such as s3a://bucket/bellwether");

        config.set(FilesOptions.DIRECTORY, "s3a://bucket/bellwether");
        assertThat(problems(config)).isEmpty();
    }

    @Test
    void shouldReportEveryValueThatMakesNoSense() {
        Configuration config = new Configuration();
        config.set(FilesOptions.DIRECTORY, " ");
        config.set(FilesOptions.ROLL_SIZE, new MemorySize(1023));
        config.set(FilesOptions.ROLL_INTERVAL, Duration.ofMillis(999));

        assertThat(problems(config))
                .containsExactly(
                        "directory is required: a directory such as s3a://bucket/bellwether",
                        "roll.size must be at least 1 kb, was 1023 bytes",
                        "roll.interval must be at least 1 s, was PT0.999S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarFiles.sink(config))
                .withMessageStartingWith("Files: directory is required");
    }

    @Test
    void shouldCloseFilesAtSizeAgeAndOnDemandAtCheckpoints() throws IOException {
        Configuration config = new Configuration();
        config.set(FilesOptions.ROLL_SIZE, MemorySize.parse("1kb"));
        config.set(FilesOptions.ROLL_INTERVAL, Duration.ofSeconds(10));
        RollPolicy<String> policy = new RollPolicy<>(config);

        assertThat(policy.shouldRollOnEvent(file(1023), "x")).isFalse();
        assertThat(policy.shouldRollOnEvent(file(1024), "x")).isTrue();
        assertThat(policy.shouldRollOnCheckpoint(file(1023))).isFalse();
        assertThat(policy.shouldRollOnCheckpoint(file(1024))).isTrue();
        assertThat(policy.shouldRollOnProcessingTime(file(1), 5_000 + 9_999)).isFalse();
        assertThat(policy.shouldRollOnProcessingTime(file(1), 5_000 + 10_000)).isTrue();

        config.set(FilesOptions.ROLL_ON_CHECKPOINT, true);
        assertThat(new RollPolicy<String>(config).shouldRollOnCheckpoint(file(1))).isTrue();
    }

    private static PartFileInfo<String> file(long size) {
        return new PartFileInfo<String>() {
            @Override
            public String getBucketId() {
                return "";
            }

            @Override
            public long getCreationTime() {
                return 5_000;
            }

            @Override
            public long getSize() {
                return size;
            }

            @Override
            public long getLastUpdateTime() {
                return 5_000;
            }
        };
    }
}
