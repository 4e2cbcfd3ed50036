// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.inbox;

import dev.bellwether.model.Ingested;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;

/**
 * The files of a folder as a feed, through Flink's file source: each file once, in whatever order
 * files are found, each in its own order.
 *
 * <p>Exactly once into the job's state. A file is known by its path, so it must be complete when it
 * appears (written under a name that begins with a dot and renamed) and not be changed afterwards;
 * files may be deleted when they are read. The job remembers every path that it has seen, some 200
 * bytes of state each, for ever.
 *
 * <p>The folder need not be there yet: until somebody makes it, it is empty.
 *
 * <p>The time of receipt of its quotes is that of their reading. Needs {@code
 * WatermarkStrategy.noWatermarks()} like the other feeds: watermarks come after validation.
 */
public final class InboxSource {

    private static final int MAX_RECORD_BYTES = 1024 * 1024;

    private InboxSource() {}

    /**
     * @param config options of {@link InboxOptions}, with a directory
     */
    public static FileSource<Ingested> from(ReadableConfig config) {
        return from(config, System::currentTimeMillis);
    }

    static FileSource<Ingested> from(ReadableConfig config, InboxFormat.Clock clock) {
        String directory =
                InboxOptions.directory(config)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "Replay: inbox.directory is required"));
        return FileSource.forRecordStreamFormat(
                        new InboxFormat(MAX_RECORD_BYTES, clock), new Path(directory))
                .setFileEnumerator(PatientEnumerator::new)
                .monitorContinuously(config.get(InboxOptions.POLL_INTERVAL))
                .build();
    }
}
