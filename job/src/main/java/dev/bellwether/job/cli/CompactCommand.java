// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.job.environment.FileSystems;
import dev.bellwether.sinks.files.compaction.Compaction;
import dev.bellwether.sinks.files.compaction.KeptTable;
import dev.bellwether.sinks.files.drawdowns.DrawdownFiles;
import dev.bellwether.sinks.files.drawdowns.PortfolioFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.ReadableConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes one file of the many in each folder of the history. */
@Command(
        name = "compact",
        mixinStandardHelpOptions = true,
        description = {
            "Makes one file of the many in each folder of drawdowns and portfolios, row for row.",
            "Can be ended at any moment: the next run goes on."
        })
final class CompactCommand implements Callable<Integer> {

    /** Older than a savepoint that anyone would go back to. */
    private static final int DAYS = 30;

    @Spec private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The job's.")
    private Path config;

    @Option(
            names = "--before",
            paramLabel = "DATE",
            description =
                    "Files written before it, in folders whose last day is before it (default: 30"
                            + " days ago). To be older than any savepoint that the job may be taken"
                            + " back to.")
    private LocalDate before;

    @Option(names = "--dry-run", description = "Says what would be done.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        ApplicationConfiguration job =
                ApplicationConfiguration.of(PropertyGroups.fromFile(config), false);
        FileSystems.find();
        LocalDate day = before == null ? LocalDate.now(ZoneOffset.UTC).minusDays(DAYS) : before;
        ReadableConfig files = job.group(Groups.FILES);
        List<KeptTable> tables = new ArrayList<>(DrawdownFiles.tables(files));
        tables.add(PortfolioFiles.table(files));
        PrintWriter out = Cli.out(spec);
        List<Compaction.Result> results = new ArrayList<>();
        for (KeptTable table : tables) {
            Compaction compaction = Compaction.of(table);
            List<Compaction.Result> some = dryRun ? compaction.plan(day) : compaction.run(day);
            some.forEach(result -> tell(result, out));
            results.addAll(some);
        }
        long left = results.stream().filter(result -> result.problem != null).count();
        long folders = results.size() - left;
        out.printf(
                Locale.ROOT,
                "%d folder%s before %s %s.%n",
                folders,
                folders == 1 ? "" : "s",
                day,
                dryRun ? "would be compacted" : "compacted");
        out.flush();
        if (left > 0) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(Locale.ROOT, "%d left as they are, see above.%n", left);
            err.flush();
        }
        return left == 0 ? 0 : 1;
    }

    private void tell(Compaction.Result result, PrintWriter out) {
        String outcome = "";
        if (result.problem != null) {
            outcome = ", left as they are: " + result.problem;
        } else if (!dryRun) {
            outcome =
                    String.format(
                            Locale.ROOT,
                            " -> 1 file, %,d bytes, %,d rows",
                            result.bytesAfter,
                            result.rows);
        }
        out.printf(
                Locale.ROOT,
                "  %s: %d files, %,d bytes%s%n",
                result.folder,
                result.files,
                result.bytesBefore,
                outcome);
        out.flush();
    }
}
