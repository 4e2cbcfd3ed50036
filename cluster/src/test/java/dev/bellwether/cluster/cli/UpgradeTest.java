// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import static dev.bellwether.cluster.ScriptedRest.NO_LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cluster.ScriptedRest;
import dev.bellwether.cluster.cli.Upgrade.Outcome;
import dev.bellwether.cluster.rest.ClusterRest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeTest {

    private static final String PENDING = "{\"status\":{\"id\":\"IN_PROGRESS\"}}";
    private static final String DONE =
            "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/sp\"}}";
    private static final String FAILED =
            "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":"
                    + "{\"stack-trace\":\"x.CheckpointException: Checkpoint expired\"}}}";
    private static final String NOTHING_FAILED = "{\"exceptionHistory\":{\"entries\":[]}}";
    private static final String A_FAILURE =
            "{\"exceptionHistory\":{\"entries\":[{\"timestamp\":1,\"stacktrace\":"
                    + "\"x.StateException: no such layout\"}]}}";
    private static final String RUN = "POST /jars/up.jar/run";
    private static final String STOPPING = "GET /jobs/old/savepoints/t1";

    private final StringWriter said = new StringWriter();
    @TempDir private Path directory;
    private ScriptedRest server;
    private Submission old;
    private Submission next;
    private Submissions submissions;

    @BeforeEach
    void aClusterWithAJob() throws IOException {
        submissions = new Submissions(directory.resolve("submissions"));
        Path jar = Files.writeString(directory.resolve("a.jar"), "jar");
        Path config = Files.writeString(directory.resolve("a.json"), "{}");
        old = submissions.started(submissions.add(jar, config, "a.json", 1), "old");
        next = submissions.add(jar, config, "a.json", 1);
        server =
                new ScriptedRest()
                        .on("POST /jars/upload", "{\"filename\":\"/tmp/up.jar\"}")
                        .on("POST /jars/up.jar/plan", "{\"plan\":{\"nodes\":[{},{}]}}")
                        .on("DELETE /jars/up.jar", "{}")
                        .on("POST /jobs/old/stop", "{\"request-id\":\"t1\"}")
                        .on(STOPPING, DONE)
                        .on("GET /jobs/old", job("old", "FINISHED"))
                        .on("GET /jobs/overview", "{\"jobs\":[" + job("old", "FINISHED") + "]}")
                        .on(RUN, "{\"jobid\":\"new\"}");
        healthy("new");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void healthy(String job) {
        server.on("GET /jobs/" + job, job(job, "RUNNING"))
                .on("GET /jobs/" + job + "/exceptions", NOTHING_FAILED)
                .on(
                        "GET /jobs/" + job + "/checkpoints",
                        "{\"counts\":{\"completed\":1},\"latest\":{\"completed\":{\"id\":1}}}")
                .on("PATCH /jobs/" + job, "{}");
    }

    private static String job(String id, String state) {
        return "{\"jid\":\""
                + id
                + "\",\"state\":\""
                + state
                + "\",\"vertices\":[{\"id\":\"v\",\"parallelism\":1,\"tasks\":{\"RUNNING\":1}}]}";
    }

    private Outcome upgrade(long limitMillis) {
        return new Upgrade(
                        new ClusterRest(server.url()),
                        submissions,
                        new Steps(new PrintWriter(said), System::nanoTime),
                        Duration.ofMillis(limitMillis),
                        Duration.ofMillis(10))
                .from(old, next);
    }

    // ---- stopping --------------------------------------------------------------------------

    @Test
    void shouldWaitForASavepointThatTakesLongerThanTheLimit() {
        server.on(STOPPING, PENDING, NO_LEADER, PENDING, PENDING, PENDING, DONE);

        assertThat(upgrade(150)).isEqualTo(Outcome.UPGRADED);

        assertThat(said.toString())
                .contains("still stopping job old")
                .contains("(trigger t1)")
                .contains("stopped job old with savepoint file:/sp")
                .doesNotContain("runs on");
    }

    @Test
    void shouldSayThatItIsStillStoppingRatherThanThatTheOldJobRunsOn() {
        server.on(STOPPING, PENDING).on("GET /jobs/old", job("old", "RUNNING"));

        Outcome outcome = upgrade(10);

        assertThat(outcome).isEqualTo(Outcome.UNCLEAR);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(said.toString())
                .contains("job old is still stopping")
                .contains(server.url() + "/jobs/old/savepoints/t1")
                .doesNotContain("runs on");
        assertThat(server.calls()).doesNotContain(RUN);
    }

    @Test
    void shouldSayThatTheOldJobRunsOnWhenItsSavepointFailed() {
        server.on(STOPPING, PENDING, FAILED).on("GET /jobs/old", job("old", "RUNNING"));

        assertThat(upgrade(5_000)).isEqualTo(Outcome.OLD_JOB_RUNS);

        assertThat(said.toString())
                .contains("cannot stop the old job: the savepoint failed: Checkpoint expired")
                .contains("the old job runs on");
    }

    @Test
    void shouldNotClaimAnythingWhenTheClusterForgotTheTrigger() {
        server.on("GET /jobs/old", job("old", "RUNNING"))
                .on("POST /jobs/old/stop", "{\"request-id\":\"t2\"}");

        assertThat(upgrade(1_000)).isEqualTo(Outcome.UNCLEAR);

        assertThat(said.toString())
                .contains("what became of stopping job old (trigger t2) is not known")
                .doesNotContain("runs on");
    }

    // ---- the new job -----------------------------------------------------------------------

    @Test
    void shouldTolerateAMomentWithoutAnswersDuringTheWatch() {
        server.on("GET /jobs/new", job("new", "RUNNING"), NO_LEADER, job("new", "RUNNING"))
                .on("GET /jobs/new/exceptions", NO_LEADER, NO_LEADER, NOTHING_FAILED);

        assertThat(upgrade(5_000)).isEqualTo(Outcome.UPGRADED);

        assertThat(said.toString()).doesNotContain("not healthy");
        assertThat(server.calls()).doesNotContain("PATCH /jobs/new?mode=cancel");
    }

    @Test
    void shouldRollBackOnlyWhenTheNewJobHasEnded() {
        healthy("back");
        server.on(RUN, "{\"jobid\":\"new\"}", "{\"jobid\":\"back\"}")
                .on("GET /jobs/new/exceptions", A_FAILURE)
                .on(
                        "GET /jobs/new",
                        NO_LEADER,
                        job("new", "RESTARTING"),
                        job("new", "CANCELLING"),
                        NO_LEADER,
                        job("new", "CANCELED"));

        assertThat(upgrade(5_000)).isEqualTo(Outcome.OLD_JOB_RUNS);

        assertThat(said.toString())
                .contains("the new job is not healthy: it failed: no such layout")
                .contains("rolled back: the old jar runs");
        assertThat(server.calls().indexOf("PATCH /jobs/new?mode=cancel"))
                .isBetween(0, server.calls().lastIndexOf(RUN));
        assertThat(server.calls().lastIndexOf("GET /jobs/new"))
                .isLessThan(server.calls().lastIndexOf(RUN));
    }

    @Test
    void shouldNotStartTheOldJobWhileTheNewOneIsNotKnownToHaveEnded() {
        server.on("GET /jobs/new/exceptions", A_FAILURE).on("GET /jobs/new", NO_LEADER);

        assertThat(upgrade(150)).isEqualTo(Outcome.UNCLEAR);

        assertThat(said.toString())
                .contains("job new is to be cancelled (it failed: no such layout)")
                .contains("not known to have ended; the old one is not started;")
                .contains("the savepoint is file:/sp");
        assertThat(server.calls()).containsOnlyOnce(RUN);
    }

    @Test
    void shouldEndAJobWhoseStartWasNotAnsweredBeforeItGoesBack() {
        healthy("back");
        server.on(RUN, NO_LEADER, "{\"jobid\":\"back\"}")
                .on(
                        "GET /jobs/overview",
                        NO_LEADER,
                        "{\"jobs\":[]}",
                        "{\"jobs\":[" + job("new", "RUNNING") + "]}")
                .on("GET /jobs/new", job("new", "RUNNING"), job("new", "CANCELED"));

        assertThat(upgrade(5_000)).isEqualTo(Outcome.OLD_JOB_RUNS);

        assertThat(server.calls()).contains("PATCH /jobs/new?mode=cancel");
        assertThat(said.toString()).contains("job new has ended").contains("rolled back");
    }

    @Test
    void shouldNotGoBackWhenItIsNotKnownWhetherTheNewJobWasStarted() {
        server.on(RUN, NO_LEADER);

        assertThat(upgrade(150)).isEqualTo(Outcome.UNCLEAR);

        assertThat(said.toString()).contains("whether its job has been started is not known");
        assertThat(server.calls()).containsOnlyOnce(RUN);
    }
}
