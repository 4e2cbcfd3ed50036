// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A job's configuration as a file: what must be given, and what the test adds. */
final class JobFile {

    private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    private final Path directory;

    JobFile(Path directory) {
        this.directory = directory;
        with("Bavest", "base.url", "http://127.0.0.1:9/v0");
        with("Bavest", "api.key", "env:NO_SUCH_KEY_HERE");
        with("BavestQuotes", "symbols", "AAPL");
        with("BavestQuotes", "schedule.interval", "1 s");
        with("Redis", "nodes", "127.0.0.1:6379");
        with("Files", "directory", directory.resolve("files").toString());
    }

    JobFile with(String group, String key, String value) {
        groups.computeIfAbsent(group, name -> new LinkedHashMap<>()).put(key, value);
        return this;
    }

    Path write() throws IOException {
        ArrayNode array = Json.mapper().createArrayNode();
        groups.forEach(
                (name, values) -> {
                    ObjectNode group = array.addObject().put("PropertyGroupId", name);
                    ObjectNode map = group.putObject("PropertyMap");
                    values.forEach(map::put);
                });
        return Files.writeString(directory.resolve("job.json"), array.toString());
    }
}
