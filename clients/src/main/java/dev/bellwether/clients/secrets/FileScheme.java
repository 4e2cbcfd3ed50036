// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * {@code file:/path}: the content of a file in UTF-8, without one newline at its end (editors and
 * secret mounts add it).
 */
final class FileScheme implements SecretScheme {

    /** No secret is longer; keeps a wrong path (a log) from filling the memory. */
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public String name() {
        return "file";
    }

    @Override
    public String form() {
        return "file:/path";
    }

    @Override
    public boolean accepts(String locator) {
        try {
            return locator.length() > 1 && Path.of(locator).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public Secret read(String locator) {
        Path path = Path.of(locator);
        // A pipe or a device may never end, or never begin.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw unavailable(path, "is no regular file");
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(path)) {
            content = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw unavailable(path, "does not exist");
        } catch (IOException | SecurityException e) {
            // The cause stays out: only its kind is known to be free of content.
            throw unavailable(path, "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        if (content.length > MAX_BYTES) {
            throw unavailable(path, "is longer than " + MAX_BYTES + " bytes");
        }
        String value = withoutNewline(new String(content, StandardCharsets.UTF_8));
        if (value.isEmpty()) {
            throw unavailable(path, "is empty");
        }
        return Secret.of(value);
    }

    private static SecretUnavailableException unavailable(Path path, String what) {
        return new SecretUnavailableException(
                "secret file " + path + " " + what + ": it must hold the secret and nothing else");
    }

    private static String withoutNewline(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
