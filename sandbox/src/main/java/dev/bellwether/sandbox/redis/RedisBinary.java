// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.error.OsArchitectureNotFound;
import redis.embedded.error.UnknownOSName;

/**
 * Finds a redis-server that runs on this machine: the one that {@code embedded-redis} brings (Redis
 * 6.2 with TLS; on Linux it wants the system's OpenSSL 3), else {@code redis-server} of the {@code
 * PATH}.
 */
final class RedisBinary {

    private static final String SYSTEM_BINARY = "redis-server";

    private static String found;

    private RedisBinary() {}

    /** Path or name of a working redis-server; unpacked once per JVM. */
    static synchronized String locate() {
        if (found == null) {
            found = search();
        }
        return found;
    }

    private static String search() {
        String bundled = bundled();
        if (bundled != null && runs(bundled)) {
            return bundled;
        }
        if (runs(SYSTEM_BINARY)) {
            return SYSTEM_BINARY;
        }
        throw new IllegalStateException(
                "no redis-server runs here: the bundled one does not start on this system and there"
                        + " is none on the PATH (install the package redis-server)");
    }

    private static String bundled() {
        try {
            File file = ExecutableProvider.newJarResourceProvider().get();
            File directory = file.getParentFile();
            if (directory.getName().startsWith("redis-")) {
                directory.deleteOnExit();
            }
            // The last one registered is the first one deleted.
            file.deleteOnExit();
            return file.getAbsolutePath();
        } catch (OsArchitectureNotFound | UnknownOSName e) {
            // This system has no bundled binary: the PATH is the other place to look.
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the bundled redis-server", e);
        }
    }

    private static boolean runs(String binary) {
        try {
            Process process =
                    new ProcessBuilder(binary, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            // The file cannot be executed at all; that is the answer.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for redis-server", e);
        }
    }
}
