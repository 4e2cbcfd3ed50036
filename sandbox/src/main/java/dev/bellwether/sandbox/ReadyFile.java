// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The file that says where the sandbox listens: {@code key=value} lines, readable as Java
 * properties and by a shell. It appears whole or not at all.
 */
final class ReadyFile {

    private final Path file;

    ReadyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    void write(Map<String, String> values) throws IOException {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        Files.write(draft, text.toString().getBytes(UTF_8));
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
