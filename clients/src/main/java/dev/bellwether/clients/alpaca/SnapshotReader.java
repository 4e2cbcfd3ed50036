// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Quote;
import dev.bellwether.model.UsSessions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes quotes of snapshots, any part of which may be missing.
 *
 * <p>The price is that of the last trade; without one the close of the last minute; without that
 * the mid of a quote that has both sides. Who has none of these has no quote.
 */
final class SnapshotReader {

    private final String feed;
    private final Asked asked;

    SnapshotReader(String feed, Asked asked) {
        this.feed = feed;
        this.asked = asked;
    }

    List<Quote> read(JsonNode body, long receivedMillis) {
        if (!body.isObject()) {
            throw new IllegalArgumentException("there is no map of snapshots");
        }
        List<Quote> quotes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> symbol : body.properties()) {
            Quote quote = price(asked.as(symbol.getKey()), symbol.getValue());
            if (quote != null) {
                session(quote, symbol.getValue());
                quote.currency = "USD";
                quote.feed = feed;
                quote.receivedMillis = receivedMillis;
                quotes.add(quote);
            }
        }
        return quotes;
    }

    private static Quote price(String symbol, JsonNode snapshot) {
        JsonNode trade = snapshot.path("latestTrade");
        double price = AlpacaJson.number(trade, "p");
        if (price > 0) {
            return Quote.of(symbol, price, time(trade).toEpochMilli());
        }
        JsonNode minute = snapshot.path("minuteBar");
        double close = AlpacaJson.number(minute, "c");
        if (close > 0) {
            Instant end = time(minute).plus(Duration.ofMinutes(1));
            return Quote.of(symbol, close, end.toEpochMilli());
        }
        JsonNode quote = snapshot.path("latestQuote");
        double bid = AlpacaJson.number(quote, "bp");
        double ask = AlpacaJson.number(quote, "ap");
        return bid > 0 && ask > 0
                ? Quote.of(symbol, (bid + ask) / 2, time(quote).toEpochMilli())
                : null;
    }

    /** A daily bar is of the day of the price, or the last one before it. */
    private static void session(Quote quote, JsonNode snapshot) {
        JsonNode daily = snapshot.path("dailyBar");
        if (!daily.has("t")) {
            return;
        }
        LocalDate today = date(Instant.ofEpochMilli(quote.eventTimeMillis));
        if (!date(time(daily)).equals(today)) {
            quote.previousClose = AlpacaJson.number(daily, "c");
            return;
        }
        quote.open = AlpacaJson.number(daily, "o");
        quote.high = AlpacaJson.number(daily, "h");
        quote.low = AlpacaJson.number(daily, "l");
        quote.dayVolume = AlpacaJson.number(daily, "v");
        quote.previousClose = AlpacaJson.number(snapshot.path("prevDailyBar"), "c");
    }

    private static LocalDate date(Instant time) {
        return time.atZone(UsSessions.ZONE).toLocalDate();
    }

    private static Instant time(JsonNode json) {
        return Instant.parse(AlpacaJson.requiredText(json, "t"));
    }
}
