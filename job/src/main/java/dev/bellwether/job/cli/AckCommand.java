// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.ApplicationOptions;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.AlertVerb;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes on an alert, or gives it back: writes a file where the job looks for actions. */
@Command(
        name = "ack",
        mixinStandardHelpOptions = true,
        description = "Takes on an alert, so that others need not; --release gives it back.")
final class AckCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private JobFiles files;

    @Parameters(
            paramLabel = "ALERT",
            description = "Its identity, or rule:symbol for the newest of both.")
    private String alert;

    @Option(names = "--release", description = "Gives it back.")
    private boolean release;

    @Option(
            names = "--author",
            description = "Who (default: ${DEFAULT-VALUE}).",
            defaultValue = "${sys:user.name}")
    private String author;

    @Option(names = "--note", description = "Why, for the others.")
    private String note;

    @Override
    public Integer call() throws IOException {
        if (alert.indexOf(':') < 1) {
            throw new ParameterException(
                    spec.commandLine(), "ALERT is such as price-move:AAPL, was " + alert);
        }
        ApplicationConfiguration job = files.configuration();
        if (ApplicationOptions.tellsOnly(job.group(Groups.APPLICATION))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "alerts are taken on where they are made: give --config of the application"
                            + " that publishes them; this one only tells people, and takes"
                            + " silences");
        }
        AlertAction action = new AlertAction();
        action.verb = release ? AlertVerb.RELEASE : AlertVerb.ACKNOWLEDGE;
        action.alert = alert;
        action.author = author;
        action.note = note;
        action.atMillis = Clock.systemUTC().millis();
        ActionFiles.write(job, action);
        PrintWriter out = Cli.out(spec);
        out.println("Told the job; ./bellwether explain " + alert + " shows what became of it.");
        out.flush();
        return 0;
    }
}
