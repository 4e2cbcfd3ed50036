// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** CSV files one behind the other, with one header. */
final class CsvMerge implements Merge {

    private final KeptTable table;

    CsvMerge(KeptTable table) {
        this.table = table;
    }

    @Override
    public String firstDay(Path file) throws IOException {
        try (BufferedReader lines = open(file)) {
            String header = lines.readLine();
            String line = lines.readLine();
            return line == null
                    ? ""
                    : line.split(",", -1)[columns(header, file, List.of(table.day))[0]];
        }
    }

    @Override
    public long merge(List<Path> files, OutputStream stream) throws IOException {
        Rows rows = new Rows(!table.key.isEmpty());
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        String header = null;
        for (Path file : files) {
            try (BufferedReader lines = open(file)) {
                String first = lines.readLine();
                if (header == null) {
                    header = first;
                    out.write(header + "\n");
                } else if (!header.equals(first)) {
                    throw new IOException(
                            file + " begins with " + first + ", another with " + header);
                }
                int[] columns = columns(header, file, table.key);
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] cells = line.split(",", -1);
                    if (cells.length != header.split(",", -1).length) {
                        throw new IOException(file + " has a line that is no row: " + line);
                    }
                    StringBuilder name = new StringBuilder();
                    for (int column : columns) {
                        name.append(name.length() == 0 ? "" : ",").append(cells[column]);
                    }
                    rows.add(name.toString(), file);
                    out.write(line + "\n");
                }
            }
        }
        out.flush();
        return rows.count();
    }

    @Override
    public long count(Path file) throws IOException {
        try (BufferedReader lines = open(file)) {
            return lines.lines().skip(1).count();
        }
    }

    private static int[] columns(String header, Path file, List<String> key) throws IOException {
        List<String> names = Arrays.asList((header == null ? "" : header).split(",", -1));
        int[] columns = new int[key.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = names.indexOf(key.get(i));
            if (columns[i] < 0) {
                throw new IOException(file + " has no column " + key.get(i));
            }
        }
        return columns;
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(file.getFileSystem().open(file), StandardCharsets.UTF_8));
    }
}
