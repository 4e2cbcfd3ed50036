// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.environment;

import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/** The file systems of a process that is not one of a cluster. */
public final class FileSystems {

    private FileSystems() {}

    /**
     * Finds those that are plugins below {@code FLINK_PLUGINS_DIR}, with their settings in {@code
     * FLINK_CONF_DIR}, as a cluster's processes do when they start. Without these variables there
     * is the local file system.
     */
    public static void find() {
        Configuration settings =
                System.getenv(ConfigConstants.ENV_FLINK_CONF_DIR) == null
                        ? new Configuration()
                        : GlobalConfiguration.loadConfiguration();
        FileSystem.initialize(settings, PluginUtils.createPluginManagerFromRootFolder(settings));
    }
}
