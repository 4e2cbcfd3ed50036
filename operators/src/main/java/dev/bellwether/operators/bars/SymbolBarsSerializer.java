// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.packed.StateSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Flink serializer of {@link SymbolBars}; layout 1, which stands in the first byte.
 *
 * <p>About 6 bytes and the symbol, per feed 80 bytes and its name, per open bar 130 bytes: some 500
 * bytes for one feed and the three timeframes, and 130 for each bar that is complete and may still
 * be corrected.
 */
public final class SymbolBarsSerializer extends StateSerializer<SymbolBars> {

    private static final long serialVersionUID = 1L;

    private static final int LAYOUT = 1;

    private static final Map<String, Timeframe> TIMEFRAMES = new HashMap<>();

    static {
        for (Timeframe timeframe : Timeframe.values()) {
            TIMEFRAMES.put(timeframe.label(), timeframe);
        }
    }

    @Override
    public void serialize(SymbolBars bars, DataOutputView target) throws IOException {
        target.writeByte(LAYOUT);
        StringValue.writeString(bars.symbol, target);
        target.writeInt(bars.feeds.size());
        for (FeedBars feed : bars.feeds) {
            StringValue.writeString(feed.feed, target);
            target.writeLong(feed.sessionMillis);
            target.writeLong(feed.sessionEndMillis);
            target.writeDouble(feed.accounted);
            target.writeLong(feed.lastEndMillis);
            target.writeLong(feed.lastEventMillis);
            writeFinalEnds(feed, target);
            target.writeInt(feed.open.size());
            for (OpenBar bar : feed.open) {
                write(bar, target);
            }
        }
    }

    /**
     * @throws IOException if the layout is not one that this version knows
     */
    @Override
    public SymbolBars deserialize(DataInputView source) throws IOException {
        int layout = source.readUnsignedByte();
        if (layout != LAYOUT) {
            throw new IOException("bars of a symbol in unknown layout " + layout);
        }
        SymbolBars bars = new SymbolBars(StringValue.readString(source));
        int feeds = source.readInt();
        for (int i = 0; i < feeds; i++) {
            FeedBars feed = new FeedBars(StringValue.readString(source));
            feed.sessionMillis = source.readLong();
            feed.sessionEndMillis = source.readLong();
            feed.accounted = source.readDouble();
            feed.lastEndMillis = source.readLong();
            feed.lastEventMillis = source.readLong();
            readFinalEnds(feed, source);
            int open = source.readInt();
            for (int n = 0; n < open; n++) {
                OpenBar bar = read(source);
                bar.sums.symbol = bars.symbol;
                feed.open.add(bar);
            }
            bars.feeds.add(feed);
        }
        return bars;
    }

    private static void writeFinalEnds(FeedBars feed, DataOutputView target) throws IOException {
        Timeframe[] timeframes = Timeframe.values();
        target.writeByte(timeframes.length);
        for (Timeframe timeframe : timeframes) {
            StringValue.writeString(timeframe.label(), target);
            target.writeLong(feed.finalEnds[timeframe.ordinal()]);
        }
    }

    private static void readFinalEnds(FeedBars feed, DataInputView source) throws IOException {
        int count = source.readUnsignedByte();
        for (int i = 0; i < count; i++) {
            Timeframe timeframe = timeframe(StringValue.readString(source));
            feed.finalEnds[timeframe.ordinal()] = source.readLong();
        }
    }

    private static Timeframe timeframe(String label) throws IOException {
        Timeframe timeframe = TIMEFRAMES.get(label);
        if (timeframe == null) {
            throw new IOException("bar of unknown timeframe " + label);
        }
        return timeframe;
    }

    private static void write(OpenBar bar, DataOutputView target) throws IOException {
        // By label: it is in files and keys already and outlives a change of the enum.
        StringValue.writeString(bar.timeframe.label(), target);
        target.writeLong(bar.startMillis);
        target.writeLong(bar.endMillis);
        target.writeInt(bar.emissions);
        BarAccumulator sums = bar.sums;
        StringValue.writeString(sums.feed, target);
        StringValue.writeString(sums.currency, target);
        target.writeDouble(sums.open);
        target.writeDouble(sums.high);
        target.writeDouble(sums.low);
        target.writeDouble(sums.close);
        target.writeLong(sums.openMillis);
        target.writeLong(sums.closeMillis);
        target.writeLong(sums.trades);
        target.writeDouble(sums.priceSum);
        target.writeLong(sums.volumes);
        target.writeDouble(sums.volume);
        target.writeDouble(sums.priceVolume);
        target.writeDouble(sums.maxIntervalVolume);
    }

    private static OpenBar read(DataInputView source) throws IOException {
        Timeframe timeframe = timeframe(StringValue.readString(source));
        OpenBar bar = new OpenBar(timeframe, source.readLong(), source.readLong());
        bar.emissions = source.readInt();
        BarAccumulator sums = bar.sums;
        sums.feed = StringValue.readString(source);
        sums.currency = StringValue.readString(source);
        sums.open = source.readDouble();
        sums.high = source.readDouble();
        sums.low = source.readDouble();
        sums.close = source.readDouble();
        sums.openMillis = source.readLong();
        sums.closeMillis = source.readLong();
        sums.trades = source.readLong();
        sums.priceSum = source.readDouble();
        sums.volumes = source.readLong();
        sums.volume = source.readDouble();
        sums.priceVolume = source.readDouble();
        sums.maxIntervalVolume = source.readDouble();
        return bar;
    }

    @Override
    public SymbolBars copy(SymbolBars from) {
        return from.copy();
    }

    @Override
    public SymbolBars createInstance() {
        return new SymbolBars("");
    }

    @Override
    public TypeSerializerSnapshot<SymbolBars> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The layout is versioned in the bytes themselves, so this holds nothing but the class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SymbolBars> {

        public Snapshot() {
            super(SymbolBarsSerializer::new);
        }
    }
}
