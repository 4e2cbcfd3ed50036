// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.job.environment.FileSystems;
import dev.bellwether.sinks.files.drawdowns.DrawdownHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the commands about drawdowns read: the files of a configuration, or of the demo. */
final class StoredDrawdowns {

    /** Where a running demo leaves its configuration. */
    private static final Path DEMO = Path.of("data", "demo", "config.json");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The job's configuration (default: that of the demo).")
    private Path config;

    DrawdownHistory open() throws IOException {
        Path file = config != null ? config : DEMO;
        if (!Files.isReadable(file)) {
            throw new IOException(
                    config != null
                            ? "there is no readable file " + file
                            : "no demo has run here; start one with ./bellwether demo, or give"
                                    + " --config FILE");
        }
        ApplicationConfiguration job =
                ApplicationConfiguration.of(PropertyGroups.fromFile(file), false);
        FileSystems.find();
        return DrawdownHistory.of(job.group(Groups.FILES), job.group(Groups.DRAWDOWN_FILES));
    }
}
