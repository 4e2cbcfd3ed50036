// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.sinks.files.drawdowns.DrawdownHistory;
import dev.bellwether.sinks.files.drawdowns.DrawdownHistory.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the ranking of a session from the files that the job has kept. */
@Command(
        name = "drawdowns",
        mixinStandardHelpOptions = true,
        description = "Prints the deepest drawdowns of a session from what is kept in files.")
final class DrawdownsCommand implements Callable<Integer> {

    private static final int NOTHING_FOUND = 3;

    @Spec private CommandSpec spec;

    @Mixin private StoredDrawdowns stored;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many (default ${DEFAULT-VALUE}).")
    private int top;

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "The session, such as 2026-03-02 (default: the newest).")
    private LocalDate date;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new ParameterException(spec.commandLine(), "--top must be at least 1");
        }
        PrintWriter out = Cli.out(spec);
        DrawdownHistory history = stored.open();
        NavigableMap<LocalDate, List<Row>> sessions =
                history.last(date == null ? LocalDate.MAX : date, 2);
        if (sessions.isEmpty() || (date != null && !sessions.containsKey(date))) {
            out.printf(
                    Locale.ROOT,
                    "There is no ranking%s in %s. A symbol is ranked once it has"
                            + " Drawdown.min.bars bars, 30 if nothing else is configured.%n",
                    date == null ? "" : " of " + date,
                    history.location());
            out.flush();
            return NOTHING_FOUND;
        }
        Map.Entry<LocalDate, List<Row>> session = sessions.lastEntry();
        Map.Entry<LocalDate, List<Row>> before = sessions.lowerEntry(session.getKey());
        Map<String, Integer> earlier =
                before == null
                        ? Map.of()
                        : before.getValue().stream()
                                .filter(row -> row.rank > 0)
                                .collect(Collectors.toMap(row -> row.symbol, row -> row.rank));
        List<Row> ranked =
                session.getValue().stream()
                        .filter(row -> row.rank > 0)
                        .sorted(
                                Comparator.comparingInt((Row row) -> row.rank)
                                        .thenComparing(row -> row.symbol))
                        .collect(Collectors.toList());
        print(out, session.getKey(), ranked, session.getValue().size(), earlier);
        return 0;
    }

    private void print(
            PrintWriter out,
            LocalDate day,
            List<Row> ranked,
            int symbols,
            Map<String, Integer> earlier) {
        out.printf(
                Locale.ROOT,
                "Drawdowns of %s: %d symbols ranked%s%n%n",
                day,
                ranked.size(),
                symbols > ranked.size() ? ", " + (symbols - ranked.size()) + " set aside" : "");
        out.printf(
                Locale.ROOT,
                "  %4s %6s %-7s %9s %10s %10s %9s%n",
                "rank",
                "before",
                "symbol",
                "drawdown",
                "price",
                "peak",
                "sessions");
        for (Row row : ranked.subList(0, Math.min(top, ranked.size()))) {
            Integer rankBefore = earlier.get(row.symbol);
            out.printf(
                    Locale.ROOT,
                    "  %4d %6s %-7s %8.2f%% %10.2f %10.2f %9d%n",
                    row.rank,
                    rankBefore == null ? "-" : rankBefore.toString(),
                    row.symbol,
                    row.depthPercent,
                    row.price,
                    row.peakPrice,
                    row.sessionsSincePeak);
        }
        out.flush();
    }
}
