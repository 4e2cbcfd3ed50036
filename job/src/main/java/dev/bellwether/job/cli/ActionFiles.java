// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.Json;
import dev.bellwether.sinks.files.FilesOptions;
import dev.bellwether.sources.actions.ActionSourceOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** Writes what people do where the job looks for it. */
final class ActionFiles {

    private ActionFiles() {}

    /** Appears whole: the job reads each file once. */
    static void write(ApplicationConfiguration job, AlertAction action) throws IOException {
        Path directory =
                new Path(
                        ActionSourceOptions.directory(
                                job.group(Groups.ALERTS),
                                job.group(Groups.FILES).get(FilesOptions.DIRECTORY)));
        FileSystem target = directory.getFileSystem();
        target.mkdirs(directory);
        String name = "action-" + UUID.randomUUID() + ".json";
        Path hidden = new Path(directory, "." + name);
        try (OutputStream out = target.create(hidden, WriteMode.NO_OVERWRITE)) {
            out.write((Json.write(action) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (!target.rename(hidden, new Path(directory, name))) {
            throw new IOException("could not rename " + hidden);
        }
    }
}
