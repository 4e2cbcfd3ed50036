// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.parquet;

import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Snappy for Parquet without Hadoop's codecs and without native code. */
final class SnappyInJava implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        check(codec);
        return new Compressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        check(codec);
        return new Decompressor();
    }

    private static byte[] bytes(BytesInput input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) input.size());
        input.writeAllTo(bytes);
        return bytes.toByteArray();
    }

    private static void check(CompressionCodecName codec) {
        if (codec != CompressionCodecName.SNAPPY) {
            throw new IllegalArgumentException("only SNAPPY is known here, not " + codec);
        }
    }

    @Override
    public void release() {
        // There is nothing to give back.
    }

    private static final class Compressor implements BytesInputCompressor {

        private final SnappyCompressor snappy = new SnappyCompressor();

        @Override
        public BytesInput compress(BytesInput input) throws IOException {
            byte[] plain = bytes(input);
            byte[] packed = new byte[snappy.maxCompressedLength(plain.length)];
            int length = snappy.compress(plain, 0, plain.length, packed, 0, packed.length);
            return BytesInput.from(packed, 0, length);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.SNAPPY;
        }

        @Override
        public void release() {
            // There is nothing to give back.
        }
    }

    private static final class Decompressor implements BytesInputDecompressor {

        private final SnappyDecompressor snappy = new SnappyDecompressor();

        @Override
        public BytesInput decompress(BytesInput input, int length) throws IOException {
            byte[] packed = bytes(input);
            byte[] plain = new byte[length];
            snappy.decompress(packed, 0, packed.length, plain, 0, length);
            return BytesInput.from(plain);
        }

        @Override
        public void decompress(
                ByteBuffer input, int packedLength, ByteBuffer output, int plainLength) {
            snappy.decompress(input, output);
        }

        @Override
        public void release() {
            // There is nothing to give back.
        }
    }
}
