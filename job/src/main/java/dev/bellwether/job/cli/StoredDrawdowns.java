// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.sinks.files.drawdowns.DrawdownHistory;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** Where the commands about drawdowns read: the files of a configuration, or of the demo. */
final class StoredDrawdowns {

    @Mixin private JobFiles files;

    DrawdownHistory open() throws IOException {
        ApplicationConfiguration job = files.configuration();
        return DrawdownHistory.of(job.group(Groups.FILES), job.group(Groups.DRAWDOWN_FILES));
    }
}
