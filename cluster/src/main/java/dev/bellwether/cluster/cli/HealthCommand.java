// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.cluster.LocalCluster;
import dev.bellwether.cluster.health.Health;
import dev.bellwether.cluster.health.HealthCheck;
import dev.bellwether.cluster.health.Thresholds;
import dev.bellwether.cluster.rest.ClusterRest;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether a cluster and its job do what they should. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a cluster's REST API and says: healthy, degraded (and why), or down.",
            "Exit code: 0, 1, 2."
        })
final class HealthCommand implements Callable<Integer> {

    private static final URI DEMO = URI.create("http://127.0.0.1:8081");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Mixin private Place place;

    @Option(
            names = "--rest",
            paramLabel = "URL",
            description = "Default: the cluster that is up here, else the demo's port 8081.")
    private URI url;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Option(
            names = "--task-managers",
            paramLabel = "N",
            description = "How many there should be; default: as many as the cluster here had.")
    private Integer taskManagers;

    @Option(names = "--free-slots", paramLabel = "N", description = "How many should be (0).")
    private Integer freeSlots;

    @Option(
            names = "--restarts-within",
            paramLabel = "MINUTES",
            description = "How long a failure of the job counts (10).")
    private Integer restartsWithin;

    @Option(
            names = "--checkpoint-age",
            paramLabel = "INTERVALS",
            description = "How old the last checkpoint may be (3; never less than 30 s).")
    private Double checkpointAge;

    @Option(
            names = "--checkpoint-duration",
            paramLabel = "SECONDS",
            description = "How long a checkpoint may take (60).")
    private Integer checkpointDuration;

    @Option(
            names = "--back-pressure",
            paramLabel = "PERCENT",
            description = "Of its time, that a task may be held up (50).")
    private Integer backPressure;

    @Option(
            names = "--event-time-lag",
            paramLabel = "SECONDS",
            description = "How far event time may be behind the clock; not judged unless given.")
    private Integer eventTimeLag;

    @Option(
            names = "--poll-age",
            paramLabel = "SECONDS",
            description = "Age of the last usable answer of a provider (300).")
    private Integer pollAge;

    @Option(
            names = "--dead-letters",
            paramLabel = "PERCENT",
            description = "Of what came in, that may be dead letters (5).")
    private Integer deadLetters;

    @Option(
            names = "--redis-flush",
            paramLabel = "MILLIS",
            description = "How long Redis may take for what waits (1000).")
    private Integer redisFlush;

    @Override
    public Integer call() {
        Optional<LocalCluster> cluster = url == null ? place.find() : Optional.empty();
        URI target = url != null ? url : cluster.map(found -> found.rest().base()).orElse(DEMO);
        Health health =
                new HealthCheck(
                                new ClusterRest(target),
                                thresholds(cluster),
                                Clock.systemUTC(),
                                PAUSE)
                        .now();
        print(target, health);
        return health.status().ordinal();
    }

    private Thresholds thresholds(Optional<LocalCluster> cluster) {
        Thresholds thresholds = new Thresholds();
        thresholds.taskManagers =
                taskManagers != null
                        ? taskManagers
                        : cluster.map(LocalCluster::taskManagersAtStart).orElse(0);
        given(freeSlots).ifPresent(slots -> thresholds.freeSlots = slots.intValue());
        given(restartsWithin)
                .ifPresent(m -> thresholds.restartsWithin = Duration.ofMinutes(m.longValue()));
        given(checkpointAge).ifPresent(n -> thresholds.checkpointAgeIntervals = n.doubleValue());
        given(checkpointDuration)
                .ifPresent(s -> thresholds.checkpointDuration = Duration.ofSeconds(s.longValue()));
        given(backPressure).ifPresent(p -> thresholds.backPressure = p.doubleValue() / 100);
        given(eventTimeLag)
                .ifPresent(s -> thresholds.eventTimeLag = Duration.ofSeconds(s.longValue()));
        given(pollAge).ifPresent(s -> thresholds.pollAge = Duration.ofSeconds(s.longValue()));
        given(deadLetters).ifPresent(p -> thresholds.deadLetterShare = p.doubleValue() / 100);
        given(redisFlush)
                .ifPresent(ms -> thresholds.redisFlush = Duration.ofMillis(ms.longValue()));
        return thresholds;
    }

    private static Optional<Number> given(Number option) {
        return Optional.ofNullable(option);
    }

    private void print(URI target, Health health) {
        PrintWriter out = place.out();
        String status = health.status().name().toLowerCase(Locale.ROOT);
        if (json) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            node.put("status", status).put("rest", target.toString());
            ArrayNode reasons = node.putArray("reasons");
            health.reasons().forEach(reasons::add);
            out.println(node);
        } else {
            out.println(status);
            health.reasons().forEach(reason -> out.println("  " + reason));
        }
        out.flush();
    }
}
