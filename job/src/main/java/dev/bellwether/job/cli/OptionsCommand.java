// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.OptionsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the reference of all options, or renews the page in the documentation. */
@Command(
        name = "options",
        mixinStandardHelpOptions = true,
        description = "Prints every option of every property group.")
final class OptionsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--write", description = "Write the page docs/options.md instead.")
    private boolean write;

    @Override
    public Integer call() throws IOException {
        if (write) {
            Path page = Path.of("docs", "options.md");
            Files.createDirectories(page.getParent());
            Files.writeString(page, OptionsTable.markdown());
            Cli.out(spec).println("wrote " + page);
        } else {
            Cli.out(spec).print(OptionsTable.markdown());
        }
        Cli.out(spec).flush();
        return 0;
    }
}
