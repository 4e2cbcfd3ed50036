// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.ConfigurationException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that the {@code bellwether} script hands on to Java. */
@Command(
        name = "bellwether",
        description = "Looks at what Bellwether keeps and at what can be configured.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PeekCommand.class,
            DrawdownsCommand.class,
            DrawdownCommand.class,
            CompactCommand.class,
            AlertsCommand.class,
            ExplainCommand.class,
            AckCommand.class,
            SilenceCommand.class,
            OptionsCommand.class,
            WhereCommand.class,
            ReplayCommand.class
        })
public final class Cli {

    private Cli() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Cli());
        commandLine.setExecutionExceptionHandler(
                (exception, command, parsed) -> {
                    command.getErr().println(sentence(exception));
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
        return commandLine;
    }

    /** A person at a terminal wants the sentence, not the stack. */
    private static String sentence(Exception exception) {
        return exception instanceof ConfigurationException
                ? exception.getMessage()
                : "bellwether: " + exception.getMessage();
    }

    /** What comes from feeds and people, without what a terminal would obey. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    static PrintWriter out(CommandLine.Model.CommandSpec spec) {
        return spec.commandLine().getOut();
    }
}
