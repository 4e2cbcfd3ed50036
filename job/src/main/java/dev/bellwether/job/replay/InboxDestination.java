// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The folder that the job watches: one file for one batch, one record a line.
 *
 * <p>A file is named after its content and appears whole. The same batch again is the same file,
 * which the job has read already: replaying twice puts nothing in twice.
 */
final class InboxDestination implements Destination {

    private final Path directory;

    InboxDestination(String directory) {
        this.directory = new Path(directory);
    }

    @Override
    public void put(List<Repaired> records) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Repaired record : records) {
            writeLines(record.record, lines);
        }
        byte[] content = lines.toByteArray();
        String name = "replay-" + fingerprint(content) + ".jsonl";
        FileSystem files = directory.getFileSystem();
        files.mkdirs(directory);
        Path file = new Path(directory, name);
        if (files.exists(file)) {
            return;
        }
        Path unfinished = new Path(directory, "." + name);
        try (FSDataOutputStream out = files.create(unfinished, FileSystem.WriteMode.OVERWRITE)) {
            out.write(content);
        }
        if (!files.rename(unfinished, file)) {
            throw new IOException("cannot rename " + unfinished + " to " + file);
        }
    }

    /** A record may be zipped, span lines, or hold several quotes: each becomes a line. */
    private static void writeLines(byte[] record, ByteArrayOutputStream lines) throws IOException {
        boolean zipped = record.length > 1 && record[0] == 0x1f && record[1] == (byte) 0x8b;
        try (InputStream bytes = new ByteArrayInputStream(record);
                InputStream text = zipped ? new GZIPInputStream(bytes) : bytes;
                MappingIterator<JsonNode> values =
                        ExactJson.MAPPER.readerFor(JsonNode.class).readValues(text)) {
            while (values.hasNextValue()) {
                lines.write(ExactJson.MAPPER.writeValueAsBytes(values.nextValue()));
                lines.write('\n');
            }
        }
    }

    private static String fingerprint(byte[] content) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            hex.append(Character.forDigit((digest[i] >> 4) & 0xf, 16));
            hex.append(Character.forDigit(digest[i] & 0xf, 16));
        }
        return hex.toString();
    }

    @Override
    public String toString() {
        return "inbox " + directory;
    }

    @Override
    public void close() {}
}
