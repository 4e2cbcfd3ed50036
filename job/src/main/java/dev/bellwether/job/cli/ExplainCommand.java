// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.Groups;
import dev.bellwether.model.Alert;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.sinks.files.JsonLineHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the story of an alert. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Tells the story of an alert: each change, what its rule looked at, and who was told"
                    + " of",
            "it or was not, and why."
        })
final class ExplainCommand implements Callable<Integer> {

    private static final int NOT_FOUND = 3;

    @Spec private CommandSpec spec;

    @Mixin private JobFiles files;

    @Parameters(
            paramLabel = "ALERT",
            description = "Its identity, or rule:symbol for all alerts of both.")
    private String alert;

    @Override
    public Integer call() throws IOException {
        JsonLineHistory<Alert> history =
                JsonLineHistory.ofAlerts(files.configuration().group(Groups.FILES));
        List<Alert> changes =
                history.newest(Integer.MAX_VALUE).stream()
                        .filter(
                                change ->
                                        change.id.equals(alert)
                                                || change.id.startsWith(alert + ":"))
                        .collect(Collectors.toList());
        PrintWriter out = Cli.out(spec);
        if (changes.isEmpty()) {
            out.printf(Locale.ROOT, "There is no alert %s in %s.%n", alert, history.location());
            out.flush();
            return NOT_FOUND;
        }
        List<DeliveryDecision> decisions =
                JsonLineHistory.ofDecisions(files.configuration().group(Groups.FILES))
                        .newest(Integer.MAX_VALUE);
        String id = "";
        for (Alert change : changes) {
            if (!change.id.equals(id)) {
                id = change.id;
                out.printf(Locale.ROOT, "%s%n", Cli.printable(id));
            }
            out.printf(
                    Locale.ROOT,
                    "  %s  %s, %s%s%s%n      %s%n",
                    AlertsCommand.TIME.format(Instant.ofEpochMilli(change.changedMillis)),
                    AlertsCommand.lower(change.state),
                    AlertsCommand.lower(change.severity),
                    change.acknowledgedBy == null
                            ? ""
                            : ", by " + Cli.printable(change.acknowledgedBy),
                    change.note == null ? "" : ": " + Cli.printable(change.note),
                    Cli.printable(change.headline));
            for (String fact : change.facts) {
                out.printf(Locale.ROOT, "      %s%n", Cli.printable(fact));
            }
            if (change.suppressedBy != null) {
                out.printf(
                        Locale.ROOT, "      kept back by %s%n", Cli.printable(change.suppressedBy));
            }
            decisions(change, decisions, out);
        }
        out.flush();
        return 0;
    }

    /** What became of a change on its way to people. */
    private static void decisions(Alert change, List<DeliveryDecision> all, PrintWriter out) {
        String name = change.id + "/" + change.revision;
        for (DeliveryDecision decision : all) {
            if (Arrays.asList(decision.alerts).contains(name)) {
                out.printf(
                        Locale.ROOT,
                        "      -> %s %s%s%s%s%n",
                        AlertsCommand.TIME.format(Instant.ofEpochMilli(decision.atMillis)),
                        AlertsCommand.lower(decision.verdict).replace('_', ' '),
                        decision.recipients.length == 0
                                ? ""
                                : ": " + Cli.printable(String.join(", ", decision.recipients)),
                        decision.channel == null
                                ? ""
                                : " on " + AlertsCommand.lower(decision.channel),
                        decision.detail.isEmpty()
                                ? ""
                                : " (" + Cli.printable(decision.detail) + ")");
                out.printf(Locale.ROOT, "         by %s%n", Cli.printable(decision.route));
            }
        }
    }
}
