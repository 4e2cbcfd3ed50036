// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.split;

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
 * Bytes of a {@link PollSplit}.
 *
 * <p>Version 1: items (count, then each text), scheduled, window start, next item, items of the
 * page, page token (nullable text), fingerprints (count, then for each a flag and the value).
 */
public final class PollSplitSerializer implements SimpleVersionedSerializer<PollSplit> {

    public static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(PollSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        write(split, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public PollSplit deserialize(int version, byte[] bytes) throws IOException {
        return read(version, new DataInputDeserializer(bytes));
    }

    /** Writes one split in the newest version. */
    public static void write(PollSplit split, DataOutputView out) throws IOException {
        out.writeInt(split.items().size());
        for (String item : split.items()) {
            StringValue.writeString(item, out);
        }
        out.writeLong(split.scheduledMillis());
        out.writeLong(split.windowStartMillis());
        out.writeInt(split.nextItem());
        out.writeInt(split.pageItems());
        StringValue.writeString(split.pageToken(), out);
        writeFingerprints(split.fingerprints(), out);
    }

    /**
     * @throws IOException if the version is unknown
     */
    public static PollSplit read(int version, DataInputView in) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "Polling split of version "
                            + version
                            + " cannot be read: this code knows version "
                            + VERSION
                            + ". Restore with the release that wrote it, or a newer one");
        }
        int count = in.readInt();
        List<String> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(StringValue.readString(in));
        }
        long scheduledMillis = in.readLong();
        long windowStartMillis = in.readLong();
        int nextItem = in.readInt();
        int pageItems = in.readInt();
        String pageToken = StringValue.readString(in);
        return new PollSplit(
                items,
                scheduledMillis,
                windowStartMillis,
                nextItem,
                pageItems,
                pageToken,
                readFingerprints(in));
    }

    private static void writeFingerprints(Fingerprints fingerprints, DataOutputView out)
            throws IOException {
        out.writeInt(fingerprints.size());
        for (int item = 0; item < fingerprints.size(); item++) {
            out.writeBoolean(fingerprints.isKnown(item));
            out.writeLong(fingerprints.get(item));
        }
    }

    private static Fingerprints readFingerprints(DataInputView in) throws IOException {
        int count = in.readInt();
        Fingerprints fingerprints = new Fingerprints(count);
        for (int item = 0; item < count; item++) {
            boolean known = in.readBoolean();
            long value = in.readLong();
            if (known) {
                fingerprints.set(item, value);
            }
        }
        return fingerprints;
    }
}
