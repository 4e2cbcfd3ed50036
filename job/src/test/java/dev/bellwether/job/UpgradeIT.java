// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.job.UpgradeRun.Outputs;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A savepoint of every version that was released restores in this one's jar, and what comes out
 * from then on is what an undisturbed run of that version put out: the same values in Redis, the
 * same bars, the same dead letters, byte for byte.
 *
 * <p>The savepoints and what belongs to them are below {@code src/test/resources/savepoints}; the
 * README there says how a version is added. What is there is never written anew.
 */
class UpgradeIT {

    private static final Path STORED = Path.of("src", "test", "resources", "savepoints");

    @TempDir Path directory;

    static List<Arguments> versions() throws IOException {
        List<Arguments> versions = new ArrayList<>();
        try (Stream<Path> found = Files.list(STORED)) {
            for (Path version :
                    found.filter(Files::isDirectory).sorted().collect(Collectors.toList())) {
                for (int parallelism : new int[] {2, 3}) {
                    versions.add(Arguments.of(version.getFileName().toString(), parallelism));
                }
            }
        }
        return versions;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldGoOnFromTheSavepointOfAReleasedVersion(String version, int parallelism)
            throws Exception {
        Path stored = STORED.resolve(version);
        UpgradeSteps steps = UpgradeSteps.read(stored.resolve("steps.jsonl"));
        Outputs expected =
                Outputs.of(Json.mapper().readTree(stored.resolve("expected.json").toFile()));
        Path moved = copyOf(stored.resolve("savepoint"), directory.resolve("elsewhere"));

        try (UpgradeRun run = new UpgradeRun(directory.resolve("run"))) {
            run.with("Local", "restore.from", moved.toString())
                    .with("Local", "parallelism", String.valueOf(parallelism))
                    .start();
            run.play(steps, UpgradeSteps.LAST_BEFORE + 1, steps.count());

            assertPutsOut(run, expected);
        }
    }

    private static void assertPutsOut(UpgradeRun run, Outputs expected) throws IOException {
        try {
            // Files are renamed while one looks.
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> run.outputs().matches(expected));
            run.rest();
        } catch (ConditionTimeoutException e) {
            // Told below, with the difference.
        }
        Outputs actual = run.outputs();
        Outputs missing = expected.since(actual);
        Outputs unexpected = actual.since(expected);
        assertThat(unexpected.deadLetters).as("dead letters").isEqualTo(missing.deadLetters);
        assertThat(unexpected.bars).as("bars").isEqualTo(missing.bars);
        assertThat(unexpected.redis).as("Redis").isEqualTo(missing.redis);
        assertThat(actual.matches(expected)).isTrue();
    }

    /** With {@code -Dsavepoint.write=VERSION}: takes and keeps a savepoint of the present jar. */
    @Test
    void shouldKeepASavepointOfThisVersionWhenAskedTo() throws Exception {
        String version = System.getProperty("savepoint.write", "");
        assumeTrue(!version.isEmpty(), "only on purpose, see the README of the savepoints");
        Path target = STORED.resolve(version);
        assertThat(target).as("savepoints are never written anew").doesNotExist();
        UpgradeSteps steps = UpgradeSteps.make();
        Outputs undisturbed;
        try (UpgradeRun run = new UpgradeRun(directory.resolve("undisturbed"))) {
            run.start();
            run.play(steps, 0, steps.count());
            run.rest();
            undisturbed = run.outputs();
        }
        int port = freePort();
        try (UpgradeRun run = new UpgradeRun(directory.resolve("stopped"))) {
            run.with("Local", "web.port", String.valueOf(port)).start();
            run.play(steps, 0, UpgradeSteps.LAST_BEFORE + 1);
            run.rest();
            Outputs before = run.outputs();
            Path savepoint = new JobRest(port).stopWithSavepoint(directory.resolve("savepoints"));
            assertThatItCanBeMoved(savepoint, directory.resolve("stopped"));
            copyOf(savepoint, target.resolve("savepoint"));
            steps.write(target.resolve("steps.jsonl"));
            write(undisturbed.since(before), target.resolve("expected.json"));
        }
    }

    /**
     * The path of an output would tie it to the machine where it was taken: a file that was not
     * finished would be gone on with where it stands. (Small state is kept in the metadata under
     * the name that its own file would have had; that is only a name.)
     */
    private static void assertThatItCanBeMoved(Path savepoint, Path home) throws IOException {
        try (Stream<Path> files = Files.list(savepoint)) {
            for (Path file : files.collect(Collectors.toList())) {
                String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
                int at = bytes.indexOf(home.toString());
                assertThat(at < 0 ? "" : bytes.substring(at, Math.min(at + 200, bytes.length())))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    private static void write(Outputs outputs, Path file) throws IOException {
        ObjectMapper mapper = Json.mapper().copy().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode json = mapper.createObjectNode();
        outputs.redis.forEach(json.putObject("redis")::put);
        outputs.bars.forEach(json.putArray("bars")::add);
        outputs.deadLetters.forEach(json.putArray("dead_letters")::add);
        Files.writeString(file, mapper.writeValueAsString(json) + "\n", UTF_8);
    }

    private static Path copyOf(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.collect(Collectors.toList())) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
