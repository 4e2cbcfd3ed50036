// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Bar;
import dev.bellwether.model.Timeframe;
import dev.bellwether.model.UsSessions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads bars. A symbol without data is not in the answer at all. A daily bar begins at midnight in
 * New York, whatever the offset to UTC is that day; its date is taken from its start.
 */
final class BarReader {

    private final String feed;
    private final boolean adjusted;
    private final Asked asked;

    /**
     * @param feed as it stands in the bars
     */
    BarReader(String feed, boolean adjusted, Asked asked) {
        this.feed = feed;
        this.adjusted = adjusted;
        this.asked = asked;
    }

    /** A page of daily bars, some for each symbol. */
    BarPage page(JsonNode body) {
        List<Bar> bars = new ArrayList<>();
        for (Map.Entry<String, JsonNode> symbol : AlpacaJson.map(body, "bars").properties()) {
            for (JsonNode bar : symbol.getValue()) {
                bars.add(session(symbol.getKey(), bar));
            }
        }
        return new BarPage(bars, AlpacaJson.nextPageToken(body));
    }

    /** The newest minute of each symbol. */
    List<Bar> latest(JsonNode body) {
        List<Bar> bars = new ArrayList<>();
        for (Map.Entry<String, JsonNode> symbol : AlpacaJson.map(body, "bars").properties()) {
            JsonNode json = symbol.getValue();
            if (!json.isNull()) {
                Bar bar = bar(symbol.getKey(), json);
                bar.timeframe = Timeframe.ONE_MINUTE;
                bar.startMillis = time(json).toEpochMilli();
                bar.endMillis = bar.startMillis + Duration.ofMinutes(1).toMillis();
                bars.add(bar);
            }
        }
        return bars;
    }

    private Bar session(String symbol, JsonNode json) {
        LocalDate date = time(json).atZone(UsSessions.ZONE).toLocalDate();
        Bar bar = bar(symbol, json);
        bar.timeframe = Timeframe.SESSION;
        bar.startMillis = date.atStartOfDay(UsSessions.ZONE).toInstant().toEpochMilli();
        bar.endMillis = date.plusDays(1).atStartOfDay(UsSessions.ZONE).toInstant().toEpochMilli();
        return bar;
    }

    private static Instant time(JsonNode json) {
        return Instant.parse(AlpacaJson.requiredText(json, "t"));
    }

    private Bar bar(String symbol, JsonNode json) {
        Bar bar = new Bar();
        bar.symbol = asked.as(symbol);
        bar.open = AlpacaJson.number(json, "o");
        bar.high = AlpacaJson.number(json, "h");
        bar.low = AlpacaJson.number(json, "l");
        bar.close = AlpacaJson.number(json, "c");
        bar.volume = AlpacaJson.number(json, "v");
        bar.vwap = AlpacaJson.number(json, "vw");
        bar.trades = json.path("n").asLong();
        bar.currency = "USD";
        bar.feed = feed;
        bar.adjusted = adjusted;
        return bar;
    }
}
