// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.ApplicationOptions;
import dev.bellwether.job.pipelines.ApplicationOptions.Pipeline;
import java.io.IOException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The pipelines that the configuration asks for, with their real ends. */
final class Application {

    private final ApplicationConfiguration configuration;

    Application(ApplicationConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Lays out everything that the configuration asks for.
     *
     * @throws IOException if a file that belongs to the configuration cannot be read
     */
    void define(StreamExecutionEnvironment environment) throws IOException {
        for (Pipeline pipeline :
                configuration.group(Groups.APPLICATION).get(ApplicationOptions.PIPELINES)) {
            switch (pipeline) {
                case SIGNALS:
                    new Signals(configuration).define(environment);
                    break;
                case DRAWDOWNS:
                    new Drawdowns(configuration).define(environment);
                    break;
                default:
                    throw new IllegalStateException("no pipeline " + pipeline);
            }
        }
    }
}
