// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.drawdowns;

import dev.bellwether.sinks.files.parquet.ParquetCodecs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/** Compares every figure in the Parquet files with what pandas computed. */
final class Check {

    private final Map<String, Map<String, String>> expected = new HashMap<>();
    private final Map<String, Double> differences = new TreeMap<>();
    private long rows;

    private Check() {}

    /** By column: the largest relative difference; infinite where there is another date or rank. */
    static Check of(Path pandas, Path parquet) throws IOException {
        Check check = new Check();
        check.readExpected(pandas);
        try (Stream<Path> files = Files.walk(parquet)) {
            List<Path> finished =
                    files.filter(file -> file.toString().endsWith(".parquet"))
                            .filter(file -> !file.getFileName().toString().startsWith("."))
                            .collect(Collectors.toList());
            for (Path file : finished) {
                check.compare(file);
            }
        }
        return check;
    }

    long rows() {
        return rows;
    }

    boolean isComplete() {
        return rows == expected.size();
    }

    Map<String, Double> differences() {
        return differences;
    }

    double largest() {
        return differences.values().stream().mapToDouble(d -> d).max().orElse(Double.NaN);
    }

    private void readExpected(Path pandas) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(pandas)) {
            String[] names = lines.readLine().split(",", -1);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], cells[i]);
                }
                expected.put(row.get("date") + row.get("symbol"), row);
            }
        }
    }

    private void compare(Path file) throws IOException {
        try (ParquetFileReader reader =
                ParquetFileReader.open(
                        new LocalInputFile(file),
                        ParquetReadOptions.builder(new PlainParquetConfiguration())
                                .withCodecFactory(ParquetCodecs.create())
                                .build())) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore pages = reader.readNextRowGroup();
                    pages != null;
                    pages = reader.readNextRowGroup()) {
                RecordReader<Group> records =
                        new ColumnIOFactory()
                                .getColumnIO(schema)
                                .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long left = pages.getRowCount(); left > 0; left--) {
                    compare(records.read(), schema);
                }
            }
        }
    }

    private void compare(Group row, MessageType schema) {
        String key = LocalDate.ofEpochDay(row.getInteger("date", 0)) + row.getString("symbol", 0);
        Map<String, String> theirs = expected.get(key);
        if (theirs == null) {
            differences.put("a row that pandas has not: " + key, Double.POSITIVE_INFINITY);
            return;
        }
        rows++;
        theirs.forEach(
                (name, text) -> {
                    if (!name.equals("date") && !name.equals("symbol")) {
                        differences.merge(name, difference(row, schema, name, text), Math::max);
                    }
                });
    }

    private static double difference(Group row, MessageType schema, String name, String text) {
        if (row.getFieldRepetitionCount(name) == 0) {
            return text.isEmpty() ? 0 : Double.POSITIVE_INFINITY;
        }
        PrimitiveType type = schema.getType(name).asPrimitiveType();
        if (name.endsWith("_date")) {
            LocalDate ours = LocalDate.ofEpochDay(row.getInteger(name, 0));
            return ours.toString().equals(text) ? 0 : Double.POSITIVE_INFINITY;
        }
        double theirs = text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        double ours =
                type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32
                        ? row.getInteger(name, 0)
                        : row.getDouble(name, 0);
        if (ours == theirs) {
            return 0;
        }
        double difference = Math.abs(ours - theirs) / Math.abs(theirs);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }
}
