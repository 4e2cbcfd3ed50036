// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SymbolAnalytics} in 260 bytes and its texts. */
public final class SymbolAnalyticsSerializer extends EventSerializer<SymbolAnalytics> {

    private static final long serialVersionUID = 1L;

    static final SymbolAnalyticsSerializer INSTANCE = new SymbolAnalyticsSerializer();

    private static final ConfidenceLevel[] CONFIDENCE_LEVEL = ConfidenceLevel.values();
    private static final PeCategory[] PE_CATEGORY = PeCategory.values();
    private static final SignalDirection[] SIGNAL_DIRECTION = SignalDirection.values();
    private static final SignalStrength[] SIGNAL_STRENGTH = SignalStrength.values();
    private static final Trend[] TREND = Trend.values();
    private static final VolatilityBand[] VOLATILITY_BAND = VolatilityBand.values();

    @Override
    public SymbolAnalytics createInstance() {
        return new SymbolAnalytics();
    }

    @Override
    public void serialize(SymbolAnalytics analytics, DataOutputView target) throws IOException {
        writeText(analytics.symbol, target);
        target.writeLong(analytics.eventTimeMillis);
        target.writeDouble(analytics.price);
        writeText(analytics.currency, target);
        writeText(analytics.feed, target);
        target.writeInt(analytics.window);
        target.writeInt(analytics.observations);
        target.writeBoolean(analytics.ready);
        target.writeDouble(analytics.meanPrice);
        target.writeDouble(analytics.medianPrice);
        target.writeDouble(analytics.priceVolatility);
        target.writeDouble(analytics.priceVolatilityPopulation);
        target.writeDouble(analytics.priceRange);
        target.writeDouble(analytics.priceChangePercent);
        target.writeDouble(analytics.lastChangePercent);
        target.writeDouble(analytics.sma5);
        target.writeDouble(analytics.sma10);
        target.writeDouble(analytics.sma20);
        target.writeDouble(analytics.momentum5);
        target.writeDouble(analytics.momentum5Percent);
        target.writeDouble(analytics.momentum10);
        target.writeDouble(analytics.momentum10Percent);
        target.writeDouble(analytics.priceVsSma10Percent);
        target.writeDouble(analytics.priceVsSma20Percent);
        target.writeDouble(analytics.logReturnVolatility);
        target.writeDouble(analytics.intervalVolume);
        target.writeDouble(analytics.meanVolume);
        target.writeDouble(analytics.medianVolume);
        target.writeDouble(analytics.totalVolume);
        target.writeDouble(analytics.volumeVolatility);
        target.writeDouble(analytics.volumeRatio);
        writeEnum(analytics.trend, target);
        writeEnum(analytics.volatilityBand, target);
        target.writeDouble(analytics.peRatio);
        writeEnum(analytics.peCategory, target);
        writeEnum(analytics.valuationSignal, target);
        target.writeDouble(analytics.signalStrength);
        writeEnum(analytics.signalStrengthClass, target);
        writeEnum(analytics.signalConfidence, target);
        writeEnum(analytics.signalDirection, target);
    }

    @Override
    public SymbolAnalytics deserialize(DataInputView source) throws IOException {
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.symbol = readText(source);
        analytics.eventTimeMillis = source.readLong();
        analytics.price = source.readDouble();
        analytics.currency = readText(source);
        analytics.feed = readText(source);
        analytics.window = source.readInt();
        analytics.observations = source.readInt();
        analytics.ready = source.readBoolean();
        analytics.meanPrice = source.readDouble();
        analytics.medianPrice = source.readDouble();
        analytics.priceVolatility = source.readDouble();
        analytics.priceVolatilityPopulation = source.readDouble();
        analytics.priceRange = source.readDouble();
        analytics.priceChangePercent = source.readDouble();
        analytics.lastChangePercent = source.readDouble();
        analytics.sma5 = source.readDouble();
        analytics.sma10 = source.readDouble();
        analytics.sma20 = source.readDouble();
        analytics.momentum5 = source.readDouble();
        analytics.momentum5Percent = source.readDouble();
        analytics.momentum10 = source.readDouble();
        analytics.momentum10Percent = source.readDouble();
        analytics.priceVsSma10Percent = source.readDouble();
        analytics.priceVsSma20Percent = source.readDouble();
        analytics.logReturnVolatility = source.readDouble();
        analytics.intervalVolume = source.readDouble();
        analytics.meanVolume = source.readDouble();
        analytics.medianVolume = source.readDouble();
        analytics.totalVolume = source.readDouble();
        analytics.volumeVolatility = source.readDouble();
        analytics.volumeRatio = source.readDouble();
        analytics.trend = readEnum(TREND, source);
        analytics.volatilityBand = readEnum(VOLATILITY_BAND, source);
        analytics.peRatio = source.readDouble();
        analytics.peCategory = readEnum(PE_CATEGORY, source);
        analytics.valuationSignal = readEnum(SIGNAL_DIRECTION, source);
        analytics.signalStrength = source.readDouble();
        analytics.signalStrengthClass = readEnum(SIGNAL_STRENGTH, source);
        analytics.signalConfidence = readEnum(CONFIDENCE_LEVEL, source);
        analytics.signalDirection = readEnum(SIGNAL_DIRECTION, source);
        return analytics;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<SymbolAnalytics> {

        public Snapshot() {
            super(SymbolAnalyticsSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<SymbolAnalytics> {

        public TypeFactory() {
            super(SymbolAnalytics.class, INSTANCE);
        }
    }
}
