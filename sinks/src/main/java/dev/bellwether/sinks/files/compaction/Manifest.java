// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.compaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Which files of a folder are being replaced by which one. It lies in the folder from before the
 * new file shows until after the last old one is gone. Immutable.
 */
final class Manifest {

    /** Readers of lakes pass over what begins so. */
    static final String NAME = "_compaction.json";

    /** A name that stays in its folder and is not hidden. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=-]*");

    final String output;
    final List<String> inputs;

    Manifest(String output, List<String> inputs) {
        this.output = output;
        this.inputs = List.copyOf(inputs);
    }

    /**
     * That of a folder; {@code null} if it has none.
     *
     * @throws IOException if it names anything but files of this folder
     */
    static Manifest read(Path folder) throws IOException {
        Path path = new Path(folder, NAME);
        try (InputStream in = path.getFileSystem().open(path)) {
            JsonNode json = Json.mapper().readTree(in);
            List<String> inputs = new ArrayList<>();
            json.path("inputs").forEach(name -> inputs.add(name.asText()));
            String output = json.path("output").asText("");
            if (!output.startsWith(Compaction.NAME)
                    || inputs.isEmpty()
                    || inputs.contains(output)
                    || !PLAIN.matcher(output).matches()
                    || !inputs.stream().allMatch(name -> PLAIN.matcher(name).matches())) {
                throw new IOException(
                        path + " does not name files of its folder; was it written by hand?");
            }
            return new Manifest(output, inputs);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    /** Appears whole or not at all. */
    void write(Path folder) throws IOException {
        ObjectNode json = Json.mapper().createObjectNode().put("output", output);
        inputs.forEach(json.putArray("inputs")::add);
        FileSystem files = folder.getFileSystem();
        Path hidden = new Path(folder, "." + NAME);
        try (OutputStream out = files.create(hidden, WriteMode.OVERWRITE)) {
            out.write(json.toString().getBytes(StandardCharsets.UTF_8));
        }
        Moves.rename(files, hidden, new Path(folder, NAME));
    }

    static void delete(Path folder) throws IOException {
        Moves.delete(folder.getFileSystem(), new Path(folder, NAME));
    }

    boolean sameAs(Manifest other) {
        return other != null && output.equals(other.output) && inputs.equals(other.inputs);
    }
}
