// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.sinks.files.drawdowns.DrawdownFilesOptions.Partition;
import java.time.LocalDate;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** The folder of a row below that of its format. */
final class Partitions implements BucketAssigner<RankedDrawdown, String> {

    private static final long serialVersionUID = 1L;

    private final Partition partition;
    private transient int lastDay;
    private transient String lastFolder;

    Partitions(Partition partition) {
        this.partition = partition;
    }

    /** The folder of a session. */
    String folder(int day) {
        if (lastFolder == null || lastDay != day) {
            String date = LocalDate.ofEpochDay(day).toString();
            lastDay = day;
            lastFolder =
                    partition == Partition.MONTH
                            ? "month=" + date.substring(0, date.length() - 3)
                            : "session=" + date;
        }
        return lastFolder;
    }

    @Override
    public String getBucketId(RankedDrawdown row, Context context) {
        return folder(row.drawdown.sessionDay);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
