// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.operators.quality.QuoteCheck;
import dev.bellwether.sinks.deadletters.DeadLetterJson;
import dev.bellwether.sources.kinesis.QuoteRecordReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Judges which dead letters can go back, and makes records of them that the job's own reader reads.
 *
 * <p><b>As they are</b>: payloads that are records of a feed. The reader and the rules of the
 * validator are asked first, so nothing goes back that would only become the same dead letter.
 *
 * <p><b>With what they lack</b>: an answer of Bavest does not say of which symbol it is. It goes
 * back as {@code {"data":…,"symbol":…,"source":…}} with the letter's symbol and source, so its
 * quote has the feed that the polled one would have had, and the same key in Redis.
 *
 * <p><b>Not</b>: what was cut; what a sink refused (not a record of a feed); what a feed's order or
 * the symbol's history refused, unless it is forced or a field is set: unchanged, the same screen
 * would refuse it again.
 */
final class Repair {

    private static final Map<ReasonCode, String> HISTORY = new EnumMap<>(ReasonCode.class);

    static {
        HISTORY.put(ReasonCode.LATE, "would be late again (--force to put it back all the same)");
        HISTORY.put(
                ReasonCode.CONFLICTING_DUPLICATE,
                "another quote of that time was accepted (--force to put it back all the same)");
        HISTORY.put(
                ReasonCode.TOO_MANY_FEEDS,
                "went its way but for the bars (--force to put it back all the same)");
        String screen =
                "the screen would refuse or drop it again unless its figures are changed (--force"
                        + " if you have changed them)";
        HISTORY.put(ReasonCode.OUTLIER, screen);
        HISTORY.put(ReasonCode.UNEXPLAINED_JUMP, screen);
    }

    private static final ObjectReader JSON =
            ExactJson.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String BAVEST = "bavest";

    private final Map<String, JsonNode> fields;
    private final boolean force;
    private final QuoteRecordReader reader;
    private final QuoteCheck check;
    private final int maxBytes;

    /**
     * @param fields what is set in every record, by name
     * @param maxBytes the longest record that can be put back, its symbol included
     */
    Repair(
            Map<String, JsonNode> fields,
            boolean force,
            QuoteRecordReader reader,
            QuoteCheck check,
            int maxBytes) {
        this.fields = fields;
        this.force = force;
        this.reader = reader;
        this.check = check;
        this.maxBytes = maxBytes;
    }

    Repaired judge(FoundLetter found, long nowMillis) {
        DeadLetter letter = found.letter;
        if (found.truncated) {
            return Repaired.refused("only the start of it was kept");
        }
        if (letter.reason == ReasonCode.REFUSED_BY_SERVICE) {
            return Repaired.refused("it is what a sink wrote, not a record of a feed");
        }
        if (HISTORY.containsKey(letter.reason) && !force && fields.isEmpty()) {
            return Repaired.refused(HISTORY.get(letter.reason));
        }
        byte[] record;
        try {
            record = record(letter);
        } catch (IOException e) {
            return Repaired.refused("it is not JSON, so no field of it can be set");
        }
        return readable(record, nowMillis);
    }

    private byte[] record(DeadLetter letter) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(letter.payload);
        } catch (IOException e) {
            if (fields.isEmpty()) {
                return letter.payload;
            }
            throw e;
        }
        boolean changed = false;
        if (isAnswerOfBavest(letter, json)) {
            ObjectNode wrapped = ExactJson.MAPPER.createObjectNode();
            wrapped.set("data", json);
            json = wrapped.put("symbol", letter.symbol).put("source", letter.source);
            changed = true;
        }
        if (!fields.isEmpty()) {
            set(json);
            changed = true;
        }
        return changed ? ExactJson.MAPPER.writeValueAsBytes(json) : letter.payload;
    }

    /** Not one of our own quotes that the validator or the screen refused later. */
    private static boolean isAnswerOfBavest(DeadLetter letter, JsonNode json) {
        return BAVEST.equals(letter.source)
                && letter.symbol != null
                && letter.partition == null
                && json.isContainerNode()
                && !json.has("data")
                && !json.has("event_time_millis");
    }

    /** In the quote itself, not in what is around it; in each quote of a list. */
    private void set(JsonNode json) throws JsonProcessingException {
        if (json.isArray()) {
            for (JsonNode element : json) {
                set(element);
            }
        } else if (json.isObject() && json.path("data").isContainerNode()) {
            set(json.get("data"));
        } else if (json.isObject() && json.path("data_points").isArray()) {
            set(json.get("data_points"));
        } else if (json.isObject()) {
            ((ObjectNode) json).setAll(fields);
        }
    }

    private Repaired readable(byte[] record, long nowMillis) {
        List<Ingested> read = reader.read(record, "replay", null, null, nowMillis);
        for (Ingested ingested : read) {
            if (ingested.deadLetter != null) {
                return Repaired.refused("still " + label(ingested.deadLetter.reason));
            }
            if (check.objection(ingested.quote).isPresent()) {
                return Repaired.refused(
                        "a rule would refuse it again: "
                                + withoutFigures(check.objection(ingested.quote).get()));
            }
        }
        String symbol = read.get(0).quote.symbol;
        if (record.length + symbol.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            return Repaired.refused("longer than a record may be");
        }
        return Repaired.of(record, symbol, read.get(0).quote.eventTimeMillis);
    }

    private static String label(ReasonCode reason) {
        return DeadLetterJson.label(reason);
    }

    /** So that refusals of a kind count as one. */
    private static String withoutFigures(String objection) {
        return objection.replaceAll("'[^']*'", "…").replaceAll("-?\\d[\\dTZ:.,E+-]*", "…");
    }
}
