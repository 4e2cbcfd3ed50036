// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The REST API of a Flink cluster.
 *
 * <p>What the cluster refuses comes as a {@link ClusterException} whose message is the innermost
 * cause that the server gave; {@link ClusterUnreachableException} when nobody answers. Savepoints
 * are canonical: readable by every state backend and by later versions.
 */
public final class ClusterRest {

    /** Of a query, in characters: Netty refuses a first line of more than 4096 bytes. */
    private static final int PIECE = 3000;

    private static final String COMMA = "%2C";

    private final RestCalls calls;

    public ClusterRest(URI base) {
        this.calls = new RestCalls(base);
    }

    public URI base() {
        return calls.base();
    }

    public Overview overview() {
        return Overview.of(calls.get("/overview"));
    }

    /** The overview, or nothing while nobody answers. */
    public Optional<Overview> overviewIfUp() {
        try {
            return Optional.of(overview());
        } catch (ClusterUnreachableException e) {
            // The answer is: not up.
            return Optional.empty();
        }
    }

    // ---- jars ------------------------------------------------------------------------------

    /** Uploads a jar and gives the name under which it can be run. */
    public String upload(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new ClusterException("there is no jar " + jar);
        }
        String stored = calls.upload("/jars/upload", jar).path("filename").asText();
        return stored.substring(stored.lastIndexOf('/') + 1);
    }

    /** Runs an uploaded jar and gives the job's id; the tasks are not running yet. */
    public String run(String jarId, RunRequest request) {
        return calls.post("/jars/" + encoded(jarId) + "/run", request.toJson(calls.json()))
                .path("jobid")
                .asText();
    }

    /**
     * Lets the jar's {@code main} lay out its job without running it; fails as running it would.
     *
     * @return the number of operators and chains of operators that it has
     */
    public int plan(String jarId, RunRequest request) {
        return calls.post("/jars/" + encoded(jarId) + "/plan", request.toPlan(calls.json()))
                .path("plan")
                .path("nodes")
                .size();
    }

    public void deleteJar(String jarId) {
        calls.delete("/jars/" + encoded(jarId));
    }

    /** Uploads a jar, runs it, and removes the uploaded copy, which the job does not need. */
    public String submit(Path jar, RunRequest request) {
        String jarId = upload(jar);
        try {
            return run(jarId, request);
        } finally {
            deleteJar(jarId);
        }
    }

    // ---- jobs ------------------------------------------------------------------------------

    /** All jobs that the cluster remembers, ended ones too. */
    public List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (JsonNode job : calls.get("/jobs/overview").path("jobs")) {
            jobs.add(Job.of(job));
        }
        return jobs;
    }

    public Job job(String jobId) {
        return Job.of(calls.get("/jobs/" + jobId));
    }

    /** Returns when the job and all its tasks are RUNNING; fails if the job ends instead. */
    public Job awaitRunning(String jobId, Duration limit) {
        return await(
                jobId,
                limit,
                "all tasks of job " + jobId + " to run",
                job -> {
                    if (job.hasEnded()) {
                        throw new ClusterException(
                                "job "
                                        + jobId
                                        + " is "
                                        + job.state
                                        + rootException(jobId).map(e -> ": " + e).orElse(""));
                    }
                    return job.allTasksRunning();
                });
    }

    /** Returns when the job has ended, in whatever state. */
    public Job awaitEnd(String jobId, Duration limit) {
        return await(jobId, limit, "job " + jobId + " to end", Job::hasEnded);
    }

    /** A JobManager that is just being replaced does not answer for a while: it is waited for. */
    private Job await(String jobId, Duration limit, String what, Predicate<Job> condition) {
        return Waiting.until(
                limit,
                what,
                () -> {
                    try {
                        return Optional.of(job(jobId)).filter(condition);
                    } catch (ClusterUnreachableException e) {
                        // Not yet; the limit of the wait is the limit of patience.
                        return Optional.empty();
                    }
                });
    }

    public void cancel(String jobId) {
        calls.patch("/jobs/" + jobId + "?mode=cancel");
    }

    /** The innermost cause of the newest failure of the job, if it ever failed. */
    public Optional<String> rootException(String jobId) {
        return failuresSince(jobId, 0).stream().findFirst();
    }

    /** The innermost causes of failures at or after a time in epoch ms, the newest first. */
    public List<String> failuresSince(String jobId, long millis) {
        List<String> causes = new ArrayList<>();
        for (JsonNode failure :
                calls.get("/jobs/" + jobId + "/exceptions")
                        .path("exceptionHistory")
                        .path("entries")) {
            if (failure.path("timestamp").asLong() >= millis) {
                causes.add(RootCause.of(failure.path("stacktrace").asText()));
            }
        }
        return causes;
    }

    // ---- state -----------------------------------------------------------------------------

    /**
     * Takes a canonical savepoint and gives its path.
     *
     * @param directory where; empty for the cluster's own directory of savepoints
     */
    public String savepoint(String jobId, String directory, Duration limit) {
        ObjectNode body = calls.json().createObjectNode().put("formatType", "CANONICAL");
        if (!directory.isEmpty()) {
            body.put("target-directory", directory);
        }
        return awaitSavepoint(
                jobId,
                calls.post("/jobs/" + jobId + "/savepoints", body).path("request-id").asText(),
                limit);
    }

    /**
     * Stops the job with a canonical savepoint, returns when both are done, and gives the path.
     *
     * @param drain whether the sources end for good: all windows and timers fire, and the savepoint
     *     is one of a finished job
     */
    public String stop(String jobId, String directory, boolean drain, Duration limit) {
        String path = awaitSavepoint(jobId, triggerStop(jobId, directory, drain), limit);
        awaitEnd(jobId, limit);
        return path;
    }

    /** Begins to stop the job with a canonical savepoint, and gives the trigger's id. */
    public String triggerStop(String jobId, String directory, boolean drain) {
        ObjectNode body =
                calls.json().createObjectNode().put("formatType", "CANONICAL").put("drain", drain);
        if (!directory.isEmpty()) {
            body.put("targetDirectory", directory);
        }
        return calls.post("/jobs/" + jobId + "/stop", body).path("request-id").asText();
    }

    /**
     * The path of a triggered savepoint, or nothing while it is being written.
     *
     * @throws OperationFailedException when it failed, so that nothing more will come of it
     */
    public Optional<String> savepointIfDone(String jobId, String triggerId) {
        JsonNode answer = calls.get("/jobs/" + jobId + "/savepoints/" + triggerId);
        if (!answer.path("status").path("id").asText().equals("COMPLETED")) {
            return Optional.empty();
        }
        JsonNode operation = answer.path("operation");
        if (operation.has("failure-cause")) {
            throw new OperationFailedException(
                    "the savepoint failed: "
                            + RootCause.of(
                                    operation.path("failure-cause").path("stack-trace").asText()));
        }
        return Optional.of(operation.path("location").asText());
    }

    private String awaitSavepoint(String jobId, String triggerId, Duration limit) {
        return Waiting.until(
                limit,
                "the savepoint of job " + jobId + ", which goes on as trigger " + triggerId,
                () -> {
                    try {
                        return savepointIfDone(jobId, triggerId);
                    } catch (ClusterUnreachableException e) {
                        // Not yet; the limit of the wait is the limit of patience.
                        return Optional.empty();
                    }
                });
    }

    public Checkpoints checkpoints(String jobId) {
        return Checkpoints.of(calls.get("/jobs/" + jobId + "/checkpoints"));
    }

    /** How often the job takes checkpoints; nothing when it takes none by itself. */
    public Optional<Duration> checkpointInterval(String jobId) {
        // Flink gives the greatest long for: only when asked.
        return calls.find("/jobs/" + jobId + "/checkpoints/config")
                .map(config -> config.path("interval").asLong())
                .filter(millis -> millis < Long.MAX_VALUE)
                .map(Duration::ofMillis);
    }

    /** Returns when {@code more} checkpoints have been completed from now on. */
    public Checkpoints awaitCheckpoints(String jobId, int more, Duration limit) {
        int before = checkpoints(jobId).completed;
        return Waiting.until(
                limit,
                more + " completed checkpoints of job " + jobId,
                () ->
                        Optional.of(checkpoints(jobId))
                                .filter(now -> now.completed >= before + more));
    }

    // ---- metrics ---------------------------------------------------------------------------

    /** The names of all metrics of a vertex, each as {@code SUBTASK.name}. */
    public List<String> metricNames(String jobId, String vertexId) {
        List<String> names = new ArrayList<>();
        calls.get(metrics(jobId, vertexId)).forEach(node -> names.add(node.path("id").asText()));
        return names;
    }

    /**
     * The values of metrics of a vertex by their names, those that are there and finite numbers.
     */
    public Map<String, Double> metrics(String jobId, String vertexId, Collection<String> names) {
        Map<String, Double> values = new TreeMap<>();
        for (String piece : pieces(names)) {
            for (JsonNode node : calls.get(metrics(jobId, vertexId) + "?get=" + piece)) {
                double value = node.path("value").asDouble(Double.NaN);
                if (Double.isFinite(value)) {
                    values.put(node.path("id").asText(), value);
                }
            }
        }
        return values;
    }

    /** Names as a query has them, in as many queries as the length of a request's line asks for. */
    private static List<String> pieces(Collection<String> names) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String name : names) {
            String next = encoded(name);
            if (piece.length() > 0 && piece.length() + COMMA.length() + next.length() > PIECE) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(piece.length() > 0 ? COMMA : "").append(next);
        }
        if (piece.length() > 0) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    /** The value of a metric of the job as a whole, such as {@code numRestarts}. */
    public OptionalDouble jobMetric(String jobId, String name) {
        for (JsonNode node : calls.get("/jobs/" + jobId + "/metrics?get=" + encoded(name))) {
            double value = node.path("value").asDouble(Double.NaN);
            if (Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        }
        return OptionalDouble.empty();
    }

    private static String metrics(String jobId, String vertexId) {
        return "/jobs/" + jobId + "/vertices/" + vertexId + "/metrics";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
