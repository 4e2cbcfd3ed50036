// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.sinks.files.drawdowns.DrawdownHistory;
import dev.bellwether.sinks.files.drawdowns.DrawdownHistory.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the drawdown of one symbol over its last sessions, from the files. */
@Command(
        name = "drawdown",
        mixinStandardHelpOptions = true,
        description = "Prints the drawdown of a symbol over its last sessions.")
final class DrawdownCommand implements Callable<Integer> {

    private static final int NOTHING_FOUND = 3;
    private static final int WIDTH = 90;
    private static final int SHOWN = 10;

    @Spec private CommandSpec spec;

    @Mixin private StoredDrawdowns stored;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "For example AAPL.")
    private String symbol;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "180",
            description = "How many sessions the lines show (default ${DEFAULT-VALUE}).")
    private int sessions;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Cli.out(spec);
        String name = symbol.toUpperCase(Locale.ROOT);
        DrawdownHistory history = stored.open();
        List<Row> rows = new ArrayList<>();
        for (List<Row> session : history.last(LocalDate.MAX, Math.max(1, sessions)).values()) {
            session.stream().filter(row -> row.symbol.equals(name)).forEach(rows::add);
        }
        if (rows.isEmpty()) {
            out.printf(Locale.ROOT, "There is nothing of %s in %s.%n", name, history.location());
            out.flush();
            return NOTHING_FOUND;
        }
        Row newest = rows.get(rows.size() - 1);
        out.printf(
                Locale.ROOT,
                "%s on %s: %.2f, %.2f %% below its peak of %.2f %d sessions ago%s%n%n",
                name,
                newest.date,
                newest.price,
                -newest.depthPercent,
                newest.peakPrice,
                newest.sessionsSincePeak,
                newest.rank > 0 ? ", rank " + newest.rank : ", not ranked");
        line(out, "price", rows.stream().mapToDouble(row -> row.price).toArray());
        line(out, "drawdown %", rows.stream().mapToDouble(row -> row.depthPercent).toArray());
        out.printf(Locale.ROOT, "  %-11s%s to %s%n%n", "", rows.get(0).date, newest.date);
        out.printf(
                Locale.ROOT,
                "  %-10s %10s %10s %9s %9s %5s%n",
                "session",
                "price",
                "peak",
                "drawdown",
                "sessions",
                "rank");
        rows.sort(Comparator.comparing((Row row) -> row.date).reversed());
        for (Row row : rows.subList(0, Math.min(SHOWN, rows.size()))) {
            out.printf(
                    Locale.ROOT,
                    "  %s %10.2f %10.2f %8.2f%% %9d %5s%n",
                    row.date,
                    row.price,
                    row.peakPrice,
                    row.depthPercent,
                    row.sessionsSincePeak,
                    row.rank > 0 ? String.valueOf(row.rank) : "-");
        }
        out.flush();
        return 0;
    }

    private static void line(PrintWriter out, String what, double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        out.printf(
                Locale.ROOT,
                "  %-11s%s  %.2f … %.2f%n",
                what,
                Sparkline.of(values, WIDTH),
                least,
                greatest);
    }
}
