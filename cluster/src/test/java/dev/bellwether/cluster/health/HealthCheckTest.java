// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.health;

import static dev.bellwether.cluster.RecordedRest.ANALYTICS;
import static dev.bellwether.cluster.RecordedRest.JOB;
import static dev.bellwether.cluster.RecordedRest.NOW;
import static dev.bellwether.cluster.RecordedRest.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.cluster.RecordedRest;
import dev.bellwether.cluster.rest.ClusterRest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private static final String SOURCE_NAME =
            "'Source: bavest quotes -> split bavest -> validate bavest -> watermarks bavest'";
    private static final String SOURCE_GROUP = ".Source__bavest_quotes.kinesisanalytics.";

    private final Thresholds thresholds = new Thresholds();
    private RecordedRest server;

    @BeforeEach
    void start() throws IOException {
        server = RecordedRest.healthy();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Health health() {
        return healthAt(NOW);
    }

    private Health healthAt(long millis) {
        return new HealthCheck(
                        new ClusterRest(server.url()),
                        thresholds,
                        Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC),
                        Duration.ZERO)
                .now();
    }

    private void onlyReason(String reason) {
        onlyReasonAt(NOW, reason);
    }

    private void onlyReasonAt(long millis, String reason) {
        Health health = healthAt(millis);
        assertThat(health.reasons()).containsExactly(reason);
        assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
    }

    @Test
    void shouldFindNothingWrongWithTheRecordedJob() {
        thresholds.taskManagers = 2;
        thresholds.freeSlots = 2;
        Health health = health();
        assertThat(health.reasons()).isEmpty();
        assertThat(health.status()).isEqualTo(Health.Status.HEALTHY);
    }

    @Test
    void shouldBeDownWhenNobodyAnswers() {
        server.close();
        Health health = health();
        assertThat(health.status()).isEqualTo(Health.Status.DOWN);
        assertThat(health.reasons()).containsExactly("no cluster answers at " + server.url());
    }

    @Test
    void shouldBeDownWhileThereIsNoLeader() {
        server.answer("/overview", 503, "{\"errors\":[\"Service temporarily unavailable\"]}");
        assertThat(health().status()).isEqualTo(Health.Status.DOWN);
    }

    @Test
    void shouldMissATaskManager() {
        thresholds.taskManagers = 3;
        onlyReason("2 of 3 TaskManagers are there");
    }

    @Test
    void shouldMissAFreeSlot() {
        thresholds.freeSlots = 3;
        onlyReason("2 slots are free, 3 should be");
    }

    @Test
    void shouldSayThatNoJobRuns() {
        server.answer("/jobs/overview", 200, "{\"jobs\":[]}");
        onlyReason("no job is running");
    }

    @Test
    void shouldSayWhyTheLastJobFailed() {
        server.replace("/jobs/overview", "\"RUNNING\"", "\"FAILED\"");
        failedAt(NOW - 1000);
        onlyReason(
                "no job is running; the last, Bellwether, is FAILED: quality state has layout"
                        + " version 3, this program knows 2");
    }

    @Test
    void shouldSayThatTheJobIsRestarting() {
        server.replace("/jobs/" + JOB, "\"state\": \"RUNNING\"", "\"state\": \"RESTARTING\"");
        onlyReason("the job is RESTARTING");
    }

    @Test
    void shouldCountTheTasksThatDoNotRun() {
        server.answer(
                "/jobs/" + JOB,
                200,
                "{\"jid\":\""
                        + JOB
                        + "\",\"name\":\"Bellwether\",\"state\":\"RUNNING\",\"start-time\":"
                        + (NOW - 1000)
                        + ",\"vertices\":[{\"id\":\""
                        + ANALYTICS
                        + "\",\"name\":\"screen\",\"parallelism\":2,\"tasks\":{\"RUNNING\":1,"
                        + "\"INITIALIZING\":1}},{\"id\":\""
                        + SOURCE
                        + "\",\"name\":\"numbers\",\"parallelism\":2,"
                        + "\"tasks\":{\"RUNNING\":1,\"FINISHED\":1}}]}");
        onlyReason("1 of 2 tasks of 'screen' are not running");
    }

    @Test
    void shouldRememberARestartForTenMinutes() {
        failedAt(NOW - Duration.ofMinutes(9).toMillis());
        onlyReason(
                "it failed once within 10 min, last because: quality state has layout version 3,"
                        + " this program knows 2");
    }

    @Test
    void shouldForgetARestartAfterTenMinutes() {
        failedAt(NOW - Duration.ofMinutes(11).toMillis());
        assertThat(health().reasons()).isEmpty();
    }

    private void failedAt(long millis) {
        server.answer(
                "/jobs/" + JOB + "/exceptions",
                200,
                "{\"exceptionHistory\":{\"entries\":[{\"timestamp\":"
                        + millis
                        + ",\"stacktrace\":\"java.lang.RuntimeException: task\\n\\tat a.B.c(B:1)\\n"
                        + "Caused by: java.io.IOException: quality state has layout version 3,"
                        + " this program knows 2\\n\\tat a.B.d(B:2)\\n\\t... 3 more\\n\"}]}}");
    }

    @Test
    void shouldNoticeThatCheckpointsHaveStopped() {
        // The recorded one ended at 07:…09.704; the interval is ten seconds.
        long ended = 1795327689391L + 313;
        assertThat(healthAt(ended + 30_000).reasons()).isEmpty();
        onlyReasonAt(
                ended + 30_001,
                "the last completed checkpoint is 30 s old, at an interval of 10 s");
    }

    @Test
    void shouldNoticeThatNoCheckpointWasEverCompleted() {
        server.answer("/jobs/" + JOB + "/checkpoints", 200, "{\"counts\":{},\"latest\":{}}");
        onlyReason("no checkpoint has been completed for 42 s, at an interval of 10 s");
    }

    @Test
    void shouldSayWhyTheLastCheckpointFailed() {
        server.replace(
                "/jobs/" + JOB + "/checkpoints",
                "\"failed\": null",
                "\"failed\": {\"id\": 4, \"failure_message\": \"Checkpoint expired before"
                        + " completing.\"}");
        onlyReason("the last checkpoint failed: Checkpoint expired before completing.");
    }

    @Test
    void shouldForgiveAFailedCheckpointOnceALaterOneIsCompleted() {
        server.replace(
                "/jobs/" + JOB + "/checkpoints",
                "\"failed\": null",
                "\"failed\": {\"id\": 2, \"failure_message\": \"Checkpoint expired.\"}");
        assertThat(health().reasons()).isEmpty();
    }

    @Test
    void shouldNoticeASlowCheckpoint() {
        thresholds.checkpointDuration = Duration.ofMillis(312);
        onlyReason("the last checkpoint took 313 ms");
    }

    @Test
    void shouldSayThatCheckpointsAreOff() {
        server.answer(
                "/jobs/" + JOB + "/checkpoints/config",
                404,
                "{\"errors\":[\"Checkpointing is not enabled for this job.\"]}");
        onlyReason("checkpoints are off: what the job has read is lost with it");
    }

    @Test
    void shouldNameWhoIsHeldUp() {
        server.metric("1.backPressuredTimeMsPerSecond", 800);
        assertThat(health().reasons())
                .contains(SOURCE_NAME + " is held up for 80 % of the time by what follows it");
    }

    @Test
    void shouldJudgeTheSlowestTaskByEventTimeWhenAskedTo() {
        thresholds.eventTimeLag = Duration.ofMinutes(15);
        server.metric("0.watermarks_bavest.kinesisanalytics.eventTimeLagMillis", 1_000)
                .metric("1.watermarks_bavest.kinesisanalytics.eventTimeLagMillis", 1_200_000);
        onlyReason("event time is 20 min behind the clock at " + SOURCE_NAME);
    }

    @Test
    void shouldNotJudgeEventTimeUnlessAsked() {
        server.metric("1.watermarks_bavest.kinesisanalytics.eventTimeLagMillis", 3e11);
        assertThat(health().reasons()).isEmpty();
    }

    @Test
    void shouldJudgeThePollingByTheReaderWithTheNewestAnswer() {
        server.metric("0" + SOURCE_GROUP + "lastSuccessAgeMillis", 900_000)
                .metric("1" + SOURCE_GROUP + "lastSuccessAgeMillis", 2_000);
        assertThat(health().reasons()).isEmpty();

        server.metric("1" + SOURCE_GROUP + "lastSuccessAgeMillis", 600_000);
        onlyReason("the last usable answer came to " + SOURCE_NAME + " 10 min ago");
    }

    @Test
    void shouldSayThatPollingHasStopped() {
        server.metric("1" + SOURCE_GROUP + "pollingStopped", 1);
        onlyReason(SOURCE_NAME + " has stopped polling: the provider refused the credential");
    }

    @Test
    void shouldSayThatRedisIsSlow() {
        server.metric("0.redis.kinesisanalytics.flushDurationMillis", 1_500);
        onlyReason(
                "Redis took 1500 ms to accept what waited at 'screen -> rolling -> signal ->"
                        + " redis'");
    }

    @Test
    void shouldJudgeTheShareOfDeadLettersOnceThereIsEnough() {
        server.metric("0.validate_bavest.kinesisanalytics.Stage.validator.quotesAccepted", 50)
                .metric("1.dead_letters.kinesisanalytics.deadLetters", 20);
        assertThat(health().reasons()).isEmpty();

        server.metric("1.validate_bavest.kinesisanalytics.Stage.validator.quotesAccepted", 130);
        onlyReason("10 % of what came in since the tasks started are dead letters");
    }

    @Test
    void shouldDoWithoutMetricsThatAreNotThere() {
        server.answer("/jobs/" + JOB + "/vertices/" + SOURCE + "/metrics", 200, "[]");
        assertThat(health().reasons()).isEmpty();
    }

    @Test
    void shouldGiveEveryReasonAtOnce() {
        thresholds.taskManagers = 3;
        thresholds.checkpointDuration = Duration.ofMillis(1);
        server.metric("0.redis.kinesisanalytics.flushDurationMillis", 2_000);
        assertThat(health().reasons())
                .isEqualTo(
                        List.of(
                                "2 of 3 TaskManagers are there",
                                "the last checkpoint took 313 ms",
                                "Redis took 2000 ms to accept what waited at 'screen -> rolling"
                                        + " -> signal -> redis'"));
    }
}
