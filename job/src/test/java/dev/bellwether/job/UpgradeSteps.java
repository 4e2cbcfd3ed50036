// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The input of an upgrade: step by step what the provider answers for each symbol. Stored beside
 * the savepoint, because it must never change for a version that was released.
 */
final class UpgradeSteps {

    static final List<String> SYMBOLS = List.of("AAPL", "BRK.B", "GE", "JPM", "MSFT", "XOM");

    /** The savepoint is taken after this one, in the middle of a minute and of five minutes. */
    static final int LAST_BEFORE = 12;

    private static final int STEPS_OF_DAY_ONE = 20;
    private static final int STEPS = 24;

    /** 2024-03-04 14:30 UTC, 9:30 in New York. */
    private static final long OPENING_SECONDS = 1_709_562_600L;

    private static final long DAY_SECONDS = 86_400L;
    private static final long APART_SECONDS = 30L;

    /** In each step, by symbol, the body that the provider answers with. */
    private final List<Map<String, JsonNode>> steps;

    private UpgradeSteps(List<Map<String, JsonNode>> steps) {
        this.steps = steps;
    }

    int count() {
        return steps.size();
    }

    Map<String, JsonNode> answers(int step) {
        return steps.get(step);
    }

    static UpgradeSteps read(Path file) throws IOException {
        List<Map<String, JsonNode>> steps = new ArrayList<>();
        for (String line : Files.readAllLines(file, UTF_8)) {
            Map<String, JsonNode> answers = new TreeMap<>();
            Json.mapper()
                    .readTree(line)
                    .properties()
                    .forEach(entry -> answers.put(entry.getKey(), entry.getValue()));
            steps.add(answers);
        }
        return new UpgradeSteps(steps);
    }

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map<String, JsonNode> answers : steps) {
            lines.add(Json.mapper().writeValueAsString(answers));
        }
        Files.write(file, lines, UTF_8);
    }

    /**
     * Two sessions of random walks, a quote every half minute; around the savepoint a symbol each
     * for what the state must carry over it:
     *
     * <ul>
     *   <li>GE is two thirds of the way to a new level that nothing explains (two refused, the
     *       third confirms it);
     *   <li>right after it nobody has anything new but JPM, a straggler from before the savepoint;
     *       event time stands, so that its minute has not passed whether the job was stopped or
     *       not;
     *   <li>XOM brings other figures for the time of its last quote: a conflict, if the remembered
     *       quotes have come over;
     *   <li>MSFT has split when the second session begins.
     * </ul>
     */
    static UpgradeSteps make() {
        Random random = new Random(20240304);
        double[] prices = {172.25, 408.5, 158, 185.75, 412.5, 104.25};
        long[] volumes = new long[SYMBOLS.size()];
        double[] closes = prices.clone();
        List<Map<String, JsonNode>> steps = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            boolean secondDay = step >= STEPS_OF_DAY_ONE;
            long time =
                    OPENING_SECONDS
                            + (secondDay ? DAY_SECONDS : 0)
                            + APART_SECONDS * (secondDay ? step - STEPS_OF_DAY_ONE : step);
            if (step == STEPS_OF_DAY_ONE) {
                closes = prices.clone();
                volumes = new long[SYMBOLS.size()];
                closes[4] = Math.rint(closes[4] * 25) / 100;
                prices[4] = closes[4];
            }
            Map<String, JsonNode> answers = new TreeMap<>();
            for (int i = 0; i < prices.length; i++) {
                double moved = prices[i] * Math.exp(0.001 * random.nextGaussian());
                prices[i] = Math.rint(moved * 100) / 100;
                volumes[i] += random.nextInt(90_000);
                answers.put(SYMBOLS.get(i), body(prices[i], closes[i], time, volumes[i]));
            }
            if (step >= LAST_BEFORE - 1) {
                // Nothing but the price, half again as high.
                ObjectNode ge = (ObjectNode) answers.get("GE");
                ge.put("c", Math.rint(ge.path("c").asDouble() * 150) / 100);
                ge.remove(List.of("h", "l", "o", "pc"));
            }
            if (step == LAST_BEFORE + 1) {
                ObjectNode conflict = steps.get(LAST_BEFORE).get("XOM").deepCopy();
                answers.put("XOM", conflict.put("v", conflict.path("v").asLong() + 1));
            }
            steps.add(answers);
        }
        Map<String, JsonNode> straggler = new TreeMap<>(steps.get(LAST_BEFORE));
        ObjectNode jpm = steps.get(LAST_BEFORE - 1).get("JPM").deepCopy();
        straggler.put("JPM", jpm.put("t", jpm.path("t").asLong() + 23));
        steps.add(LAST_BEFORE + 1, straggler);
        return new UpgradeSteps(steps);
    }

    private static ObjectNode body(double price, double previousClose, long time, long volume) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("c", price).put("h", Math.max(price, previousClose) + 2);
        body.put("l", Math.min(price, previousClose) - 2).put("o", previousClose);
        body.put("pc", previousClose).put("t", time).put("v", volume).put("currency", "USD");
        body.putObject("metrics").put("eps", 6.25);
        return body;
    }
}
