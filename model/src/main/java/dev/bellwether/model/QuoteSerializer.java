// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Quote} in 170 bytes and its texts. */
public final class QuoteSerializer extends EventSerializer<Quote> {

    private static final long serialVersionUID = 1L;

    static final QuoteSerializer INSTANCE = new QuoteSerializer();

    private static final AssetClass[] ASSET_CLASS = AssetClass.values();
    private static final SignalDirection[] SIGNAL_DIRECTION = SignalDirection.values();

    @Override
    public Quote createInstance() {
        return new Quote();
    }

    @Override
    public void serialize(Quote quote, DataOutputView target) throws IOException {
        writeText(quote.symbol, target);
        target.writeDouble(quote.price);
        target.writeDouble(quote.open);
        target.writeDouble(quote.high);
        target.writeDouble(quote.low);
        target.writeDouble(quote.previousClose);
        target.writeDouble(quote.dayVolume);
        target.writeDouble(quote.eps);
        target.writeDouble(quote.peRatio);
        target.writeDouble(quote.marketCap);
        target.writeDouble(quote.averageVolume);
        target.writeDouble(quote.sharesOutstanding);
        target.writeDouble(quote.signalStrength);
        writeEnum(quote.signalDirection, target);
        writeText(quote.currency, target);
        writeText(quote.epsCurrency, target);
        writeEnum(quote.assetClass, target);
        writeText(quote.feed, target);
        target.writeLong(quote.eventTimeMillis);
        target.writeLong(quote.receivedMillis);
        target.writeDouble(quote.adjustmentFactor);
    }

    @Override
    public Quote deserialize(DataInputView source) throws IOException {
        Quote quote = new Quote();
        quote.symbol = readText(source);
        quote.price = source.readDouble();
        quote.open = source.readDouble();
        quote.high = source.readDouble();
        quote.low = source.readDouble();
        quote.previousClose = source.readDouble();
        quote.dayVolume = source.readDouble();
        quote.eps = source.readDouble();
        quote.peRatio = source.readDouble();
        quote.marketCap = source.readDouble();
        quote.averageVolume = source.readDouble();
        quote.sharesOutstanding = source.readDouble();
        quote.signalStrength = source.readDouble();
        quote.signalDirection = readEnum(SIGNAL_DIRECTION, source);
        quote.currency = readText(source);
        quote.epsCurrency = readText(source);
        quote.assetClass = readEnum(ASSET_CLASS, source);
        quote.feed = readText(source);
        quote.eventTimeMillis = source.readLong();
        quote.receivedMillis = source.readLong();
        quote.adjustmentFactor = source.readDouble();
        return quote;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Made by Flink. */
    public static final class Snapshot extends EventSerializer.Snapshot<Quote> {

        public Snapshot() {
            super(QuoteSerializer::new);
        }
    }

    /** Made by Flink. */
    public static final class TypeFactory extends EventType.Factory<Quote> {

        public TypeFactory() {
            super(Quote.class, INSTANCE);
        }
    }
}
