// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.parquet;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file of any file system that Flink knows, as Parquet reads it. */
public final class FlinkInputFile implements InputFile {

    private final Path path;
    private final long length;

    private FlinkInputFile(Path path, long length) {
        this.path = path;
        this.length = length;
    }

    public static FlinkInputFile of(Path path) throws IOException {
        return new FlinkInputFile(path, path.getFileSystem().getFileStatus(path).getLen());
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        FSDataInputStream stream = path.getFileSystem().open(path);
        return new DelegatingSeekableInputStream(stream) {
            @Override
            public long getPos() throws IOException {
                return stream.getPos();
            }

            @Override
            public void seek(long position) throws IOException {
                stream.seek(position);
            }
        };
    }
}
