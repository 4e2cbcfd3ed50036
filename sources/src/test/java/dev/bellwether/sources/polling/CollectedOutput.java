// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Keeps what a reader emits. */
final class CollectedOutput implements ReaderOutput<Polled> {

    final List<Polled> records = new ArrayList<>();
    final List<Long> timestamps = new ArrayList<>();
    final List<String> released = new ArrayList<>();

    List<String> places() {
        List<String> places = new ArrayList<>();
        records.forEach(record -> places.add(record.place()));
        return places;
    }

    List<String> items() {
        List<String> items = new ArrayList<>();
        records.forEach(record -> items.add(record.item));
        return items;
    }

    @Override
    public void collect(Polled record) {
        records.add(record);
    }

    @Override
    public void collect(Polled record, long timestamp) {
        records.add(record);
        timestamps.add(timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        throw new AssertionError("The reader leaves watermarks to the strategy");
    }

    @Override
    public void markIdle() {
        throw new AssertionError("The reader leaves idleness to the strategy");
    }

    @Override
    public void markActive() {
        throw new AssertionError("The reader leaves idleness to the strategy");
    }

    @Override
    public SourceOutput<Polled> createOutputForSplit(String splitId) {
        return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
        released.add(splitId);
    }
}
