// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.drawdowns;

import dev.bellwether.benchmarks.figures.Machine;
import dev.bellwether.benchmarks.figures.Rates;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Back-fills all recorded bars, files in, rows out, against pandas with the eight columns of the
 * CSV; then compares every figure of every row with a pandas computation of all of them.
 */
@Command(name = "drawdowns", mixinStandardHelpOptions = true)
public final class DrawdownBenchmark implements Callable<Integer> {

    private static final double TOLERANCE = 1e-9;

    @Option(names = "--rounds", description = "Turns of each contender (default ${DEFAULT-VALUE})")
    private int rounds = 7;

    @Option(names = "--warm-up", description = "Turns before them (default ${DEFAULT-VALUE})")
    private int warmUp = 3;

    @Option(names = "--output", description = "Result file (default ${DEFAULT-VALUE})")
    private Path output = Paths.get("benchmarks/results/drawdowns.md");

    private MiniCluster cluster;
    private PrintStream out;
    private Path directory;
    private Path bars;
    private int runs;

    public static void main(String[] args) {
        System.exit(new CommandLine(new DrawdownBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        directory = Files.createTempDirectory("bellwether-drawdowns");
        cluster = new MiniCluster(configuration());
        cluster.start();
        try {
            return measure();
        } finally {
            cluster.close();
            remove(directory);
        }
    }

    private static MiniClusterConfiguration configuration() {
        Configuration flink = new Configuration();
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(RestOptions.ADDRESS, "127.0.0.1");
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        flink.set(BlobServerOptions.OFFLOAD_MINSIZE, Integer.MAX_VALUE);
        return new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build();
    }

    private int measure() throws Exception {
        unpackBars();
        Pandas pandas = Pandas.in(directory);
        double started = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
        double cold = job(true);
        out.printf(Locale.ROOT, "first run %.2f s, %.1f s after the JVM's start%n", cold, started);
        for (int i = 1; i < warmUp; i++) {
            job(i % 2 == 0);
        }
        Rates csv = new Rates();
        Rates both = new Rates();
        Rates theirs = new Rates();
        Pandas.Result last = null;
        for (int round = 1; round <= rounds; round++) {
            double onlyCsv = job(false);
            double withParquet = job(true);
            last = pandas.run("original", bars, directory.resolve("pandas.csv"));
            csv.add(last.bars / onlyCsv);
            both.add(last.bars / withParquet);
            theirs.add(last.bars / last.seconds);
            out.printf(
                    Locale.ROOT,
                    "round %d/%d: CSV %.2f s, CSV and Parquet %.2f s, pandas (CSV) %.2f s%n",
                    round,
                    rounds,
                    onlyCsv,
                    withParquet,
                    last.seconds);
        }
        Path checked = directory.resolve("checked");
        BackfillJob.run(cluster, bars, checked, true, 2);
        Pandas.Result all = pandas.run("all", bars, directory.resolve("all.csv"));
        Check check = Check.of(directory.resolve("all.csv"), checked);
        String report = report(csv, both, theirs, cold, started, last, all, check);
        Files.createDirectories(output.toAbsolutePath().getParent());
        Files.write(output, report.getBytes(StandardCharsets.UTF_8));
        out.println(report);
        boolean right = check.isComplete() && check.largest() <= TOLERANCE;
        return right && csv.over(theirs).median() > 1 ? 0 : 1;
    }

    private double job(boolean parquet) throws Exception {
        Path target = directory.resolve("run-" + runs++);
        double seconds = BackfillJob.run(cluster, bars, target, parquet, 2);
        remove(target);
        return seconds;
    }

    private void unpackBars() throws IOException {
        Path packed = directory.resolve("bars.csv.gz");
        Recordings.copyDailyBars(packed);
        bars = directory.resolve("bars.csv");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.copy(in, bars);
        }
    }

    private String report(
            Rates csv,
            Rates both,
            Rates theirs,
            double cold,
            double started,
            Pandas.Result original,
            Pandas.Result all,
            Check check)
            throws IOException {
        StringBuilder text = new StringBuilder();
        line(text, "# Drawdowns: back-fill of all recorded bars");
        line(text, "");
        line(
                text,
                "%s, %s. Java %s, Flink %s, pandas %s.",
                LocalDate.now(ZoneOffset.UTC),
                Machine.description(),
                Runtime.version(),
                EnvironmentInformation.getVersion(),
                original.version);
        line(text, "");
        line(
                text,
                "%,d bars of %d symbols from one CSV file through the drawdowns pipeline at"
                    + " parallelism 2 (every figure, ranking, checkpoints every 500 ms, exactly"
                    + " once) into rows by month: %,d rows. pandas reads the same file, computes"
                    + " the eight columns of the CSV and writes them as one file.",
                original.bars,
                Recordings.load().symbols().size(),
                original.rows);
        line(text, "The start of processes is not in the rates. Rounds: %d, taking turns.", rounds);
        line(text, "");
        line(text, "| | bars/s, median | lowest | highest | against pandas |");
        line(text, "|---|---|---|---|---|");
        row(text, "job, CSV", csv, csv.over(theirs));
        row(text, "job, CSV and Parquet with all figures", both, both.over(theirs));
        row(text, "pandas, CSV", theirs, theirs.over(theirs));
        line(text, "");
        line(
                text,
                "Starting: the first run of a new JVM takes %.2f s, begun %.1f s after the JVM's"
                        + " start; Python and pandas take %.2f s to start.",
                cold,
                started,
                original.processSeconds - original.seconds);
        line(text, "");
        line(
                text,
                "Figures: %,d of %,d rows compared with pandas over explicit windows (%.1f s);"
                        + " largest relative difference by column:",
                check.rows(),
                all.rows,
                all.seconds);
        line(text, "");
        line(text, "| column | difference |");
        line(text, "|---|---|");
        check.differences().forEach((name, d) -> line(text, "| %s | %.1e |", name, d));
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Rates rates, Rates ratio) {
        line(
                text,
                "| %s | %,.0f | %,.0f | %,.0f | %.2f × (%.2f–%.2f) |",
                name,
                rates.median(),
                rates.lowest(),
                rates.highest(),
                ratio.median(),
                ratio.lowest(),
                ratio.highest());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (Stream<Path> children = Files.list(path)) {
                for (Path child : (Iterable<Path>) children::iterator) {
                    remove(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
