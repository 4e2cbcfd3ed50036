// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.environment;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Directories as people write them: paths, relative ones to where the run was started, and the
 * addresses in which Flink reports its checkpoints and savepoints.
 */
final class LocalPaths {

    private static final String FILE = "file:";
    private static final Pattern OTHER_SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+://.*");

    private LocalPaths() {}

    /** The address for Flink, not encoded: %20 would be a part of the name to it. */
    static String forFlink(String text) {
        if (text.startsWith(FILE)) {
            return FILE + "///" + text.substring(FILE.length()).replaceFirst("^/+", "");
        }
        return OTHER_SCHEME.matcher(text).matches()
                ? text
                : FILE + "//" + Path.of(text).toAbsolutePath().normalize();
    }
}
