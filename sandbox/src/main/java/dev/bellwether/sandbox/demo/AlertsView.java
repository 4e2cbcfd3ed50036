// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what became of alerts: how many there are, how many messages were told, and what was not
 * told to whom, and why. Reads the files that the job has finished, each once.
 */
final class AlertsView {

    /** The way of an alert to somebody ends with one of these; all others are reasons. */
    private static final String TOLD = "told";

    private final Path alerts;
    private final Path deliveries;
    private final Set<Path> read = new HashSet<>();
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private int messages;

    AlertsView(Path files) {
        alerts = files.resolve("alerts");
        deliveries = files.resolve("deliveries");
    }

    void show(PrintWriter out) throws IOException {
        forEachNew(alerts, alert -> states.put(text(alert, "id"), text(alert, "state")));
        forEachNew(deliveries, this::count);
        long fire = states.values().stream().filter("firing"::equals).count();
        out.printf(
                Locale.ROOT,
                "  alerts: %d raised, %d fire now; %d messages told%n",
                states.size(),
                fire,
                messages);
        if (!reasons.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "  not told: %s%n",
                    reasons.entrySet().stream()
                            .map(reason -> reason.getValue() + " " + reason.getKey())
                            .collect(Collectors.joining(", ")));
        }
        out.flush();
    }

    /** One for each alert and recipient. */
    private void count(JsonNode decision) {
        String verdict = text(decision, "verdict");
        if (verdict.equals(TOLD)) {
            messages++;
            return;
        }
        String who =
                Stream.of(Json.mapper().convertValue(decision.path("recipients"), String[].class))
                        .limit(3)
                        .collect(Collectors.joining(", "));
        String why = verdict.replace('_', ' ');
        String detail =
                verdict.equals("silenced") || who.isEmpty()
                        ? detail(text(decision, "detail"))
                        : who;
        int recipients = Math.max(1, decision.path("recipients").size());
        reasons.merge(
                detail.isEmpty() ? why : why + " (" + detail + ")",
                decision.path("alerts").size() * recipients,
                Integer::sum);
    }

    /** An alert that stands for another is of too many names; its rule will do. */
    private static String detail(String detail) {
        String[] parts = detail.split(":");
        return parts[0].equals("inhibition") && parts.length > 1 ? parts[1] : detail;
    }

    private void forEachNew(Path folder, Consumer<JsonNode> line) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> finished =
                    all.filter(file -> file.toString().endsWith(".jsonl"))
                            // What begins with a dot is not finished.
                            .filter(file -> !file.getFileName().toString().startsWith("."))
                            .filter(Files::isRegularFile)
                            .filter(file -> !read.contains(file))
                            .sorted()
                            .collect(Collectors.toList());
            for (Path file : finished) {
                for (String text : Files.readAllLines(file, UTF_8)) {
                    line.accept(Json.mapper().readTree(text));
                }
                read.add(file);
            }
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
