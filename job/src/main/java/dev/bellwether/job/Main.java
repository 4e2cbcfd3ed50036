// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.job.environment.Environments;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Starts the application: {@code --config FILE} on a laptop or one's own cluster, no argument on
 * the managed service.
 */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** The message says all: the console leaves the exception to the log. */
    private static final Marker TOLD = MarkerFactory.getMarker("TOLD");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        try {
            run(arguments);
        } catch (Exception e) {
            // On a cluster the exception is the answer to whoever submitted the job. Here it is a
            // person at a terminal, and threads of Flink would keep this process alive.
            if (!Environments.isLocal()) {
                throw e;
            }
            LOG.error(TOLD, "{}", LastWords.of(e), e);
            System.exit(1);
        }
        // What a file system leaves running would keep this process alive as well.
        if (Environments.isLocal()) {
            System.exit(0);
        }
    }

    private static void run(String[] arguments) throws Exception {
        ApplicationConfiguration configuration =
                ApplicationConfiguration.of(propertyGroups(arguments), Environments.isLocal());
        StreamExecutionEnvironment environment =
                Environments.create(configuration.group(Groups.LOCAL));
        new Application(configuration).define(environment);
        environment.execute("Bellwether");
    }

    private static PropertyGroups propertyGroups(String[] arguments) {
        return arguments.length == 2 && arguments[0].equals("--config")
                ? PropertyGroups.fromFile(Path.of(arguments[1]))
                : PropertyGroups.fromManagedService();
    }
}
