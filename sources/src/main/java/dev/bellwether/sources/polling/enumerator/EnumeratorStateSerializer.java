// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollSplit;
import dev.bellwether.sources.polling.split.PollSplitSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Bytes of an {@link EnumeratorState}.
 *
 * <p>Version 1: count of items; for each its text, last firing, firing of its fingerprint, whether
 * the fingerprint is known, the fingerprint; then the version of the splits, running splits (count,
 * each), returned splits (count, each).
 */
public final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

    public static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(EnumeratorState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        out.writeInt(state.items().size());
        for (int item = 0; item < state.items().size(); item++) {
            StringValue.writeString(state.items().get(item), out);
            out.writeLong(state.lastFiring(item));
            out.writeLong(state.fingerprintOf(item));
            out.writeBoolean(state.fingerprints().isKnown(item));
            out.writeLong(state.fingerprints().get(item));
        }
        out.writeInt(PollSplitSerializer.VERSION);
        writeSplits(state.running(), out);
        writeSplits(state.returned(), out);
        return out.getCopyOfBuffer();
    }

    private static void writeSplits(List<PollSplit> splits, DataOutputView out) throws IOException {
        out.writeInt(splits.size());
        for (PollSplit split : splits) {
            PollSplitSerializer.write(split, out);
        }
    }

    @Override
    public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "Polling enumerator state of version "
                            + version
                            + " cannot be read: this code knows version "
                            + VERSION
                            + ". Restore with the release that wrote it, or a newer one");
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        int count = in.readInt();
        List<String> items = new ArrayList<>(count);
        long[] lastFirings = new long[count];
        long[] fingerprintsOf = new long[count];
        Fingerprints fingerprints = new Fingerprints(count);
        for (int item = 0; item < count; item++) {
            items.add(StringValue.readString(in));
            lastFirings[item] = in.readLong();
            fingerprintsOf[item] = in.readLong();
            boolean known = in.readBoolean();
            long value = in.readLong();
            if (known) {
                fingerprints.set(item, value);
            }
        }
        int splitVersion = in.readInt();
        return new EnumeratorState(
                items,
                lastFirings,
                fingerprintsOf,
                fingerprints,
                readSplits(splitVersion, in),
                readSplits(splitVersion, in));
    }

    private static List<PollSplit> readSplits(int version, DataInputView in) throws IOException {
        int count = in.readInt();
        List<PollSplit> splits = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            splits.add(PollSplitSerializer.read(version, in));
        }
        return splits;
    }
}
