// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import dev.bellwether.sinks.files.compaction.KeptTable.Format;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Replaces the files of each folder of a table by one with the same rows.
 *
 * <ol>
 *   <li>The rows are written to a hidden file, which is read again and must have as many as were
 *       written; two of one key leave the folder as it is.
 *   <li>A {@link Manifest} says which files the new one replaces.
 *   <li>The new file gets its name, in one step.
 *   <li>The old ones are deleted, and then the manifest.
 * </ol>
 *
 * <p>Whatever moment it ends at, nothing is lost, and the next run finishes or undoes what it
 * finds. {@link FinishedFiles} never sees a row twice; a tool that does not know the manifest does
 * between the third step and the end of the fourth.
 *
 * <p>A folder that a job still writes to is not harmed: what comes later is left for the next run.
 * But a job that fails, or is taken back to a savepoint, looks for the last files that it finished
 * under their names, and on S3 fails for good if they are gone. So only files are replaced that
 * were written before a day, which should be older than any checkpoint or savepoint that the job
 * may be taken back to: a back-fill writes new files into old folders. One compaction of a table at
 * a time, which a {@link Lock} sees to.
 */
public final class Compaction {

    /** What was or would be done with a folder. */
    public static final class Result {
        public final Path folder;
        public final int files;
        public final long bytesBefore;

        /** 0 if nothing was written. */
        public final long bytesAfter;

        /** 0 if nothing was written. */
        public final long rows;

        /** Why the folder was left as it is; {@code null} if it was not. */
        public final String problem;

        private Result(
                Path folder,
                int files,
                long bytesBefore,
                long bytesAfter,
                long rows,
                String problem) {
            this.problem = problem;
            this.folder = folder;
            this.files = files;
            this.bytesBefore = bytesBefore;
            this.bytesAfter = bytesAfter;
            this.rows = rows;
        }
    }

    /** Where the steps end, so that tests can end the process between any two. */
    enum Step {
        WRITTEN,
        ANNOUNCED,
        SHOWN,
        ONE_DELETED,
        DELETED
    }

    /** Told of each step. */
    interface Watch {
        void after(Step step);
    }

    static final String NAME = "compacted-";

    private final KeptTable table;
    private final FileSystem files;
    private final Merge merge;
    private final Watch watch;

    Compaction(KeptTable table, Watch watch) throws IOException {
        this.table = table;
        this.watch = watch;
        this.files = table.directory.getFileSystem();
        this.merge = table.format == Format.CSV ? new CsvMerge(table) : new ParquetMerge(table);
    }

    /**
     * @throws IOException if the file system is not known
     */
    public static Compaction of(KeptTable table) throws IOException {
        return new Compaction(table, step -> {});
    }

    /**
     * Compacts, in the folders whose last day is before that day, the files that were written
     * before it began in UTC; and finishes whatever an earlier run left, in any folder. A folder
     * that cannot be compacted is left as it is and keeps no other from it.
     *
     * @return the folders that had more than one such file
     * @throws IOException if the table cannot be read, or another compaction runs
     */
    public List<Result> run(LocalDate before) throws IOException {
        List<Result> results = new ArrayList<>();
        if (!files.exists(table.directory)) {
            return results;
        }
        Lock lock = Lock.take(table.directory, Clock.systemUTC());
        try {
            for (Map.Entry<Path, LocalDate> folder : folders().entrySet()) {
                finish(folder.getKey());
                List<FileStatus> inputs = inputs(folder, before);
                if (inputs.size() > 1) {
                    results.add(compact(folder.getKey(), inputs));
                }
            }
        } finally {
            lock.release();
        }
        return results;
    }

    /** What {@link #run} would do. */
    public List<Result> plan(LocalDate before) throws IOException {
        List<Result> results = new ArrayList<>();
        for (Map.Entry<Path, LocalDate> folder : folders().entrySet()) {
            List<FileStatus> inputs = inputs(folder, before);
            if (inputs.size() > 1) {
                results.add(new Result(folder.getKey(), inputs.size(), bytes(inputs), 0, 0, null));
            }
        }
        return results;
    }

    private List<FileStatus> inputs(Map.Entry<Path, LocalDate> folder, LocalDate before)
            throws IOException {
        if (!folder.getValue().isBefore(before)) {
            return List.of();
        }
        long limit = before.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return FinishedFiles.statuses(folder.getKey(), table.format.suffix).stream()
                .filter(file -> file.getModificationTime() < limit)
                .collect(Collectors.toList());
    }

    /** Each folder with its last day, in the order of names. */
    private Map<Path, LocalDate> folders() throws IOException {
        Map<Path, LocalDate> folders =
                new TreeMap<>(Comparator.comparing((Path path) -> path.getName()));
        if (files.exists(table.directory)) {
            for (FileStatus status : files.listStatus(table.directory)) {
                if (status.isDir()) {
                    folders.put(status.getPath(), lastDay(status.getPath()));
                }
            }
        }
        return folders;
    }

    private static LocalDate lastDay(Path folder) throws IOException {
        String value = folder.getName().substring(folder.getName().indexOf('=') + 1);
        try {
            return folder.getName().startsWith("month=")
                    ? YearMonth.parse(value).atEndOfMonth()
                    : LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new IOException(folder + " is no folder of a day or a month", e);
        }
    }

    /** Goes on where an earlier run ended. */
    private void finish(Path folder) throws IOException {
        Manifest manifest = Manifest.read(folder);
        if (manifest != null) {
            if (files.exists(new Path(folder, manifest.output))) {
                deleteReplaced(folder, manifest);
            } else {
                Manifest.delete(folder);
            }
        }
        for (FileStatus file : files.listStatus(folder)) {
            if (file.getPath().getName().startsWith("." + NAME)) {
                Moves.delete(files, file.getPath());
            }
        }
    }

    private Result compact(Path folder, List<FileStatus> inputs) throws IOException {
        String output = NAME + UUID.randomUUID() + table.format.suffix;
        Path hidden = new Path(folder, "." + output);
        List<Path> ordered;
        long rows;
        try {
            ordered = inOrder(inputs);
            rows = write(ordered, hidden);
        } catch (IOException e) {
            files.delete(hidden, false);
            return new Result(folder, inputs.size(), bytes(inputs), 0, 0, e.getMessage());
        }
        watch.after(Step.WRITTEN);
        long bytes = files.getFileStatus(hidden).getLen();
        Manifest manifest =
                new Manifest(
                        output, ordered.stream().map(Path::getName).collect(Collectors.toList()));
        manifest.write(folder);
        watch.after(Step.ANNOUNCED);
        for (Path input : ordered) {
            if (!files.exists(input)) {
                throw new IOException(input + " went away; does another compaction run?");
            }
        }
        if (!manifest.sameAs(Manifest.read(folder))) {
            throw new IOException(folder + " is being compacted by somebody else");
        }
        Moves.rename(files, hidden, new Path(folder, output));
        watch.after(Step.SHOWN);
        deleteReplaced(folder, manifest);
        return new Result(folder, inputs.size(), bytes(inputs), bytes, rows, null);
    }

    private long write(List<Path> ordered, Path hidden) throws IOException {
        long rows;
        try (FSDataOutputStream stream = files.create(hidden, WriteMode.NO_OVERWRITE)) {
            rows = merge.merge(ordered, stream);
            sync(stream);
        }
        long written = merge.count(hidden);
        if (written != rows) {
            throw new IOException("of " + rows + " rows " + written + " came back from " + hidden);
        }
        return rows;
    }

    /** Onto the disk before anything is deleted for it, where that can be asked for. */
    private static void sync(FSDataOutputStream stream) throws IOException {
        try {
            stream.flush();
            stream.sync();
        } catch (UnsupportedOperationException e) {
            // An object store keeps what it has taken when the stream is closed.
            return;
        }
    }

    private void deleteReplaced(Path folder, Manifest manifest) throws IOException {
        for (String name : manifest.inputs) {
            Moves.delete(files, new Path(folder, name));
            watch.after(Step.ONE_DELETED);
        }
        watch.after(Step.DELETED);
        Manifest.delete(folder);
    }

    /** By the day of their first row, then by name. */
    private List<Path> inOrder(List<FileStatus> inputs) throws IOException {
        Map<Path, String> days = new HashMap<>();
        for (FileStatus input : inputs) {
            days.put(input.getPath(), merge.firstDay(input.getPath()));
        }
        return inputs.stream()
                .map(FileStatus::getPath)
                .sorted(
                        Comparator.<Path, String>comparing(days::get)
                                .thenComparing(path -> path.getName()))
                .collect(Collectors.toList());
    }

    private static long bytes(List<FileStatus> inputs) {
        return inputs.stream().mapToLong(FileStatus::getLen).sum();
    }
}
