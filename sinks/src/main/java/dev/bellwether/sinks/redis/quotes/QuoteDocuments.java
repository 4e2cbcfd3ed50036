// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.quotes;

import static dev.bellwether.sinks.redis.quotes.JsonFields.count;
import static dev.bellwether.sinks.redis.quotes.JsonFields.number;
import static dev.bellwether.sinks.redis.quotes.JsonFields.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * Makes the documents of analyzed quotes. The names are those of the replaced system ({@code
 * market_data}, {@code metadata}); unknown values are left out; times are the quote's own. Numbers
 * are the shortest decimals that read back the same, on every Java version.
 *
 * <p>Not thread-safe: one buffer serves all documents, one after the other.
 */
final class QuoteDocuments {

    /** Version of this layout; the replaced system's last was 2.0. */
    static final String PROCESSOR_VERSION = "3.0";

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final double PERCENT = 100.0;

    /** Powers of ten: a change to eight decimals, percent to four. */
    private static final double CHANGE_PLACES = 1e8;

    private static final double PERCENT_PLACES = 1e4;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private static final Map<AssetClass, String> ASSET_CLASSES =
            JsonFields.lowerCase(AssetClass.class);

    private static final SerializedString SYMBOL = name("symbol");
    private static final SerializedString TIMESTAMP = name("timestamp");
    private static final SerializedString MARKET_DATA = name("market_data");
    private static final SerializedString CURRENT_PRICE = name("current_price");
    private static final SerializedString OPEN_PRICE = name("open_price");
    private static final SerializedString HIGH_PRICE = name("high_price");
    private static final SerializedString LOW_PRICE = name("low_price");
    private static final SerializedString PREVIOUS_CLOSE = name("previous_close");
    private static final SerializedString PRICE_CHANGE = name("price_change");
    private static final SerializedString PRICE_CHANGE_PERCENT = name("price_change_percent");
    private static final SerializedString VOLUME = name("volume");
    private static final SerializedString MARKET_CAP = name("market_cap");
    private static final SerializedString AVG_VOLUME = name("avg_volume");
    private static final SerializedString EPS = name("eps");
    private static final SerializedString SHARES_OUTSTANDING = name("shares_outstanding");
    private static final SerializedString ANALYTICS = name("analytics");
    private static final SerializedString METADATA = name("metadata");
    private static final SerializedString VERSION = name("processor_version");
    private static final SerializedString FEED = name("feed");
    private static final SerializedString CURRENCY = name("currency");
    private static final SerializedString ASSET_CLASS = name("asset_class");
    private static final SerializedString DATA_TIMESTAMP = name("data_timestamp");
    private static final SerializedString PE_RATIO = name("pe_ratio");
    private static final SerializedString PE_CATEGORY = name("pe_category");
    private static final SerializedString VALUATION_SIGNAL = name("valuation_signal");

    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(4_096);
    private byte[] document;
    private int analyticsStart;
    private int analyticsEnd;

    /** Makes the document of a quote; {@code analytics} may be {@code null}. */
    void encode(Quote quote, SymbolAnalytics analytics) {
        buffer.reset();
        try (JsonGenerator json = JSON.createGenerator(buffer)) {
            json.writeStartObject();
            text(json, SYMBOL, quote.symbol);
            text(json, TIMESTAMP, Instant.ofEpochMilli(quote.eventTimeMillis).toString());
            marketData(json, quote);
            if (analytics != null) {
                json.writeFieldName(ANALYTICS);
                json.flush();
                // The colon behind the name is written with the value.
                analyticsStart = buffer.size() + 1;
                AnalyticsJson.write(json, analytics);
                json.flush();
                analyticsEnd = buffer.size();
            }
            metadata(json, quote);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        document = buffer.toByteArray();
    }

    /** The whole document. */
    byte[] document() {
        return document;
    }

    /** The statistics alone; only if the quote came with some. */
    byte[] analytics() {
        return Arrays.copyOfRange(document, analyticsStart, analyticsEnd);
    }

    /** The valuation alone. */
    byte[] valuation(Quote quote, SymbolAnalytics analytics) {
        buffer.reset();
        try (JsonGenerator json = JSON.createGenerator(buffer)) {
            json.writeStartObject();
            text(json, SYMBOL, quote.symbol);
            text(json, TIMESTAMP, Instant.ofEpochMilli(quote.eventTimeMillis).toString());
            number(json, CURRENT_PRICE, quote.price);
            text(json, CURRENCY, quote.currency);
            number(json, PE_RATIO, analytics.peRatio);
            text(json, PE_CATEGORY, AnalyticsJson.category(analytics.peCategory));
            text(json, VALUATION_SIGNAL, AnalyticsJson.direction(analytics.valuationSignal));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return buffer.toByteArray();
    }

    private static void marketData(JsonGenerator json, Quote quote) throws IOException {
        json.writeFieldName(MARKET_DATA);
        json.writeStartObject();
        number(json, CURRENT_PRICE, quote.price);
        number(json, OPEN_PRICE, quote.open);
        number(json, HIGH_PRICE, quote.high);
        number(json, LOW_PRICE, quote.low);
        number(json, PREVIOUS_CLOSE, quote.previousClose);
        double change = quote.price - quote.previousClose;
        number(json, PRICE_CHANGE, rounded(change, CHANGE_PLACES));
        if (quote.previousClose > 0) {
            number(
                    json,
                    PRICE_CHANGE_PERCENT,
                    rounded(change / quote.previousClose * PERCENT, PERCENT_PLACES));
        }
        count(json, VOLUME, quote.dayVolume);
        count(json, MARKET_CAP, quote.marketCap);
        count(json, AVG_VOLUME, quote.averageVolume);
        number(json, EPS, quote.eps);
        count(json, SHARES_OUTSTANDING, quote.sharesOutstanding);
        json.writeEndObject();
    }

    private static void metadata(JsonGenerator json, Quote quote) throws IOException {
        json.writeFieldName(METADATA);
        json.writeStartObject();
        text(json, VERSION, PROCESSOR_VERSION);
        text(json, FEED, quote.feed);
        text(json, CURRENCY, quote.currency);
        text(json, ASSET_CLASS, ASSET_CLASSES.get(quote.assetClass));
        json.writeFieldName(DATA_TIMESTAMP);
        json.writeNumber(Math.floorDiv(quote.eventTimeMillis, MILLIS_PER_SECOND));
        json.writeEndObject();
    }

    /** Without the binary crumbs of a difference: 30.1 rather than 30.099999999999994. */
    private static double rounded(double value, double places) {
        return Math.rint(value * places) / places;
    }

    private static SerializedString name(String field) {
        return new SerializedString(field);
    }
}
