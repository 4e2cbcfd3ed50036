// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import dev.bellwether.sinks.files.compaction.FinishedFiles;
import dev.bellwether.sinks.files.compaction.KeptTable.Format;
import dev.bellwether.sinks.files.drawdowns.DrawdownFilesOptions.Partition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Reads back what {@link DrawdownFiles} has kept as CSV. */
public final class DrawdownHistory {

    /** One line. */
    public static final class Row {
        public final LocalDate date;
        public final String symbol;
        public final double price;
        public final double peakPrice;
        public final double depthPercent;
        public final int sessionsSincePeak;

        /** 0 if the symbol was not ranked. */
        public final int rank;

        private Row(String[] cells) {
            date = LocalDate.parse(cells[0]);
            symbol = cells[1];
            price = Double.parseDouble(cells[2]);
            peakPrice = Double.parseDouble(cells[3]);
            depthPercent = Double.parseDouble(cells[4]);
            sessionsSincePeak = Integer.parseInt(cells[5]);
            rank = cells[7].isEmpty() ? 0 : Integer.parseInt(cells[7]);
        }
    }

    private static final int COLUMNS = 8;

    private final Path directory;
    private final Partition partition;

    private DrawdownHistory(Path directory, Partition partition) {
        this.directory = directory;
        this.partition = partition;
    }

    /** From checked options of the groups {@code Files} and {@code DrawdownFiles}. */
    public static DrawdownHistory of(ReadableConfig files, ReadableConfig drawdowns) {
        return new DrawdownHistory(
                DrawdownFiles.csvDirectory(files), drawdowns.get(DrawdownFilesOptions.PARTITION));
    }

    /** Where it looks. */
    public String location() {
        return directory.toString();
    }

    /**
     * The rows of the last sessions up to a day, by session in the order of time, each in the order
     * of the files.
     *
     * @param upTo the last session that is wanted
     * @param sessions how many are wanted at most
     * @throws IOException if a file cannot be read or is none of these
     */
    public NavigableMap<LocalDate, List<Row>> last(LocalDate upTo, int sessions)
            throws IOException {
        TreeMap<LocalDate, List<Row>> rows = new TreeMap<>();
        FileSystem files = directory.getFileSystem();
        if (!files.exists(directory)) {
            return rows;
        }
        TreeMap<LocalDate, Path> folders = new TreeMap<>();
        for (FileStatus folder : files.listStatus(directory)) {
            if (folder.isDir()) {
                folders.put(firstDay(folder.getPath().getName()), folder.getPath());
            }
        }
        for (Path folder : folders.headMap(upTo, true).descendingMap().values()) {
            for (Row row : read(folder)) {
                if (!row.date.isAfter(upTo)) {
                    rows.computeIfAbsent(row.date, date -> new ArrayList<>()).add(row);
                }
            }
            if (rows.size() >= sessions) {
                break;
            }
        }
        while (rows.size() > sessions) {
            rows.pollFirstEntry();
        }
        return rows;
    }

    private LocalDate firstDay(String folder) {
        String value = folder.substring(folder.indexOf('=') + 1);
        return partition == Partition.MONTH
                ? YearMonth.parse(value).atDay(1)
                : LocalDate.parse(value);
    }

    private static List<Row> read(Path folder) throws IOException {
        return FinishedFiles.read(folder, Format.CSV.suffix(), DrawdownHistory::read);
    }

    private static List<Row> read(List<Path> files) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path file : files) {
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    file.getFileSystem().open(file), StandardCharsets.UTF_8))) {
                lines.readLine();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] cells = line.split(",", -1);
                    if (cells.length != COLUMNS) {
                        throw new IOException(file + " has a line that is no row: " + line);
                    }
                    rows.add(new Row(cells));
                }
            }
        }
        return rows;
    }
}
