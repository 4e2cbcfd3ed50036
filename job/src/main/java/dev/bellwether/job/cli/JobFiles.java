// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.job.environment.FileSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The configuration of the job whose files a command looks at. */
final class JobFiles {

    /** Where a running demo leaves its configuration. */
    private static final Path DEMO = Path.of("data", "demo", "config.json");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The job's configuration (default: that of the demo).")
    private Path config;

    /**
     * @throws IOException if there is none
     */
    ApplicationConfiguration configuration() throws IOException {
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
        return job;
    }
}
