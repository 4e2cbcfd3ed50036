// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Where the emulators were installed: {@code sandbox/npm} of this repository. */
public final class NodeModules {

    /** System property that names the directory instead of the search. */
    static final String PROPERTY = "bellwether.sandbox.npm";

    private static final Path BELOW_ROOT = Paths.get("sandbox", "npm");

    private NodeModules() {}

    /** The directory with {@code loopback.js} and {@code node_modules}. */
    public static Path locate() {
        return locate(System.getProperty(PROPERTY), Paths.get(System.getProperty("user.dir")));
    }

    static Path locate(String named, Path workingDirectory) {
        if (named != null) {
            return installed(Paths.get(named));
        }
        for (Path at = workingDirectory.toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve(BELOW_ROOT);
            if (Files.exists(candidate.resolve("package.json"))) {
                return installed(candidate);
            }
        }
        throw new IllegalStateException(
                "no "
                        + BELOW_ROOT
                        + " in "
                        + workingDirectory
                        + " or above it: name the directory with -D"
                        + PROPERTY);
    }

    private static Path installed(Path directory) {
        if (!Files.isDirectory(directory.resolve("node_modules"))) {
            throw new IllegalStateException(
                    "the emulators are not installed: run npm ci --prefix " + directory);
        }
        return directory;
    }
}
