// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * What dead letters and bars have in common as files: one line of JSON each, one folder per kind.
 */
final class JsonLineFiles {

    /** A function that can travel to the task managers. */
    interface Part<T> extends Function<T, String>, Serializable {}

    private JsonLineFiles() {}

    /**
     * @param folder below the configured directory
     * @param line the record as one line of JSON, without its end
     * @param partition the folder of a record below that, such as {@code date=2026-03-02}
     */
    static <T> FileSink<T> sink(
            ReadableConfig config, String folder, Part<T> line, Part<T> partition) {
        StringBuilder problems = new StringBuilder();
        FilesOptions.check(
                config,
                (option, message) ->
                        problems.append(problems.length() == 0 ? "" : "; ")
                                .append(option.key())
                                .append(' ')
                                .append(message));
        if (problems.length() > 0) {
            throw new IllegalArgumentException("Files: " + problems);
        }
        long checkMillis =
                Math.min(
                        config.get(FilesOptions.ROLL_INTERVAL).toMillis(),
                        Duration.ofMinutes(1).toMillis());
        return FileSink.forRowFormat(
                        new Path(new Path(config.get(FilesOptions.DIRECTORY)), folder),
                        new Lines<>(line))
                .withBucketAssigner(new Partitions<>(partition))
                .withRollingPolicy(new RollPolicy<>(config))
                .withBucketCheckInterval(checkMillis)
                .withOutputFileConfig(new OutputFileConfig(folder, ".jsonl"))
                .build();
    }

    private static final class Lines<T> implements Encoder<T> {

        private static final long serialVersionUID = 1L;

        private final Part<T> line;

        Lines(Part<T> line) {
            this.line = line;
        }

        @Override
        public void encode(T record, OutputStream file) throws IOException {
            file.write(line.apply(record).getBytes(StandardCharsets.UTF_8));
            file.write('\n');
        }
    }

    private static final class Partitions<T> implements BucketAssigner<T, String> {

        private static final long serialVersionUID = 1L;

        private final Part<T> partition;

        Partitions(Part<T> partition) {
            this.partition = partition;
        }

        @Override
        public String getBucketId(T record, Context context) {
            return partition.apply(record);
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
