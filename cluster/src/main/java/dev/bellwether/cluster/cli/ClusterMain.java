// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that the {@code bellwether} script hands on to Java. */
@Command(
        name = "bellwether cluster",
        mixinStandardHelpOptions = true,
        description = "Runs the job on a Flink cluster of several processes on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            SubmitCommand.class,
            SavepointCommand.class,
            StopCommand.class,
            UpgradeCommand.class,
            StatusCommand.class,
            DownCommand.class,
            HealthCommand.class
        })
public final class ClusterMain {

    private ClusterMain() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new ClusterMain());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler(
                (exception, command, parsed) -> {
                    if (!(exception instanceof ClusterException)) {
                        throw exception;
                    }
                    // A person at a terminal wants the sentence, not the stack.
                    command.getErr().println("bellwether: " + exception.getMessage());
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
        return commandLine;
    }
}
