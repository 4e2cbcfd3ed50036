// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.clients.Fetched;
import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads pages of daily bars. A symbol without data is not in the answer at all. A bar begins at
 * midnight in New York, whatever the offset to UTC is that day; its date is taken from its start.
 */
final class BarReader {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final String feed;
    private final boolean adjusted;
    private final Map<String, String> askedAs;

    /**
     * @param feed as it stands in the bars
     * @param askedAs by Alpaca's symbol: the one that was asked for
     */
    BarReader(String feed, boolean adjusted, Map<String, String> askedAs) {
        this.feed = feed;
        this.adjusted = adjusted;
        this.askedAs = askedAs;
    }

    /**
     * @param redact masks keys in what is kept of a body that cannot be read
     */
    Fetched<BarPage> read(byte[] body, long nowMillis, UnaryOperator<byte[]> redact) {
        try {
            JsonNode page = Json.mapper().readTree(body);
            JsonNode bars = page.path("bars");
            if (!page.isObject() || !(bars.isObject() || bars.isNull())) {
                return unreadable(
                        ReasonCode.UNEXPECTED_SHAPE,
                        "there is no map of bars",
                        body,
                        nowMillis,
                        redact);
            }
            List<Bar> read = new ArrayList<>();
            for (Map.Entry<String, JsonNode> symbol : bars.properties()) {
                for (JsonNode bar : symbol.getValue()) {
                    read.add(session(symbol.getKey(), bar));
                }
            }
            String token = page.path("next_page_token").textValue();
            return Fetched.available(
                    new BarPage(read, token == null || token.isEmpty() ? null : token));
        } catch (JsonProcessingException e) {
            return unreadable(
                    ReasonCode.MALFORMED, e.getOriginalMessage(), body, nowMillis, redact);
        } catch (DateTimeException | IllegalArgumentException e) {
            return unreadable(ReasonCode.UNEXPECTED_SHAPE, e.getMessage(), body, nowMillis, redact);
        } catch (IOException e) {
            return unreadable(ReasonCode.MALFORMED, e.getMessage(), body, nowMillis, redact);
        }
    }

    private Bar session(String symbol, JsonNode json) {
        LocalDate date = Instant.parse(json.path("t").asText()).atZone(NEW_YORK).toLocalDate();
        Bar bar = new Bar();
        bar.symbol = askedAs.getOrDefault(symbol, symbol);
        bar.timeframe = Timeframe.SESSION;
        bar.startMillis = date.atStartOfDay(NEW_YORK).toInstant().toEpochMilli();
        bar.endMillis = date.plusDays(1).atStartOfDay(NEW_YORK).toInstant().toEpochMilli();
        bar.open = json.path("o").asDouble(Double.NaN);
        bar.high = json.path("h").asDouble(Double.NaN);
        bar.low = json.path("l").asDouble(Double.NaN);
        bar.close = json.path("c").asDouble(Double.NaN);
        bar.volume = json.path("v").asDouble(Double.NaN);
        bar.vwap = json.path("vw").asDouble(Double.NaN);
        bar.trades = json.path("n").asLong();
        bar.currency = "USD";
        bar.feed = feed;
        bar.adjusted = adjusted;
        return bar;
    }

    private Fetched<BarPage> unreadable(
            ReasonCode reason,
            String message,
            byte[] body,
            long nowMillis,
            UnaryOperator<byte[]> redact) {
        return Fetched.unreadable(
                DeadLetter.of(feed, reason, message, redact.apply(body), nowMillis));
    }
}
