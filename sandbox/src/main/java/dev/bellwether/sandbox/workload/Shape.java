// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SignalDirection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The shapes of records that producers put on the desk's stream. A symbol keeps its shape, as each
 * producer has its own symbols.
 */
public enum Shape {
    /** Our own quote with everything that it can say, a signal and a P/E ratio among it. */
    OWN_QUOTE {
        @Override
        void complete(Quote quote) {
            quote.feed = "desk";
            quote.currency = "USD";
            quote.peRatio = Math.rint(quote.price / quote.eps * 1000) / 1000;
            quote.signalStrength = (quote.price - quote.low) / (quote.high - quote.low);
            quote.signalDirection =
                    quote.price > quote.open ? SignalDirection.BUY : SignalDirection.SELL;
        }

        @Override
        JsonNode write(List<Quote> quotes) {
            return Json.mapper().valueToTree(quotes.get(0));
        }
    },

    /** A {@code real_time_quote}; change percent is text, as its producer writes it. */
    REAL_TIME_QUOTE {
        @Override
        void complete(Quote quote) {
            quote.eps = Double.NaN;
        }

        @Override
        JsonNode write(List<Quote> quotes) {
            Quote quote = quotes.get(0);
            double change = quote.price - quote.previousClose;
            ObjectNode json =
                    Json.mapper()
                            .createObjectNode()
                            .put("symbol", quote.symbol)
                            .put("open", quote.open)
                            .put("high", quote.high)
                            .put("low", quote.low)
                            .put("price", quote.price)
                            .put("volume", (long) quote.dayVolume)
                            .put("latest_trading_day", timestamp(quote).substring(0, 10))
                            .put("previous_close", quote.previousClose)
                            .put("change", change)
                            .put("change_percent", percent(change / quote.previousClose));
            return json.put("timestamp", timestamp(quote)).put("data_type", "real_time_quote");
        }
    },

    /** A record of the replaced poller: Bavest's answer in an envelope, with the symbol in it. */
    WRAPPED_BAVEST {
        @Override
        void complete(Quote quote) {
            quote.currency = "USD";
        }

        @Override
        JsonNode write(List<Quote> quotes) {
            Quote quote = quotes.get(0);
            ObjectNode record = Json.mapper().createObjectNode();
            ObjectNode data =
                    record.putObject("data")
                            .put("symbol", quote.symbol)
                            .put("currency", quote.currency)
                            .put("c", quote.price)
                            .put("d", quote.price - quote.previousClose)
                            .put("h", quote.high)
                            .put("l", quote.low)
                            .put("o", quote.open)
                            .put("pc", quote.previousClose)
                            .put("t", quote.eventTimeMillis / 1000)
                            .put("v", (long) quote.dayVolume);
            ObjectNode metrics = data.putObject("metrics");
            if (Double.isNaN(quote.eps)) {
                metrics.putNull("eps");
            } else {
                metrics.put("eps", quote.eps);
            }
            metrics.putNull("pe/ratio");
            return record.put("ingestion_timestamp", timestamp(quote))
                    .put("source", "bavest_api")
                    .put("lambda_request_id", "unknown");
        }
    },

    /**
     * Several points in one record, newest first, as its producer has them. What a point says of
     * high, low and volume is about its interval, so of the session's a reader learns nothing.
     */
    INTRADAY {
        @Override
        int quotesPerRecord() {
            return 8;
        }

        @Override
        void complete(Quote quote) {
            quote.open = Double.NaN;
            quote.high = Double.NaN;
            quote.low = Double.NaN;
            quote.previousClose = Double.NaN;
            quote.dayVolume = Double.NaN;
            quote.eps = Double.NaN;
        }

        @Override
        JsonNode write(List<Quote> quotes) {
            Quote newest = quotes.get(quotes.size() - 1);
            ObjectNode record =
                    Json.mapper()
                            .createObjectNode()
                            .put("symbol", newest.symbol)
                            .put("interval", "10min")
                            .put("last_refreshed", timestamp(newest))
                            .put("timezone", "UTC")
                            .put("data_type", "intraday")
                            .put("timestamp", timestamp(newest));
            ArrayNode points = record.putArray("data_points");
            for (int i = quotes.size() - 1; i >= 0; i--) {
                Quote quote = quotes.get(i);
                double before = i == 0 ? quote.price : quotes.get(i - 1).price;
                points.addObject()
                        .put("timestamp", timestamp(quote))
                        .put("open", before)
                        .put("high", Math.max(before, quote.price))
                        .put("low", Math.min(before, quote.price))
                        .put("close", quote.price)
                        .put("volume", 100 + i);
            }
            return record;
        }
    },

    /** A {@code crypto_quote}: price and volume only. */
    CRYPTO_QUOTE {
        @Override
        void complete(Quote quote) {
            quote.assetClass = AssetClass.CRYPTO;
            quote.open = Double.NaN;
            quote.high = Double.NaN;
            quote.low = Double.NaN;
            quote.previousClose = Double.NaN;
            quote.eps = Double.NaN;
        }

        @Override
        JsonNode write(List<Quote> quotes) {
            Quote quote = quotes.get(0);
            return Json.mapper()
                    .createObjectNode()
                    .put("symbol", quote.symbol)
                    .put("price", quote.price)
                    .put("volume", (long) quote.dayVolume)
                    .put("timestamp", timestamp(quote))
                    .put("data_type", "crypto_quote");
        }
    };

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** Takes from a full quote what the shape cannot say, and adds what it says beyond. */
    abstract void complete(Quote quote);

    /** Writes quotes that {@link #complete} has seen, as many as {@link #quotesPerRecord}. */
    abstract JsonNode write(List<Quote> quotes);

    int quotesPerRecord() {
        return 1;
    }

    /** The records of one symbol, in order. */
    final List<StreamRecord> records(List<Quote> quotes) {
        List<StreamRecord> records = new ArrayList<>();
        quotes.forEach(this::complete);
        for (int from = 0; from < quotes.size(); from += quotesPerRecord()) {
            List<Quote> some =
                    quotes.subList(from, Math.min(quotes.size(), from + quotesPerRecord()));
            byte[] data = write(some).toString().getBytes(StandardCharsets.UTF_8);
            records.add(StreamRecord.of(some.get(0).symbol, data, some));
        }
        return records;
    }

    /** ISO 8601 in UTC without a zone, as the documented records have it. */
    private static String timestamp(Quote quote) {
        return TIMESTAMP.format(Instant.ofEpochMilli(quote.eventTimeMillis));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.4f", fraction * 100);
    }
}
