// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.quotes;

import static dev.bellwether.sinks.redis.quotes.JsonFields.number;
import static dev.bellwether.sinks.redis.quotes.JsonFields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.bellwether.model.ConfidenceLevel;
import dev.bellwether.model.PeCategory;
import dev.bellwether.model.SignalDirection;
import dev.bellwether.model.SignalStrength;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.Trend;
import dev.bellwether.model.VolatilityBand;
import java.io.IOException;
import java.util.Map;

/**
 * {@link SymbolAnalytics} in JSON, field by field: the same object that {@link
 * dev.bellwether.model.Json} writes by reflection, at a fraction of its cost. A test compares the
 * two for every field, so that a field added there cannot be forgotten here.
 */
final class AnalyticsJson {

    private static final Map<Trend, String> TRENDS = JsonFields.lowerCase(Trend.class);
    private static final Map<VolatilityBand, String> BANDS =
            JsonFields.lowerCase(VolatilityBand.class);
    private static final Map<PeCategory, String> CATEGORIES =
            JsonFields.lowerCase(PeCategory.class);
    private static final Map<SignalDirection, String> DIRECTIONS =
            JsonFields.lowerCase(SignalDirection.class);
    private static final Map<SignalStrength, String> STRENGTHS =
            JsonFields.lowerCase(SignalStrength.class);
    private static final Map<ConfidenceLevel, String> CONFIDENCES =
            JsonFields.lowerCase(ConfidenceLevel.class);

    private static final SerializedString SYMBOL = name("symbol");
    private static final SerializedString EVENT_TIME_MILLIS = name("event_time_millis");
    private static final SerializedString PRICE = name("price");
    private static final SerializedString CURRENCY = name("currency");
    private static final SerializedString FEED = name("feed");
    private static final SerializedString WINDOW = name("window");
    private static final SerializedString OBSERVATIONS = name("observations");
    private static final SerializedString READY = name("ready");
    private static final SerializedString MEAN_PRICE = name("mean_price");
    private static final SerializedString MEDIAN_PRICE = name("median_price");
    private static final SerializedString PRICE_VOLATILITY = name("price_volatility");
    private static final SerializedString PRICE_VOLATILITY_POPULATION =
            name("price_volatility_population");
    private static final SerializedString PRICE_RANGE = name("price_range");
    private static final SerializedString PRICE_CHANGE_PERCENT = name("price_change_percent");
    private static final SerializedString LAST_CHANGE_PERCENT = name("last_change_percent");
    private static final SerializedString SMA_5 = name("sma_5");
    private static final SerializedString SMA_10 = name("sma_10");
    private static final SerializedString SMA_20 = name("sma_20");
    private static final SerializedString MOMENTUM5 = name("momentum_5");
    private static final SerializedString MOMENTUM5_PERCENT = name("momentum_5_percent");
    private static final SerializedString MOMENTUM10 = name("momentum_10");
    private static final SerializedString MOMENTUM10_PERCENT = name("momentum_10_percent");
    private static final SerializedString PRICE_VS_SMA10_PERCENT = name("price_vs_sma10_percent");
    private static final SerializedString PRICE_VS_SMA20_PERCENT = name("price_vs_sma20_percent");
    private static final SerializedString LOG_RETURN_VOLATILITY = name("log_return_volatility");
    private static final SerializedString INTERVAL_VOLUME = name("interval_volume");
    private static final SerializedString MEAN_VOLUME = name("mean_volume");
    private static final SerializedString MEDIAN_VOLUME = name("median_volume");
    private static final SerializedString TOTAL_VOLUME = name("total_volume");
    private static final SerializedString VOLUME_VOLATILITY = name("volume_volatility");
    private static final SerializedString VOLUME_RATIO = name("volume_ratio");
    private static final SerializedString TREND = name("trend");
    private static final SerializedString VOLATILITY_BAND = name("volatility_band");
    private static final SerializedString PE_RATIO = name("pe_ratio");
    private static final SerializedString PE_CATEGORY = name("pe_category");
    private static final SerializedString VALUATION_SIGNAL = name("valuation_signal");
    private static final SerializedString SIGNAL_STRENGTH = name("signal_strength");
    private static final SerializedString SIGNAL_STRENGTH_CLASS = name("signal_strength_class");
    private static final SerializedString SIGNAL_CONFIDENCE = name("signal_confidence");
    private static final SerializedString SIGNAL_DIRECTION = name("signal_direction");

    private AnalyticsJson() {}

    static void write(JsonGenerator json, SymbolAnalytics analytics) throws IOException {
        json.writeStartObject();
        text(json, SYMBOL, analytics.symbol);
        json.writeFieldName(EVENT_TIME_MILLIS);
        json.writeNumber(analytics.eventTimeMillis);
        number(json, PRICE, analytics.price);
        text(json, CURRENCY, analytics.currency);
        text(json, FEED, analytics.feed);
        json.writeFieldName(WINDOW);
        json.writeNumber(analytics.window);
        json.writeFieldName(OBSERVATIONS);
        json.writeNumber(analytics.observations);
        json.writeFieldName(READY);
        json.writeBoolean(analytics.ready);
        number(json, MEAN_PRICE, analytics.meanPrice);
        number(json, MEDIAN_PRICE, analytics.medianPrice);
        number(json, PRICE_VOLATILITY, analytics.priceVolatility);
        number(json, PRICE_VOLATILITY_POPULATION, analytics.priceVolatilityPopulation);
        number(json, PRICE_RANGE, analytics.priceRange);
        number(json, PRICE_CHANGE_PERCENT, analytics.priceChangePercent);
        number(json, LAST_CHANGE_PERCENT, analytics.lastChangePercent);
        number(json, SMA_5, analytics.sma5);
        number(json, SMA_10, analytics.sma10);
        number(json, SMA_20, analytics.sma20);
        number(json, MOMENTUM5, analytics.momentum5);
        number(json, MOMENTUM5_PERCENT, analytics.momentum5Percent);
        number(json, MOMENTUM10, analytics.momentum10);
        number(json, MOMENTUM10_PERCENT, analytics.momentum10Percent);
        number(json, PRICE_VS_SMA10_PERCENT, analytics.priceVsSma10Percent);
        number(json, PRICE_VS_SMA20_PERCENT, analytics.priceVsSma20Percent);
        number(json, LOG_RETURN_VOLATILITY, analytics.logReturnVolatility);
        number(json, INTERVAL_VOLUME, analytics.intervalVolume);
        number(json, MEAN_VOLUME, analytics.meanVolume);
        number(json, MEDIAN_VOLUME, analytics.medianVolume);
        number(json, TOTAL_VOLUME, analytics.totalVolume);
        number(json, VOLUME_VOLATILITY, analytics.volumeVolatility);
        number(json, VOLUME_RATIO, analytics.volumeRatio);
        text(json, TREND, TRENDS.get(analytics.trend));
        text(json, VOLATILITY_BAND, BANDS.get(analytics.volatilityBand));
        number(json, PE_RATIO, analytics.peRatio);
        text(json, PE_CATEGORY, CATEGORIES.get(analytics.peCategory));
        text(json, VALUATION_SIGNAL, DIRECTIONS.get(analytics.valuationSignal));
        number(json, SIGNAL_STRENGTH, analytics.signalStrength);
        text(json, SIGNAL_STRENGTH_CLASS, STRENGTHS.get(analytics.signalStrengthClass));
        text(json, SIGNAL_CONFIDENCE, CONFIDENCES.get(analytics.signalConfidence));
        text(json, SIGNAL_DIRECTION, DIRECTIONS.get(analytics.signalDirection));
        json.writeEndObject();
    }

    static String category(PeCategory category) {
        return CATEGORIES.get(category);
    }

    static String direction(SignalDirection direction) {
        return DIRECTIONS.get(direction);
    }

    private static SerializedString name(String field) {
        return new SerializedString(field);
    }
}
