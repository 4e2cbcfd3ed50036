// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.health;

import dev.bellwether.cluster.rest.ClusterRest;
import dev.bellwether.cluster.rest.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The metrics of a job that are judged, each from every task that has it. */
final class Figures {

    static final String BACK_PRESSURE = "backPressuredTimeMsPerSecond";
    static final String EVENT_TIME_LAG = "eventTimeLagMillis";
    static final String POLL_AGE = "lastSuccessAgeMillis";
    static final String POLLING_STOPPED = "pollingStopped";
    static final String DEAD_LETTERS = "deadLetters";
    static final String REJECTED = "quotesRejected";
    static final String ACCEPTED = "Stage.validator.quotesAccepted";
    static final String REDIS_FLUSH = "flushDurationMillis";

    private static final Set<String> JUDGED =
            Set.of(
                    BACK_PRESSURE,
                    EVENT_TIME_LAG,
                    POLL_AGE,
                    POLLING_STOPPED,
                    DEAD_LETTERS,
                    REJECTED,
                    ACCEPTED,
                    REDIS_FLUSH);

    /** Name of the vertex, then of the metric in full, to its value. */
    private final Map<String, Map<String, Double>> byVertex;

    private Figures(Map<String, Map<String, Double>> byVertex) {
        this.byVertex = byVertex;
    }

    static Figures of(ClusterRest rest, Job job) {
        Map<String, Map<String, Double>> byVertex = new TreeMap<>();
        for (Job.Vertex vertex : job.vertices) {
            List<String> names =
                    rest.metricNames(job.id, vertex.id).stream()
                            .filter(name -> JUDGED.stream().anyMatch(end -> isCalled(name, end)))
                            .collect(Collectors.toList());
            byVertex.put(vertex.name, rest.metrics(job.id, vertex.id, names));
        }
        return new Figures(byVertex);
    }

    private static boolean isCalled(String name, String end) {
        return name.endsWith("." + end);
    }

    /** The names of all vertices. */
    Set<String> vertices() {
        return byVertex.keySet();
    }

    /** The greatest value in the tasks of one vertex. */
    OptionalDouble most(String vertex, String metric) {
        return values(vertex, metric).max();
    }

    /** The least value in the tasks of one vertex. */
    OptionalDouble least(String vertex, String metric) {
        return values(vertex, metric).min();
    }

    /** The sum over the whole job; 0 where nothing is called so. */
    double sum(String metric) {
        List<Double> sums = new ArrayList<>();
        byVertex.keySet().forEach(vertex -> sums.add(values(vertex, metric).sum()));
        return sums.stream().mapToDouble(Double::doubleValue).sum();
    }

    private DoubleStream values(String vertex, String metric) {
        return byVertex.get(vertex).entrySet().stream()
                .filter(entry -> isCalled(entry.getKey(), metric))
                .mapToDouble(Map.Entry::getValue);
    }
}
