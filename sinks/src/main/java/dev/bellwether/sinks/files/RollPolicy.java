// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import java.io.IOException;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.RollingPolicy;

/** Closes a file at a size, at an age, and on demand at every checkpoint. */
final class RollPolicy<T> implements RollingPolicy<T, String> {

    private static final long serialVersionUID = 1L;

    private final long maxBytes;
    private final long maxAgeMillis;
    private final boolean onCheckpoint;

    RollPolicy(ReadableConfig config) {
        maxBytes = config.get(FilesOptions.ROLL_SIZE).getBytes();
        maxAgeMillis = config.get(FilesOptions.ROLL_INTERVAL).toMillis();
        onCheckpoint = config.get(FilesOptions.ROLL_ON_CHECKPOINT);
    }

    @Override
    public boolean shouldRollOnCheckpoint(PartFileInfo<String> file) throws IOException {
        return onCheckpoint || file.getSize() >= maxBytes;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, T next) throws IOException {
        return file.getSize() >= maxBytes;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
        return now - file.getCreationTime() >= maxAgeMillis;
    }
}
