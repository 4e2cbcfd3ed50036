// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import dev.bellwether.sinks.files.parquet.FlinkInputFile;
import dev.bellwether.sinks.files.parquet.ParquetCodecs;
import dev.bellwether.sinks.files.parquet.ParquetFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Parquet files one behind the other in common row groups: small row groups are what makes small
 * files slow, so they are not just put in a row.
 */
final class ParquetMerge implements Merge {

    /** What is done with each row of a file. */
    private interface Row {
        void accept(Group row) throws IOException;
    }

    private final KeptTable table;

    ParquetMerge(KeptTable table) {
        this.table = table;
    }

    @Override
    public String firstDay(Path file) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            PageReadStore pages = reader.readNextRowGroup();
            return pages == null ? "" : value(records(pages, schema).read(), table.day);
        }
    }

    @Override
    public long merge(List<Path> files, OutputStream stream) throws IOException {
        Rows rows = new Rows(!table.key.isEmpty());
        MessageType schema = schema(files.get(0));
        ParquetFile<Group> out = ParquetFile.on(stream, schema, ParquetMerge::copy);
        for (Path file : files) {
            MessageType own = schema(file);
            if (!own.equals(schema)) {
                throw new IOException(
                        file + " has other columns than " + files.get(0).getName() + ": " + own);
            }
            forEach(
                    file,
                    row -> {
                        StringBuilder name = new StringBuilder();
                        for (String column : table.key) {
                            name.append(name.length() == 0 ? "" : ",").append(value(row, column));
                        }
                        rows.add(name.toString(), file);
                        out.addElement(row);
                    });
        }
        out.finish();
        return rows.count();
    }

    @Override
    public long count(Path file) throws IOException {
        long[] rows = {0};
        forEach(file, row -> rows[0]++);
        return rows[0];
    }

    private static MessageType schema(Path file) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            return reader.getFileMetaData().getSchema();
        }
    }

    private static void forEach(Path file, Row action) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore pages = reader.readNextRowGroup();
                    pages != null;
                    pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = records(pages, schema);
                for (long left = pages.getRowCount(); left > 0; left--) {
                    action.accept(records.read());
                }
            }
        }
    }

    private static RecordReader<Group> records(PageReadStore pages, MessageType schema) {
        return new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
    }

    private static ParquetFileReader open(Path file) throws IOException {
        return ParquetFileReader.open(
                FlinkInputFile.of(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(ParquetCodecs.create())
                        .build());
    }

    private static String value(Group row, String column) {
        return row.getFieldRepetitionCount(column) == 0
                ? ""
                : row.getValueToString(row.getType().getFieldIndex(column), 0);
    }

    private static void copy(Group row, RecordConsumer out) {
        MessageType schema = (MessageType) row.getType();
        for (int i = 0; i < schema.getFieldCount(); i++) {
            if (row.getFieldRepetitionCount(i) == 0) {
                continue;
            }
            String name = schema.getFieldName(i);
            PrimitiveTypeName type = schema.getType(i).asPrimitiveType().getPrimitiveTypeName();
            out.startField(name, i);
            switch (type) {
                case DOUBLE:
                    out.addDouble(row.getDouble(i, 0));
                    break;
                case INT32:
                    out.addInteger(row.getInteger(i, 0));
                    break;
                case INT64:
                    out.addLong(row.getLong(i, 0));
                    break;
                case BOOLEAN:
                    out.addBoolean(row.getBoolean(i, 0));
                    break;
                case BINARY:
                    out.addBinary(row.getBinary(i, 0));
                    break;
                default:
                    throw new IllegalArgumentException(name + " is of the type " + type);
            }
            out.endField(name, i);
        }
    }
}
