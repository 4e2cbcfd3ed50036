// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.barfiles;

import dev.bellwether.model.PolledBar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;

/** A CSV file of daily bars, read from its beginning by one reader. */
final class BarFormat extends SimpleStreamFormat<PolledBar> {

    private static final long serialVersionUID = 1L;

    private final String currency;

    BarFormat(String currency) {
        this.currency = currency;
    }

    @Override
    public StreamFormat.Reader<PolledBar> createReader(
            Configuration config, FSDataInputStream stream) throws IOException {
        return new Lines(stream, currency);
    }

    @Override
    public TypeInformation<PolledBar> getProducedType() {
        return TypeInformation.of(PolledBar.class);
    }

    private static final class Lines implements StreamFormat.Reader<PolledBar> {

        private static final int BUFFER = 1 << 16;

        /** A longer line is no bar; what follows its first so many bytes is a line of its own. */
        private static final int LONGEST_LINE = 1 << 20;

        private final InputStream file;
        private final BarLineParser parser;
        private PolledBar unreadable;
        private byte[] buffer = new byte[BUFFER];
        private int position;
        private int limit;
        private boolean ended;
        private long line;
        private int lineStart;
        private int lineEnd;

        Lines(InputStream file, String currency) throws IOException {
            this.file = file;
            String header = nextLine() ? text() : "";
            BarLineParser known = null;
            try {
                known = new BarLineParser(header, currency);
            } catch (IllegalArgumentException e) {
                unreadable = BarLineParser.unreadable(header, e, System.currentTimeMillis());
            }
            parser = known;
        }

        /** Of a file whose header says too little: one dead letter, and nothing else of it. */
        @Override
        public PolledBar read() throws IOException {
            if (parser == null) {
                PolledBar only = unreadable;
                unreadable = null;
                return only;
            }
            do {
                if (!nextLine()) {
                    return null;
                }
            } while (lineStart == lineEnd);
            return parser.parse(buffer, lineStart, lineEnd, line, System.currentTimeMillis());
        }

        private String text() {
            return new String(buffer, lineStart, lineEnd - lineStart, StandardCharsets.UTF_8);
        }

        private boolean nextLine() throws IOException {
            int scanned = position;
            while (true) {
                for (int i = scanned; i < limit; i++) {
                    if (buffer[i] == '\n') {
                        end(i, i + 1);
                        return true;
                    }
                }
                scanned = limit - position;
                if (ended || scanned >= LONGEST_LINE) {
                    boolean some = position < limit;
                    end(limit, limit);
                    return some;
                }
                fill();
                scanned += position;
            }
        }

        private void end(int lineEndsAt, int nextAt) {
            lineStart = position;
            lineEnd =
                    lineEndsAt > position && buffer[lineEndsAt - 1] == '\r'
                            ? lineEndsAt - 1
                            : lineEndsAt;
            position = nextAt;
            line++;
        }

        private void fill() throws IOException {
            int kept = limit - position;
            if (kept > buffer.length / 2) {
                buffer = Arrays.copyOfRange(buffer, position, position + 2 * buffer.length);
            } else {
                System.arraycopy(buffer, position, buffer, 0, kept);
            }
            position = 0;
            limit = kept;
            int read = file.read(buffer, limit, buffer.length - limit);
            ended = read < 0;
            limit += Math.max(0, read);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
