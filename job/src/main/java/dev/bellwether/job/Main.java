// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.job.environment.Environments;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Starts the application: {@code --config FILE} on a laptop or one's own cluster, no argument on
 * the managed service.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
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
