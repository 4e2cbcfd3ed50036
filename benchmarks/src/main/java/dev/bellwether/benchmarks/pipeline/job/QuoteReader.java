// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.bellwether.benchmarks.pipeline.source.RecordParser;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads the quotes of the tape. */
final class QuoteReader implements RecordParser<Ingested> {

    private static final long serialVersionUID = 1L;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

    @Override
    public void parse(byte[] record, long arrivalMillis, Consumer<? super Ingested> out)
            throws IOException {
        Quote quote = read(record);
        quote.receivedMillis = arrivalMillis;
        out.accept(Ingested.of(quote));
    }

    static Quote read(byte[] record) throws IOException {
        Quote quote = new Quote();
        try (JsonParser parser = JSON.createParser(record)) {
            parser.nextToken();
            String name;
            while ((name = parser.nextFieldName()) != null) {
                JsonToken value = parser.nextToken();
                read(parser, name, value, quote);
            }
        }
        return quote;
    }

    private static void read(JsonParser parser, String name, JsonToken value, Quote quote)
            throws IOException {
        switch (name) {
            case "symbol":
                quote.symbol = parser.getText();
                return;
            case "price":
                quote.price = parser.getDoubleValue();
                return;
            case "open":
                quote.open = parser.getDoubleValue();
                return;
            case "high":
                quote.high = parser.getDoubleValue();
                return;
            case "low":
                quote.low = parser.getDoubleValue();
                return;
            case "previous_close":
                quote.previousClose = parser.getDoubleValue();
                return;
            case "day_volume":
                quote.dayVolume = parser.getDoubleValue();
                return;
            case "eps":
                quote.eps = parser.getDoubleValue();
                return;
            case "market_cap":
                quote.marketCap = parser.getDoubleValue();
                return;
            case "average_volume":
                quote.averageVolume = parser.getDoubleValue();
                return;
            case "shares_outstanding":
                quote.sharesOutstanding = parser.getDoubleValue();
                return;
            case "currency":
                quote.currency = parser.getText();
                return;
            case "asset_class":
                quote.assetClass = AssetClass.EQUITY;
                return;
            case "feed":
                quote.feed = parser.getText();
                return;
            case "event_time_millis":
                quote.eventTimeMillis = parser.getLongValue();
                return;
            default:
                if (value.isStructStart()) {
                    parser.skipChildren();
                }
        }
    }
}
