// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** One shard of the tape and how many of its records have been read. */
public final class TapeSplit implements SourceSplit {

    final int shard;
    final long read;

    TapeSplit(int shard, long read) {
        this.shard = shard;
        this.read = read;
    }

    @Override
    public String splitId() {
        return "shard-" + shard;
    }

    static final class Serializer implements SimpleVersionedSerializer<TapeSplit> {

        static final int LENGTH = Integer.BYTES + Long.BYTES;

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(TapeSplit split) {
            return ByteBuffer.allocate(LENGTH).putInt(split.shard).putLong(split.read).array();
        }

        @Override
        public TapeSplit deserialize(int version, byte[] serialized) throws IOException {
            if (version != 1) {
                throw new IOException("a split of version " + version + " is not known");
            }
            ByteBuffer bytes = ByteBuffer.wrap(serialized);
            return new TapeSplit(bytes.getInt(), bytes.getLong());
        }
    }
}
