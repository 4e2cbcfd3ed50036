// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellwether.cluster.LocalCluster;
import dev.bellwether.cluster.counting.CountingJar;
import dev.bellwether.cluster.rest.Job;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A person's day with a cluster: the commands as they are typed, on real processes. */
class CommandsIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** More than come in while the test lasts. */
    private static final long MANY = 100_000_000;

    @TempDir private Path directory;
    private Path jar;
    private Path out;
    private Path clusterDirectory;
    private String said;

    @BeforeEach
    void makeJar() throws IOException {
        jar = CountingJar.write(directory.resolve("counting.jar"));
        out = Files.createDirectories(directory.resolve("out"));
        clusterDirectory = directory.resolve("cluster");
    }

    @AfterEach
    void leaveNothingBehind() {
        LocalCluster.attach(clusterDirectory).ifPresent(LocalCluster::close);
    }

    private int command(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine commandLine = ClusterMain.commandLine();
        commandLine.setOut(new PrintWriter(text));
        commandLine.setErr(new PrintWriter(text));
        String[] all = List.of(arguments).toArray(new String[arguments.length + 2]);
        all[arguments.length] = "--directory";
        all[arguments.length + 1] = clusterDirectory.toString();
        int code = commandLine.execute(all);
        said = text.toString();
        return code;
    }

    private String config(String name, String... more) throws IOException {
        return CountingJar.config(directory.resolve(name), MANY, 500, out, more).toString();
    }

    private Job onlyJob() {
        return Place.onlyJob(LocalCluster.attach(clusterDirectory).orElseThrow().rest());
    }

    @Test
    void shouldUpgradeWhatIsHealthyAndGoBackFromWhatIsNot() throws IOException {
        assertThat(command("status")).isEqualTo(1);
        assertThat(said).startsWith("bellwether: no cluster is up in ");

        assertThat(command("up", "--port", "0", "--slots", "1", "--checkpoint-interval", "1"))
                .as(() -> said)
                .isZero();
        assertThat(command("health")).isEqualTo(1);
        assertThat(said).isEqualTo("degraded\n  no job is running\n");
        assertThat(command("savepoint")).isEqualTo(1);
        assertThat(said).startsWith("bellwether: no job is running; ");

        String refused = config("refused.properties", "refuse=no such symbol: XYZ");
        assertThat(command("submit", "--jar", jar.toString(), "--config", refused)).isEqualTo(1);
        assertThat(said).isEqualTo("bellwether: no such symbol: XYZ\n");

        String good = config("good.properties");
        assertThat(
                        command(
                                "submit",
                                "--jar",
                                jar.toString(),
                                "--config",
                                good,
                                "--parallelism",
                                "3"))
                .isEqualTo(1);
        assertThat(said)
                .isEqualTo("bellwether: parallelism 3 wants as many slots, and there are 2\n");
        assertThat(command("submit", "--jar", jar.toString(), "--config", good))
                .as(() -> said)
                .isZero();
        Job first = onlyJob();
        assertThat(first.vertices).allSatisfy(v -> assertThat(v.parallelism).isEqualTo(1));
        assertThat(command("submit", "--jar", jar.toString(), "--config", good)).isEqualTo(1);
        assertThat(said).startsWith("bellwether: job " + first.id + " is running already");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(command("health")).as(() -> said).isZero());
        assertThat(said).isEqualTo("healthy\n");

        assertThat(command("upgrade", jar.toString(), "--config", refused)).isEqualTo(1);
        assertThat(said).contains("refused, nothing has changed: no such symbol: XYZ");
        assertThat(onlyJob().id).isEqualTo(first.id);

        String poison = config("poison.properties", "poison=yes");
        assertThat(command("upgrade", jar.toString(), "--config", poison, "--watch", "1"))
                .as(() -> said)
                .isEqualTo(1);
        assertThat(said)
                .contains("the new job is not healthy: it failed: cannot digest a number")
                .contains("rolling back to submission 1 from the same savepoint")
                .contains("rolled back: the old jar runs");
        Job back = onlyJob();
        assertThat(back.id).isNotEqualTo(first.id);

        assertThat(command("upgrade", jar.toString(), "--parallelism", "2", "--watch", "1"))
                .as(() -> said)
                .isZero();
        assertThat(onlyJob().vertices).allSatisfy(v -> assertThat(v.parallelism).isEqualTo(2));
        assertThat(command("status")).isZero();
        assertThat(said).contains("submission 3, " + good);

        loseATaskManager();

        assertThat(command("down")).isZero();
        assertThat(said)
                .contains("The job can go on with: submit --from file:")
                .endsWith("Down.\n");
        assertThat(LocalCluster.attach(clusterDirectory)).isEmpty();
    }

    private void loseATaskManager() throws IOException {
        LocalCluster cluster = LocalCluster.attach(clusterDirectory).orElseThrow();
        cluster.killTaskManager(1);
        await().atMost(LIMIT).until(() -> cluster.rest().overview().taskManagers == 1);
        assertThat(command("health", "--json")).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(said).path("status").asText()).isEqualTo("degraded");
        assertThat(said).contains("1 of 2 TaskManagers are there");

        assertThat(command("up")).as(() -> said).isZero();
        assertThat(said).contains("started what was missing: 1");
        cluster.rest().awaitRunning(onlyJob().id, LIMIT);
        // It runs again, but that it failed is worth knowing for a while.
        assertThat(command("health")).isEqualTo(1);
        assertThat(said)
                .startsWith("degraded\n  it failed ")
                .contains(" within 10 min, last because:");
    }
}
