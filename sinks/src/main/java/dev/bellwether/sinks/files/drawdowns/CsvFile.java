// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** A CSV file that begins with its header: written as a whole, so that there is a beginning. */
final class CsvFile<T> implements BulkWriter<T> {

    /** Appends the line or lines of a record, without the last line end. */
    interface Lines<T> extends Serializable {
        void append(StringBuilder text, T record);
    }

    private static final int FLUSH_CHARACTERS = 1 << 13;

    private final FSDataOutputStream stream;
    private final Lines<T> lines;
    private final StringBuilder text = new StringBuilder(2 * FLUSH_CHARACTERS);

    private CsvFile(FSDataOutputStream stream, String header, Lines<T> lines) {
        this.stream = stream;
        this.lines = lines;
        text.append(header).append('\n');
    }

    static <T> Factory<T> of(String header, Lines<T> lines) {
        return stream -> new CsvFile<>(stream, header, lines);
    }

    @Override
    public void addElement(T record) throws IOException {
        int before = text.length();
        lines.append(text, record);
        if (text.length() > before) {
            text.append('\n');
        }
        if (text.length() >= FLUSH_CHARACTERS) {
            drain();
        }
    }

    private void drain() throws IOException {
        stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    @Override
    public void flush() throws IOException {
        drain();
        stream.flush();
    }

    /** Leaves the stream open, as its owner wants it. */
    @Override
    public void finish() throws IOException {
        flush();
    }
}
