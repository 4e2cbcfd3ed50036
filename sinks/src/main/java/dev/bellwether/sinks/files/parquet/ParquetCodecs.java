// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.parquet;

import org.apache.parquet.compression.CompressionCodecFactory;

/** What a program without Hadoop and without native code needs to read these Parquet files. */
public final class ParquetCodecs {

    private ParquetCodecs() {}

    /** Knows Snappy, which is all that the files use. */
    public static CompressionCodecFactory create() {
        return new SnappyInJava();
    }
}
