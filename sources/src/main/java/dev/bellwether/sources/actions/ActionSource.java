// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.actions;

import dev.bellwether.sources.inbox.PatientEnumerator;
import dev.bellwether.sources.watermarks.Timeless;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;

/**
 * The lines of files in a folder, but for compressed ones, each file once; exactly once into the
 * job's state.
 */
public final class ActionSource {

    private static final Set<String> COMPRESSED = Set.of("deflate", "gz", "gzip", "bz2", "xz");

    private ActionSource() {}

    /**
     * From checked options of the group {@code Alerts}.
     *
     * @param directory where the files are
     */
    public static FileSource<String> from(ReadableConfig alerts, String directory) {
        return FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path(directory))
                .setFileEnumerator(() -> new PatientEnumerator(ActionSource::isOfActions))
                .monitorContinuously(alerts.get(ActionSourceOptions.POLL_INTERVAL))
                .build();
    }

    /** Flink would take such an ending for a compression, and fail for ever where it is none. */
    private static boolean isOfActions(Path path) {
        String name = path.getName();
        boolean hidden = name.startsWith(".") || name.startsWith("_");
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !hidden && !COMPRESSED.contains(ending);
    }

    /** Actions have no event time and hold up nobody else's. */
    public static WatermarkStrategy<String> watermarks() {
        return Timeless.watermarks();
    }
}
