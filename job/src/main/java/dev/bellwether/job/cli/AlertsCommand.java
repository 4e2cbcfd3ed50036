// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.Groups;
import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;
import dev.bellwether.sinks.files.JsonLineHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists alerts as they stand. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = {
            "Lists alerts as they stand, the newest last, from the files that the job keeps.",
            "A file is finished with a checkpoint, so what is listed is some seconds old."
        })
final class AlertsCommand implements Callable<Integer> {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Spec private CommandSpec spec;

    @Mixin private JobFiles files;

    @Option(
            names = "--days",
            description = "How many of the newest days with alerts (default: all).")
    private int days = Integer.MAX_VALUE;

    @Option(
            names = "--all",
            description = "Those that are over, too; without it those that fire or are taken on.")
    private boolean all;

    @Option(names = "--symbol", description = "Of one symbol only.")
    private String symbol;

    @Option(
            names = "--severity",
            description = "At least: ${COMPLETION-CANDIDATES} (default: INFO).")
    private Severity severity = Severity.INFO;

    @Override
    public Integer call() throws IOException {
        if (days < 1) {
            throw new ParameterException(spec.commandLine(), "--days must be at least 1");
        }
        JsonLineHistory<Alert> history =
                JsonLineHistory.ofAlerts(files.configuration().group(Groups.FILES));
        Map<String, Alert> newest = new LinkedHashMap<>();
        for (Alert alert : history.newest(days)) {
            Alert known = newest.remove(alert.id);
            newest.put(alert.id, known != null && known.revision > alert.revision ? known : alert);
        }
        List<Alert> listed = new ArrayList<>();
        for (Alert alert : newest.values()) {
            boolean open =
                    alert.state == AlertState.FIRING || alert.state == AlertState.ACKNOWLEDGED;
            if ((all || open)
                    && (symbol == null || symbol.equalsIgnoreCase(alert.symbol))
                    && alert.worst.compareTo(severity) >= 0) {
                listed.add(alert);
            }
        }
        print(listed, newest.size(), history);
        return 0;
    }

    private void print(List<Alert> listed, int known, JsonLineHistory<Alert> history) {
        PrintWriter out = Cli.out(spec);
        if (!listed.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "%-16s  %-8s  %-12s  %-40s  %s%n",
                    "since (UTC)",
                    "severity",
                    "state",
                    "alert",
                    "headline");
        }
        for (Alert alert : listed) {
            out.printf(
                    Locale.ROOT,
                    "%-16s  %-8s  %-12s  %-40s  %s%s%n",
                    TIME.format(Instant.ofEpochMilli(alert.startedMillis)),
                    lower(alert.severity),
                    (alert.suppressedBy == null ? lower(alert.state) : "suppressed")
                            + (alert.flapping ? "*" : ""),
                    Cli.printable(alert.id),
                    Cli.printable(alert.headline),
                    who(alert));
        }
        out.printf(
                Locale.ROOT, "%d of %d alerts in %s.%n", listed.size(), known, history.location());
        out.flush();
    }

    /** Who has taken it on, or what keeps it back. */
    private static String who(Alert alert) {
        if (alert.suppressedBy != null) {
            return " [by " + Cli.printable(alert.suppressedBy) + "]";
        }
        return alert.acknowledgedBy == null ? "" : " [" + Cli.printable(alert.acknowledgedBy) + "]";
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
