// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.barfiles;

import dev.bellwether.model.PolledBar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.apache.flink.core.fs.Path;

/**
 * The bars of CSV files, through Flink's file source: exactly once into the job's state, file after
 * file in the order of their names; until all are read, or for ever if it looks for further ones.
 * To be run with parallelism 1, so that dates come in their order and sessions can be closed as the
 * files go on ({@link #watermarks}).
 */
public final class BarFileSource {

    private BarFileSource() {}

    /** From checked options of the group {@code BarFiles}. */
    public static FileSource<PolledBar> from(ReadableConfig files) {
        FileSource.FileSourceBuilder<PolledBar> source =
                FileSource.forBulkFileFormat(
                                new NamedFiles(new BarFormat(files.get(BarFileOptions.CURRENCY))),
                                new Path(files.get(BarFileOptions.PATH)))
                        .setSplitAssigner(ByName::new);
        files.getOptional(BarFileOptions.POLL_INTERVAL).ifPresent(source::monitorContinuously);
        return source.build();
    }

    /** A bar happens at the end of its session; dates that go back are late. */
    public static WatermarkStrategy<PolledBar> watermarks() {
        return WatermarkStrategy.forGenerator(context -> new WithEachDay())
                .withTimestampAssigner(
                        (polled, before) -> polled.bar == null ? before : polled.bar.endMillis);
    }

    /**
     * Says at once that a day is over. What is said now and then never is for a file that is read
     * within that time: with the file its generator is gone.
     */
    private static final class WithEachDay implements WatermarkGenerator<PolledBar> {

        private long newest = Long.MIN_VALUE;

        @Override
        public void onEvent(PolledBar polled, long timestamp, WatermarkOutput output) {
            if (timestamp > newest) {
                newest = timestamp;
                output.emitWatermark(new Watermark(timestamp - 1));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // all is said
        }
    }

    private static final class ByName implements FileSplitAssigner {

        private final Deque<FileSourceSplit> splits = new ArrayDeque<>();

        ByName(Collection<FileSourceSplit> initial) {
            addSplits(initial);
        }

        @Override
        public Optional<FileSourceSplit> getNext(String hostname) {
            return Optional.ofNullable(splits.poll());
        }

        @Override
        public void addSplits(Collection<FileSourceSplit> more) {
            List<FileSourceSplit> all = new ArrayList<>(splits);
            all.addAll(more);
            all.sort(Comparator.comparing(split -> split.path().toString()));
            splits.clear();
            splits.addAll(all);
        }

        @Override
        public Collection<FileSourceSplit> remainingSplits() {
            return new ArrayList<>(splits);
        }
    }
}
