// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.RunRequest;
import java.nio.file.Path;

/** A jar and a configuration as they were when they were submitted, and what became of them. */
final class Submission {

    final int number;
    final Path jar;
    final Path config;

    /** Where the configuration was copied from. */
    final String configOrigin;

    final int parallelism;

    /** Empty until it runs. */
    final String jobId;

    Submission(
            int number, Path jar, Path config, String configOrigin, int parallelism, String jobId) {
        this.number = number;
        this.jar = jar;
        this.config = config;
        this.configOrigin = configOrigin;
        this.parallelism = parallelism;
        this.jobId = jobId;
    }

    /** Runs the copies; {@code savepoint} may be empty. */
    RunRequest request(String savepoint) {
        return RunRequest.arguments("--config", config.toString())
                .parallelism(parallelism)
                .from(savepoint);
    }
}
