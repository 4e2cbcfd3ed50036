// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Says in a table's directory that a compaction runs there. What a process left that is no more
 * counts for nothing on the machine where it ran, and elsewhere after a day.
 *
 * <p>On an object store two that begin within the same instant may both think that they have it;
 * then each still finds out before its rename that the manifest is not its own.
 */
final class Lock {

    static final String NAME = "_compaction.lock";

    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final FileSystem files;
    private final Path path;

    private Lock(FileSystem files, Path path) {
        this.files = files;
        this.path = path;
    }

    /**
     * @throws IOException if another compaction has it, saying whose it is
     */
    static Lock take(Path directory, Clock clock) throws IOException {
        FileSystem files = directory.getFileSystem();
        Path path = new Path(directory, NAME);
        JsonNode holder = read(files, path);
        if (holder != null) {
            String host = holder.path("host").asText();
            long pid = holder.path("pid").asLong();
            String since = holder.path("since").asText();
            boolean here = host.equals(host());
            boolean over =
                    here
                            ? ProcessHandle.of(pid).isEmpty()
                            : Instant.parse(since).plus(FORGOTTEN).isBefore(clock.instant());
            if (!over) {
                throw new IOException(
                        "process "
                                + pid
                                + " on "
                                + host
                                + " compacts "
                                + directory
                                + " since "
                                + since
                                + "; if it does not, delete "
                                + path);
            }
            Moves.delete(files, path);
        }
        try (OutputStream out = files.create(path, WriteMode.NO_OVERWRITE)) {
            out.write(
                    Json.mapper()
                            .createObjectNode()
                            .put("host", host())
                            .put("pid", ProcessHandle.current().pid())
                            .put("since", clock.instant().toString())
                            .toString()
                            .getBytes(StandardCharsets.UTF_8));
        }
        return new Lock(files, path);
    }

    private static JsonNode read(FileSystem files, Path path) throws IOException {
        try (InputStream in = files.open(path)) {
            return Json.mapper().readTree(in);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    void release() throws IOException {
        Moves.delete(files, path);
    }
}
