// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileSchemeTest {

    private final FileScheme scheme = new FileScheme();

    @TempDir Path directory;

    /** Also behind a link: mounted secrets are such. */
    @Test
    void shouldReadARegularFile() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "s3cr3t\n");
        Path link = directory.resolve("link");
        Files.createSymbolicLink(link, file);

        assertThat(scheme.read(link.toString()).reveal()).isEqualTo("s3cr3t");
    }

    /** Nobody ever writes to this one: opening it would wait for ever. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldNotWaitForAPipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

        refuses(pipe, "is no regular file");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldNotReadADeviceOrADirectory() {
        refuses(Path.of("/dev/zero"), "is no regular file");
        refuses(directory, "is no regular file");
    }

    @Test
    void shouldNotReadWhatIsTooLongOrNotThere() throws IOException {
        Path file = directory.resolve("key");
        refuses(file, "does not exist");

        Files.writeString(file, "x".repeat(64 * 1024));
        assertThat(scheme.read(file.toString()).reveal()).hasSize(64 * 1024);

        Files.writeString(file, "x".repeat(64 * 1024 + 1));
        refuses(file, "is longer than 65536 bytes");
    }

    private void refuses(Path path, String problem) {
        assertThatThrownBy(() -> scheme.read(path.toString()))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage(
                        "secret file "
                                + path
                                + " "
                                + problem
                                + ": it must hold the secret and nothing else");
    }
}
