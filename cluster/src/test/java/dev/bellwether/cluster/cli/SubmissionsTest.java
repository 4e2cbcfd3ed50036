// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.cluster.rest.ClusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionsTest {

    @TempDir private Path directory;
    private Submissions submissions;
    private Path jar;
    private Path config;

    @BeforeEach
    void make() throws IOException {
        submissions = new Submissions(directory.resolve("submissions"));
        jar = Files.writeString(directory.resolve("a.jar"), "first jar");
        config = Files.writeString(directory.resolve("a.json"), "first config");
    }

    @Test
    void shouldKeepWhatWasSubmittedThoughTheOriginalsChange() throws IOException {
        submissions.started(submissions.add(jar, config, "a.json", 3), "job-1");
        Files.writeString(jar, "second jar");
        Files.writeString(config, "second config");

        Submission kept = submissions.ofJob("job-1").orElseThrow();

        assertThat(kept.jar).hasContent("first jar");
        assertThat(kept.config).hasContent("first config");
        assertThat(kept.configOrigin).isEqualTo("a.json");
        assertThat(kept.parallelism).isEqualTo(3);
        assertThat(kept.number).isEqualTo(1);
    }

    @Test
    void shouldGiveEachANumberOfItsOwnAndForgetWhatNeverRan() {
        Submission first = submissions.started(submissions.add(jar, config, "a", 1), "job-1");
        Submission second = submissions.add(jar, config, "a", 1);
        assertThat(second.number).isEqualTo(first.number + 1);

        submissions.remove(second);

        assertThat(second.jar).doesNotExist();
        assertThat(submissions.ofJob("job-1")).isPresent();
        assertThat(submissions.ofJob("job-2")).isEmpty();
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        assertThatThrownBy(() -> submissions.add(directory.resolve("no.jar"), config, "a", 1))
                .isInstanceOf(ClusterException.class)
                .hasMessage("there is no jar " + directory.resolve("no.jar"));
        assertThatThrownBy(() -> submissions.add(jar, directory.resolve("no.json"), "a", 1))
                .isInstanceOf(ClusterException.class)
                .hasMessage("there is no configuration " + directory.resolve("no.json"));
    }
}
