// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The tape of this JVM ({@link Player}) as a source: one shard per reader, the quotes of a symbol
 * in order, without an end.
 */
public final class TapeSource<T>
        implements Source<T, TapeSplit, List<TapeSplit>>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1L;

    private final int shards;
    private final RecordParser<T> parser;
    private final TypeInformation<T> type;

    /**
     * @param shards the parallelism of the source
     */
    public TapeSource(int shards, RecordParser<T> parser, TypeInformation<T> type) {
        this.shards = shards;
        this.parser = parser;
        this.type = type;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, TapeSplit> createReader(SourceReaderContext context) {
        return new TapeReader<>(shards, parser);
    }

    @Override
    public SplitEnumerator<TapeSplit, List<TapeSplit>> createEnumerator(
            SplitEnumeratorContext<TapeSplit> context) {
        List<TapeSplit> splits = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            splits.add(new TapeSplit(shard, 0));
        }
        return new TapeEnumerator(context, splits);
    }

    @Override
    public SplitEnumerator<TapeSplit, List<TapeSplit>> restoreEnumerator(
            SplitEnumeratorContext<TapeSplit> context, List<TapeSplit> waiting) {
        return new TapeEnumerator(context, waiting);
    }

    @Override
    public SimpleVersionedSerializer<TapeSplit> getSplitSerializer() {
        return new TapeSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<List<TapeSplit>> getEnumeratorCheckpointSerializer() {
        return new WaitingSplits();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    /** The splits that no reader has. */
    private static final class WaitingSplits implements SimpleVersionedSerializer<List<TapeSplit>> {

        private final TapeSplit.Serializer splits = new TapeSplit.Serializer();

        @Override
        public int getVersion() {
            return splits.getVersion();
        }

        @Override
        public byte[] serialize(List<TapeSplit> waiting) {
            ByteBuffer bytes = ByteBuffer.allocate(waiting.size() * TapeSplit.Serializer.LENGTH);
            waiting.forEach(split -> bytes.put(splits.serialize(split)));
            return bytes.array();
        }

        @Override
        public List<TapeSplit> deserialize(int version, byte[] serialized) throws IOException {
            List<TapeSplit> waiting = new ArrayList<>();
            ByteBuffer bytes = ByteBuffer.wrap(serialized);
            while (bytes.hasRemaining()) {
                byte[] split = new byte[TapeSplit.Serializer.LENGTH];
                bytes.get(split);
                waiting.add(splits.deserialize(version, split));
            }
            return waiting;
        }
    }
}
