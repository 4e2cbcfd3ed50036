// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads rules from JSON, {@code {"rules": [ … ]}}, and checks each as a whole: one that is wrong is
 * refused with all that is wrong with it, the others are taken.
 *
 * <p>A rule may be wrapped, as in the items of a table: {@code {"id": "a", "rule": "{ … }"}}, with
 * the rule as an object or as its JSON text; what else is in the wrapping is not looked at.
 */
public final class RuleReader {

    /** What came of a text. Immutable. */
    public static final class Result {

        private final List<AlertRule> rules;
        private final List<String> refused;
        private final List<String> problems;

        private Result(List<AlertRule> rules, List<String> refused, List<String> problems) {
            this.rules = List.copyOf(rules);
            this.refused = List.copyOf(refused);
            this.problems = List.copyOf(problems);
        }

        /** The rules that can be used. */
        public List<AlertRule> rules() {
            return rules;
        }

        /** Identifiers of those that cannot, as far as they have one. */
        public List<String> refused() {
            return refused;
        }

        /** One sentence for each thing that is wrong, with the rule that it is in. */
        public List<String> problems() {
            return problems;
        }
    }

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private static final String ID_FIELD = "id";
    private static final String RULE = "rule";

    private static final ObjectReader READER =
            Json.mapper()
                    .readerFor(AlertRule.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private RuleReader() {}

    /**
     * @throws IllegalArgumentException if the text is no such JSON: then nothing of it counts
     */
    public static Result read(String text) {
        JsonNode list;
        try {
            list = Json.mapper().readTree(text).path("rules");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(where(e), e);
        }
        if (!list.isArray()) {
            throw new IllegalArgumentException("must be an object with a list named rules");
        }
        List<AlertRule> rules = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String id = list.get(i).path("id").asText("");
            List<String> wrong = new ArrayList<>();
            JsonNode json = list.get(i).has(RULE) ? unwrapped(list.get(i), wrong) : list.get(i);
            AlertRule rule = json == null ? null : rule(json, wrong);
            if (!ID.matcher(id).matches()) {
                wrong.add("id must be of a-z, 0-9, '.', '_' and '-', at most 64, was '" + id + "'");
            } else if (!ids.add(id)) {
                wrong.add("another rule has the same id");
            }
            if (rule != null && hasAll(rule, wrong)) {
                CompiledRule.of(rule, wrong);
            }
            if (wrong.isEmpty()) {
                rules.add(rule);
                continue;
            }
            refused.add(id);
            String name = id.isEmpty() ? "rule number " + (i + 1) : "rule " + id;
            wrong.forEach(problem -> problems.add(name + ": " + problem));
        }
        refused.removeIf(id -> rules.stream().anyMatch(rule -> rule.id.equals(id)));
        return new Result(rules, refused, problems);
    }

    /** {@code null} if there is no rule in it. */
    private static JsonNode unwrapped(JsonNode wrapping, List<String> wrong) {
        JsonNode rule = wrapping.get(RULE);
        if (rule.isTextual()) {
            try {
                rule = Json.mapper().readTree(rule.textValue());
            } catch (JsonProcessingException e) {
                wrong.add("rule, " + where(e));
                return null;
            }
        }
        if (!rule.isObject()) {
            wrong.add("rule must be a JSON object");
            return null;
        }
        ObjectNode named = rule.deepCopy();
        if (!wrapping.path(ID_FIELD).equals(named.path(ID_FIELD)) && named.has(ID_FIELD)) {
            wrong.add("rule has another id, " + named.get(ID_FIELD));
        }
        return named.set(ID_FIELD, wrapping.path(ID_FIELD));
    }

    private static String where(JsonProcessingException e) {
        return "line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ": "
                + e.getOriginalMessage();
    }

    /** JSON may say null wherever there is a default. */
    private static boolean hasAll(AlertRule rule, List<String> wrong) {
        int before = wrong.size();
        given("description", rule.description, wrong);
        given("severity", rule.severity, wrong);
        given("headline", rule.headline, wrong);
        given("levels", rule.levels, wrong);
        given("labels", rule.labels, wrong);
        given("links", rule.links, wrong);
        given("symbols", rule.symbols, wrong);
        given("asset_classes", rule.assetClasses, wrong);
        return wrong.size() == before;
    }

    private static void given(String name, Object value, List<String> wrong) {
        boolean missing =
                value == null
                        || (value instanceof Map && ((Map<?, ?>) value).containsValue(null))
                        || (value instanceof List
                                && ((List<?>) value).stream().anyMatch(Objects::isNull));
        if (missing) {
            wrong.add(name + " must not be null, nor anything in it");
        }
    }

    private static AlertRule rule(JsonNode json, List<String> wrong) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            wrong.add(e.getOriginalMessage());
        } catch (IOException e) {
            wrong.add(e.getMessage());
        }
        return null;
    }

    /** One that was checked before. */
    static AlertRule parse(String json) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no rule: " + e.getOriginalMessage(), e);
        }
    }
}
