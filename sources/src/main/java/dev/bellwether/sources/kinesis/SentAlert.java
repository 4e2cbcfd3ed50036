// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The message of alert systems that only say that something happened: {@code alert_type}, {@code
 * symbol}, {@code anomalies}, {@code current_data}, {@code derived_metrics}, {@code detected_at},
 * {@code environment}. It is classified here, and fires; nobody ever sends its end.
 *
 * <table>
 *   <caption>Classification; later rows overrule earlier ones</caption>
 *   <tr><th>What it says</th><th>Severity, urgency, category, immediate</th></tr>
 *   <tr><td>anything</td><td>info, low, price_movement, false</td></tr>
 *   <tr><td>{@code financial_anomaly}, |{@code price_change_percent}| at least 15</td>
 *       <td>critical, high, immediate</td></tr>
 *   <tr><td>the same, at least 10</td><td>warning, medium</td></tr>
 *   <tr><td>an anomaly with {@code volume_spike}, {@code volume_ratio} at least 10</td>
 *       <td>critical, high</td></tr>
 *   <tr><td>an anomaly with {@code extreme_price_change}</td>
 *       <td>extreme_movement, immediate</td></tr>
 *   <tr><td>{@code system_event}</td><td>warning, medium, system</td></tr>
 *   <tr><td>{@code user_threshold_alert}</td><td>info, medium, user_defined</td></tr>
 * </table>
 *
 * <p>The rule of the alert is its type; urgency, category and immediate are labels. A system event
 * needs no symbol and is then about {@code SYSTEM}.
 */
final class SentAlert {

    private static final Pattern TYPE = Pattern.compile("[a-z0-9._-]{1,64}");

    /** No colon: it would not be told from the other parts of an identity. */
    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9._^=/+-]{1,32}");

    private static final int MOST_ANOMALIES = 10;
    private static final int LONGEST_TEXT = 100;

    private static final String FINANCIAL = "financial_anomaly";
    private static final String SYSTEM = "system_event";
    private static final String USER = "user_threshold_alert";

    private final JsonNode json;
    private final String type;
    private final double change;
    private final double ratio;
    private final List<String> anomalies = new ArrayList<>();

    private Severity severity = Severity.INFO;
    private String urgency = "low";
    private String category = "price_movement";
    private boolean immediate;

    private SentAlert(JsonNode json, String type) {
        this.json = json;
        this.type = type;
        JsonNode metrics = json.path("derived_metrics");
        this.change = number(metrics.path("price_change_percent"));
        this.ratio = number(metrics.path("volume_ratio"));
        for (JsonNode anomaly : json.path("anomalies")) {
            if (anomalies.size() < MOST_ANOMALIES && !anomaly.asText().isBlank()) {
                anomalies.add(cut(anomaly.asText()));
            }
        }
    }

    /**
     * Reads one.
     *
     * @param arrivalMillis stands for a time of detection that is not there
     * @param latest the latest time of detection that is believed
     */
    static Alert read(JsonNode json, long arrivalMillis, long latest)
            throws UnusableAlertException {
        String type = json.path("alert_type").asText().toLowerCase(Locale.ROOT);
        if (!TYPE.matcher(type).matches()) {
            throw new UnusableAlertException(
                    ReasonCode.UNEXPECTED_SHAPE,
                    "alert_type must be of letters, digits, '.', '_' and '-', at most 64");
        }
        String symbol = json.path("symbol").asText("").trim();
        if (symbol.isEmpty() && type.equals(SYSTEM)) {
            symbol = "SYSTEM";
        }
        if (!SYMBOL.matcher(symbol).matches()) {
            throw new UnusableAlertException(
                    ReasonCode.INVALID_SYMBOL,
                    "the alert has no symbol of at most 32 letters, digits and . _ ^ = / + -");
        }
        long detected = detected(json.path("detected_at"), arrivalMillis);
        if (detected <= 0 || detected > latest) {
            throw new UnusableAlertException(
                            ReasonCode.IMPLAUSIBLE_TIME,
                            "detected_at must be a time such as 2025-03-22T10:00:00Z, not more"
                                    + " than a day after the record arrived")
                    .of(symbol);
        }
        SentAlert sent = new SentAlert(json, type);
        sent.classify();
        return sent.alert(symbol, detected);
    }

    private void classify() {
        switch (type) {
            case FINANCIAL:
                classifyAnomaly();
                break;
            case SYSTEM:
                category = "system";
                severity = Severity.WARNING;
                urgency = "medium";
                break;
            case USER:
                category = "user_defined";
                urgency = "medium";
                break;
            default:
                break;
        }
    }

    private void classifyAnomaly() {
        double move = Math.abs(change);
        if (move >= 15) {
            severity = Severity.CRITICAL;
            urgency = "high";
            immediate = true;
        } else if (move >= 10) {
            severity = Severity.WARNING;
            urgency = "medium";
        }
        if (says("volume_spike") && ratio >= 10) {
            severity = Severity.CRITICAL;
            urgency = "high";
        }
        if (says("extreme_price_change")) {
            category = "extreme_movement";
            immediate = true;
        }
    }

    private boolean says(String words) {
        return anomalies.stream().anyMatch(anomaly -> anomaly.contains(words));
    }

    private Alert alert(String symbol, long detected) {
        Alert alert = new Alert();
        alert.id = type + ":" + symbol + ":" + detected;
        alert.rule = type;
        alert.symbol = symbol;
        alert.state = AlertState.FIRING;
        alert.severity = severity;
        alert.worst = severity;
        alert.headline =
                symbol + ": " + (anomalies.isEmpty() ? type : String.join(", ", anomalies));
        alert.startedMillis = detected;
        alert.changedMillis = detected;
        alert.entries = 1;
        TreeMap<String, String> facts = new TreeMap<>();
        put(facts, "price", number(json.path("current_data").path("price")));
        put(facts, "volume", number(json.path("current_data").path("volume")));
        put(facts, "price_change_percent", change);
        put(facts, "volume_ratio", ratio);
        alert.facts = pairs(facts);
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("category", category);
        labels.put("immediate", String.valueOf(immediate));
        labels.put("urgency", urgency);
        String environment = json.path("environment").asText("");
        if (!environment.isBlank()) {
            labels.put("environment", cut(environment));
        }
        alert.labels = pairs(labels);
        return alert;
    }

    private static long detected(JsonNode value, long arrivalMillis) {
        if (value.isMissingNode() || value.isNull()) {
            return arrivalMillis;
        }
        return value.isNumber()
                ? RecordTimes.ofEpoch(value.asDouble())
                : new RecordTimes().millis(value.asText(), null);
    }

    /** {@code NaN} if it is none. */
    private static double number(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        try {
            return value.isTextual() ? Double.parseDouble(value.asText()) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static void put(TreeMap<String, String> facts, String name, double value) {
        if (Double.isFinite(value)) {
            facts.put(name, String.valueOf(value));
        }
    }

    private static String[] pairs(TreeMap<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
