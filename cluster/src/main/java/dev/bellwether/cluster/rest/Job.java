// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One job as the cluster sees it. */
public final class Job {

    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

    public final String id;
    public final String name;

    /** As Flink calls it: CREATED, RUNNING, RESTARTING, FAILING, FAILED, CANCELED, FINISHED, … */
    public final String state;

    /** Epoch milliseconds. */
    public final long startedMillis;

    /** Empty in a list of jobs. */
    public final List<Vertex> vertices;

    private Job(String id, String name, String state, long startedMillis, List<Vertex> vertices) {
        this.id = id;
        this.name = name;
        this.state = state;
        this.startedMillis = startedMillis;
        this.vertices = List.copyOf(vertices);
    }

    static Job of(JsonNode node) {
        List<Vertex> vertices = new ArrayList<>();
        for (JsonNode vertex : node.path("vertices")) {
            vertices.add(Vertex.of(vertex));
        }
        return new Job(
                node.path("jid").asText(),
                node.path("name").asText(),
                node.path("state").asText(),
                node.path("start-time").asLong(),
                vertices);
    }

    /**
     * Whether the job is RUNNING and so is each of its tasks, but for those that have nothing more
     * to do, such as a reader without a split.
     */
    public boolean allTasksRunning() {
        return state.equals("RUNNING")
                && !vertices.isEmpty()
                && vertices.stream().allMatch(vertex -> vertex.missing() == 0);
    }

    /** Whether it is over and done with, well or badly. */
    public boolean hasEnded() {
        return ENDED.contains(state);
    }

    /** A chain of operators that run in the same tasks. */
    public static final class Vertex {

        public final String id;
        public final String name;
        public final int parallelism;

        /** How many of its tasks are RUNNING. */
        public final int running;

        /** How many of its tasks are FINISHED. */
        public final int finished;

        private Vertex(String id, String name, int parallelism, int running, int finished) {
            this.finished = finished;
            this.id = id;
            this.name = name;
            this.parallelism = parallelism;
            this.running = running;
        }

        private static Vertex of(JsonNode node) {
            return new Vertex(
                    node.path("id").asText(),
                    node.path("name").asText(),
                    node.path("parallelism").asInt(),
                    node.path("tasks").path("RUNNING").asInt(),
                    node.path("tasks").path("FINISHED").asInt());
        }

        /** How many of its tasks should run and do not. */
        public int missing() {
            return parallelism - running - finished;
        }
    }
}
