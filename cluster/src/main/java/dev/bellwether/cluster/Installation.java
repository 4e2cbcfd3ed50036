// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster;

import dev.bellwether.cluster.processes.BoundProgram;
import dev.bellwether.cluster.rest.ClusterException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the cluster's processes are started from: Flink's own artifacts as the build lays them into
 * {@code cluster/target/lib}, and the Java that runs this program.
 */
final class Installation {

    private static final Path LIB = Path.of("cluster", "target", "lib");

    private final Path lib;

    private Installation(Path lib) {
        this.lib = lib;
    }

    /** Looks in the working directory and upwards: a test runs in its module's directory. */
    static Installation find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            Path lib = directory.resolve(LIB);
            if (Files.isDirectory(lib)) {
                return new Installation(lib);
            }
        }
        throw new ClusterException(
                "there is no " + LIB + " in or above " + start + ": build the module 'cluster'");
    }

    Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Flink and its logging, nothing of ours. */
    String classPath() {
        return lib.resolve("*").toString();
    }

    /** The same, and the one class that ends a process with its parent. */
    String classPathWithBoundProgram() {
        try {
            return classPath()
                    + ":"
                    + Path.of(
                            BoundProgram.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where this program is", e);
        }
    }
}
