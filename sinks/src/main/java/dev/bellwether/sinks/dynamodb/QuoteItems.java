// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * An analyzed quote under its symbol and event time, with each known figure of its analytics as
 * {@code metric_<name>}. Of two feeds that quote a symbol in the same millisecond the later one
 * stays.
 */
final class QuoteItems implements ItemMapper<AnalyzedQuote> {

    static final String SYMBOL = "symbol";
    static final String TIMESTAMP = "timestamp";

    private static final long serialVersionUID = 1L;

    /** What the analytics repeat of the quote. */
    private static final Set<String> OF_THE_QUOTE =
            Set.of(SYMBOL, "event_time_millis", "price", "currency", "feed");

    /** In the words of the replaced system, as far as it had one. */
    private static final Map<AssetClass, String> DATA_TYPES =
            Map.of(
                    AssetClass.EQUITY, "real_time_quote",
                    AssetClass.CRYPTO, "crypto_quote",
                    AssetClass.FX, "fx_quote");

    private final long ttlSeconds;

    QuoteItems(Duration ttl) {
        this.ttlSeconds = ttl.toSeconds();
    }

    @Override
    public TableItem map(AnalyzedQuote analyzed, long nowMillis) {
        Quote quote = analyzed.quote;
        TableItem item =
                new TableItem()
                        .text(SYMBOL, quote.symbol)
                        .instant(TIMESTAMP, quote.eventTimeMillis)
                        .number("price", quote.price)
                        .number("volume", quote.dayVolume)
                        .text("currency", quote.currency)
                        .text("feed", quote.feed)
                        .text("data_type", DATA_TYPES.get(quote.assetClass))
                        .instant("processed_at", nowMillis)
                        .number(TTL, Math.floorDiv(nowMillis, 1000) + ttlSeconds);
        if (analyzed.analytics != null) {
            JsonNode figures = Json.mapper().valueToTree(analyzed.analytics);
            figures.properties().forEach(figure -> metric(item, figure));
        }
        return item;
    }

    private static void metric(TableItem item, Map.Entry<String, JsonNode> figure) {
        if (OF_THE_QUOTE.contains(figure.getKey())) {
            return;
        }
        String name = "metric_" + figure.getKey();
        JsonNode value = figure.getValue();
        if (value.isIntegralNumber()) {
            item.number(name, value.longValue());
        } else if (value.isNumber()) {
            item.number(name, value.doubleValue());
        } else if (value.isBoolean()) {
            item.truth(name, value.booleanValue());
        } else {
            item.text(name, value.asText());
        }
    }
}
