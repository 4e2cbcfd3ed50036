// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundProcessTest {

    @TempDir private Path records;
    private final List<BackgroundProcess> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(BackgroundProcess::kill);
    }

    private BackgroundProcess start(String... command) {
        BackgroundProcess process =
                BackgroundProcess.start("patient", records, new ProcessBuilder(command));
        started.add(process);
        return process;
    }

    private Path record() {
        return records.resolve("patient.pid");
    }

    @Test
    void shouldFindAProcessByItsRecord() {
        BackgroundProcess process = start("sleep", "600");

        assertThat(BackgroundProcess.isRecord(record())).isTrue();
        BackgroundProcess found = BackgroundProcess.find(record()).orElseThrow();

        assertThat(found.pid()).isEqualTo(process.pid());
        assertThat(found.name()).isEqualTo("patient");
        assertThat(found.isAlive()).isTrue();
    }

    @Test
    void shouldKillThroughWhatItFound() {
        BackgroundProcess process = start("sleep", "600");

        BackgroundProcess.find(record()).orElseThrow().kill();

        assertThat(process.isAlive()).isFalse();
        assertThat(record()).doesNotExist();
    }

    @Test
    void shouldForgetAProcessThatHasEndedByItself() {
        BackgroundProcess process = start("true");
        await().until(() -> !process.isAlive());

        assertThat(BackgroundProcess.find(record())).isEmpty();
        assertThat(record()).doesNotExist();
    }

    @Test
    void shouldNotTakeAnotherProcessWithTheSameIdForItsOwn() throws IOException {
        BackgroundProcess process = start("sleep", "600");
        Files.writeString(record(), process.pid() + " 1000", UTF_8);

        assertThat(BackgroundProcess.find(record())).isEmpty();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void shouldSayThatAProcessDoesNotEndWithinTheTime() {
        BackgroundProcess process = start("sleep", "600");
        assertThat(process.awaitEnd(1)).isFalse();
        process.terminate();
        assertThat(process.awaitEnd(10_000)).isTrue();
    }

    @Test
    void shouldEndABoundProgramWithItsParentHoweverThatEnds() throws IOException {
        BackgroundProcess parent = start("sleep", "600");
        Process bound =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx32m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BoundProgram.class.getName(),
                                String.valueOf(parent.pid()),
                                Sleeper.class.getName())
                        .inheritIO()
                        .start();
        try {
            assertThat(bound.isAlive()).isTrue();
            parent.kill();
            await().atMost(Duration.ofSeconds(30)).until(() -> !bound.isAlive());
            assertThat(bound.exitValue()).isEqualTo(1);
        } finally {
            bound.destroyForcibly();
        }
    }

    /** Would run for ever. */
    public static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread.currentThread().join();
        }
    }
}
