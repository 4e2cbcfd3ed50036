// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import dev.bellwether.model.RankedDrawdown;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Counter;

/**
 * Holds back rows that an earlier run has written: one row per symbol and session, however often a
 * session is run.
 *
 * <p>The first row of a session after a start makes it read which symbols the finished CSV files of
 * that session hold; those are held back from then on, and counted. CSV and Parquet get the same
 * rows, so that one decides for both.
 *
 * <p>It needs no state. What this run has emitted before its checkpoint, the state of the ranking
 * knows and does not emit again. What it emitted after its checkpoint and is emitted again, is in
 * no finished file: a file is finished only when the checkpoint is that its rows were before. What
 * another run, or this one after a later checkpoint than the one that it was taken back to, has
 * finished, is found. Two jobs that write to one directory at the same time do not see each other.
 *
 * <p>To be run with parallelism 1, after the ranking.
 */
public final class OncePerSession extends RichFilterFunction<RankedDrawdown> {

    private static final long serialVersionUID = 1L;

    /** Folders whose contents are remembered; one that is needed again is read again. */
    private static final int FOLDERS = 64;

    private final String directory;
    private final Partitions partitions;

    private transient Map<String, Map<String, Set<String>>> folders;
    private transient Counter heldBack;

    private OncePerSession(String directory, Partitions partitions) {
        this.directory = directory;
        this.partitions = partitions;
    }

    /**
     * @param files checked options of the group {@code Files}
     * @param drawdowns checked options of the group {@code DrawdownFiles}
     */
    public static OncePerSession from(ReadableConfig files, ReadableConfig drawdowns) {
        return new OncePerSession(
                DrawdownFiles.csvDirectory(files).toString(),
                new Partitions(drawdowns.get(DrawdownFilesOptions.PARTITION)));
    }

    @Override
    public void open(OpenContext context) {
        folders =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(
                            Map.Entry<String, Map<String, Set<String>>> eldest) {
                        return size() > FOLDERS;
                    }
                };
        heldBack =
                getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("kinesisanalytics")
                        .counter("rowsKeptBefore");
    }

    @Override
    public boolean filter(RankedDrawdown row) throws IOException {
        int day = row.drawdown.sessionDay;
        String folder = partitions.folder(day);
        Map<String, Set<String>> kept = folders.get(folder);
        if (kept == null) {
            kept = KeptSymbols.in(new Path(new Path(directory), folder));
            folders.put(folder, kept);
        }
        if (kept.isEmpty()) {
            return true;
        }
        Set<String> symbols = kept.get(LocalDate.ofEpochDay(day).toString());
        boolean known = symbols != null && symbols.contains(row.drawdown.symbol);
        if (known) {
            heldBack.inc();
        }
        return !known;
    }
}
