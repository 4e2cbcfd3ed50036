// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.recordings;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One row of a small CSV file with a header. */
final class Row {

    private static final ObjectReader READER =
            new CsvMapper().readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader());

    private final Map<String, String> values;

    private Row(Map<String, String> values) {
        this.values = values;
    }

    static <T> List<T> readAll(InputStream in, Function<Row, T> type) throws IOException {
        List<T> result = new ArrayList<>();
        try (MappingIterator<Map<String, String>> rows = READER.readValues(in)) {
            while (rows.hasNextValue()) {
                result.add(type.apply(new Row(rows.nextValue())));
            }
        }
        return result;
    }

    String text(String column) {
        String value = values.get(column);
        if (value == null) {
            throw new IllegalStateException("recording has no column " + column);
        }
        return value;
    }

    /** The number in that column, {@code NaN} if it is empty. */
    double number(String column) {
        String value = text(column);
        return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
    }
}
