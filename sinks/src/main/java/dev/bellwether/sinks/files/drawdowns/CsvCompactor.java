// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.flink.connector.file.sink.compactor.OutputStreamBasedFileCompactor;
import org.apache.flink.core.fs.Path;

/** Makes one CSV file of several: the header of the first, the lines of all. */
final class CsvCompactor extends OutputStreamBasedFileCompactor {

    private static final int BUFFER = 1 << 14;

    @Override
    protected void doCompact(List<Path> inputFiles, OutputStream outputStream) throws IOException {
        boolean first = true;
        for (Path path : inputFiles) {
            try (InputStream in = path.getFileSystem().open(path)) {
                copy(in, outputStream, first);
            }
            first = false;
        }
    }

    private static void copy(InputStream in, OutputStream out, boolean withHeader)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        boolean body = withHeader;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            int from = 0;
            while (!body && from < read) {
                body = buffer[from++] == '\n';
            }
            out.write(buffer, from, read - from);
        }
    }
}
