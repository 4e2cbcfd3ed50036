// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.bellwether.model.Alert;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.IngestedAlert;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a change of an alert of one record's bytes, JSON in UTF-8: our own {@link Alert}, as the
 * alerts pipeline publishes it, or a {@link SentAlert}, which has an {@code alert_type}.
 *
 * <p>Nothing is lost and nothing thrown: whatever else it is comes back as a dead letter with its
 * reason, the bytes, the shard and the sequence number. What keeps an alert back ({@code
 * suppressed_by}) is not taken over: that is up to who tells people of it.
 */
final class AlertRecordReader {

    /** How far an event may be younger than its arrival; it would outdate all that follow. */
    private static final Duration FUTURE_TOLERANCE = Duration.ofDays(1);

    /** A rule has 64 characters at most, a time of start 13. */
    private static final int LONGEST_ID = 256;

    private static final ObjectReader JSON =
            Json.mapper()
                    .reader()
                    // Python writes NaN.
                    .with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature())
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final int maxBytes;

    /**
     * @param maxBytes the longest record that is looked at
     */
    AlertRecordReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Reads one record.
     *
     * @param source where it came from, for dead letters: {@code kinesis:STREAM}
     * @param arrivalMillis when it arrived in the stream
     */
    IngestedAlert read(
            byte[] record, String source, String shard, String sequenceNumber, long arrivalMillis) {
        try {
            return read(record, arrivalMillis);
        } catch (UnusableAlertException e) {
            DeadLetter letter =
                    DeadLetter.of(source, e.reason(), e.getMessage(), record, arrivalMillis)
                            .at(shard, sequenceNumber);
            letter.symbol = e.symbol();
            return IngestedAlert.of(letter);
        }
    }

    private IngestedAlert read(byte[] record, long arrivalMillis) throws UnusableAlertException {
        if (record.length > maxBytes) {
            throw new UnusableAlertException(
                    ReasonCode.OVERSIZED,
                    "the record has " + record.length + " bytes, allowed are " + maxBytes);
        }
        JsonNode json = parse(record);
        long latest = arrivalMillis + FUTURE_TOLERANCE.toMillis();
        if (json.isObject() && json.has("alert_type")) {
            return IngestedAlert.endless(SentAlert.read(json, arrivalMillis, latest));
        }
        if (json.isObject() && json.has("id") && json.has("rule") && json.has("state")) {
            return IngestedAlert.of(checked(json, latest));
        }
        throw new UnusableAlertException(
                ReasonCode.UNEXPECTED_SHAPE,
                "the record is no alert: it has neither id, rule and state nor alert_type");
    }

    private static JsonNode parse(byte[] record) throws UnusableAlertException {
        try {
            JsonNode json = JSON.readTree(record);
            if (json.isMissingNode()) {
                throw new UnusableAlertException(ReasonCode.EMPTY, "the record is empty");
            }
            return json;
        } catch (IOException e) {
            throw new UnusableAlertException(
                    ReasonCode.MALFORMED, "the record is not JSON in UTF-8 to its end");
        }
    }

    private static Alert checked(JsonNode json, long latest) throws UnusableAlertException {
        Alert alert = alert(json);
        List<String> problems = new ArrayList<>();
        require(alert.rule, "rule", problems);
        require(alert.symbol, "symbol", problems);
        require(alert.headline, "headline", problems);
        String prefix = alert.rule + ":" + alert.symbol + ":";
        if (alert.id == null || !alert.id.startsWith(prefix) || alert.id.length() > LONGEST_ID) {
            problems.add("id must be rule:symbol:start, at most " + LONGEST_ID + " characters");
        }
        if (alert.state == null || alert.severity == null) {
            problems.add("state and severity are required");
        }
        if (alert.revision < 0) {
            problems.add("revision must not be negative");
        }
        alert.facts = pairs(alert.facts, "facts", problems);
        alert.labels = pairs(alert.labels, "labels", problems);
        alert.links = pairs(alert.links, "links", problems);
        if (!problems.isEmpty()) {
            throw new UnusableAlertException(
                            ReasonCode.UNEXPECTED_SHAPE,
                            "the alert cannot be used: " + String.join("; ", problems))
                    .of(alert.symbol);
        }
        if (alert.startedMillis <= 0
                || alert.changedMillis < alert.startedMillis
                || alert.changedMillis > latest) {
            throw new UnusableAlertException(
                            ReasonCode.IMPLAUSIBLE_TIME,
                            "the alert started at "
                                    + alert.startedMillis
                                    + " and changed at "
                                    + alert.changedMillis
                                    + ", more than a day after it arrived, or before it started")
                    .of(alert.symbol);
        }
        alert.worst = alert.worst == null ? alert.severity : alert.worst;
        alert.prices = alert.prices == null ? new double[0] : alert.prices;
        alert.suppressedBy = null;
        return alert;
    }

    private static Alert alert(JsonNode json) throws UnusableAlertException {
        try {
            return Json.mapper().treeToValue(json, Alert.class);
        } catch (JsonMappingException e) {
            String field =
                    e.getPath().isEmpty() ? "one of its fields" : e.getPath().get(0).getFieldName();
            throw new UnusableAlertException(
                    ReasonCode.UNEXPECTED_SHAPE, "the alert's " + field + " cannot be read");
        } catch (IOException e) {
            throw new UnusableAlertException(
                    ReasonCode.UNEXPECTED_SHAPE, "the alert cannot be read");
        }
    }

    private static void require(String text, String name, List<String> problems) {
        if (text == null || text.isBlank()) {
            problems.add(name + " is required");
        }
    }

    private static String[] pairs(String[] texts, String name, List<String> problems) {
        if (texts == null) {
            return new String[0];
        }
        for (String text : texts) {
            if (text == null || text.indexOf('=') < 1) {
                problems.add(name + " must be such as name=value");
                break;
            }
        }
        return texts;
    }
}
