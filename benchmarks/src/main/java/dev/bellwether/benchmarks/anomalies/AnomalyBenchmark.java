// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.anomalies;

import dev.bellwether.benchmarks.anomalies.Evaluation.Counts;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.operators.anomaly.AnomalyOptions;
import dev.bellwether.operators.anomaly.ForestOptions;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Precision and recall of the anomalies on recorded sessions against the replaced rule, a z-score
 * and known events; writes {@code benchmarks/results/anomalies.md}. The same figures at each run.
 */
@Command(name = "anomalies", mixinStandardHelpOptions = true)
public final class AnomalyBenchmark implements Callable<Integer> {

    /** Half a year, after which every detector knows what is usual. */
    private static final int FIRST_SESSION = 125;

    private static final int[] TOP = {50, 100, 200};

    @Option(names = "--output", description = "Result file (default ${DEFAULT-VALUE})")
    private Path output = Paths.get("benchmarks/results/anomalies.md");

    private List<LabelledEvents.Event> labels;
    private Map<String, NavigableSet<Integer>> events;
    private int observations;

    public static void main(String[] args) {
        System.exit(new CommandLine(new AnomalyBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        labels = LabelledEvents.all();
        events = LabelledEvents.sessions(labels, FIRST_SESSION);
        List<Alarms> detectors = alarms();
        String text = report(detectors);
        Files.createDirectories(output.toAbsolutePath().getParent());
        Files.write(output, text.getBytes(StandardCharsets.UTF_8));
        PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        console.println(text);
        console.println("written to " + output);
        return 0;
    }

    private List<Alarms> alarms() throws Exception {
        Configuration options = new Configuration();
        options.set(ForestOptions.SYMBOLS, new ArrayList<>(events.keySet()));
        List<SymbolFact> facts = Replay.of(events.keySet(), options);
        Configuration four = new Configuration(options);
        four.set(ForestOptions.SHINGLE, 4);
        Configuration original = new Configuration();
        original.set(AnomalyOptions.ORIGINAL, true);
        long from = Recordings.load().closeSeconds(FIRST_SESSION) * 1000;
        observations =
                (int)
                        facts.stream()
                                .filter(fact -> fact.analyzed.quote.eventTimeMillis >= from)
                                .count();
        AnomalyKind forest = AnomalyKind.FOREST;
        return List.of(
                Detectors.replacedRule("replaced rule, at each quote", facts),
                Detectors.transitions(
                        "replaced rule, when it begins or gets worse",
                        Replay.of(events.keySet(), original),
                        Detectors.kinds(AnomalyKind.PRICE_CHANGE, AnomalyKind.VOLUME_SPIKE)),
                Detectors.zScore("z-score of return or volume beyond 3", facts),
                Detectors.transitions("`return`", facts, Detectors.kinds(AnomalyKind.RETURN)),
                Detectors.transitions("`volume`", facts, Detectors.kinds(AnomalyKind.VOLUME)),
                Detectors.transitions("`gap`", facts, Detectors.kinds(AnomalyKind.GAP)),
                Detectors.transitions("`band`", facts, Detectors.kinds(AnomalyKind.BAND)),
                Detectors.transitions(
                        "`return`, `volume` or `gap`",
                        facts,
                        Detectors.kinds(AnomalyKind.RETURN, AnomalyKind.VOLUME, AnomalyKind.GAP)),
                Detectors.transitions("`forest`", facts, Detectors.kinds(forest)),
                Detectors.transitions(
                        "`forest`, shingles of four",
                        Replay.of(events.keySet(), four),
                        Detectors.kinds(forest)));
    }

    private String report(List<Alarms> detectors) {
        int count = events.values().stream().mapToInt(NavigableSet::size).sum();
        long news = labels.stream().filter(label -> label.kind.equals("news")).count();
        StringBuilder text = new StringBuilder();
        text.append("# Anomalies: precision and recall on recorded sessions\n\n")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(
                        ". `./bellwether bench anomalies`; the figures are the same at each"
                                + " run.\n\n")
                .append(
                        String.format(
                                Locale.ROOT,
                                "%d symbols, sessions from %s to %s: %,d observations (one quote at"
                                    + " each close, through the rolling statistics and the"
                                    + " anomalies at default options), %d labelled events, a base"
                                    + " rate of %.2f %%: the precision of alarms at random. The"
                                    + " sessions before let every detector learn what is"
                                    + " usual.%n%n",
                                events.size(),
                                Recordings.load().session(FIRST_SESSION),
                                Recordings.load().session(Recordings.load().sessionCount() - 1),
                                observations,
                                count,
                                100.0 * count / observations))
                .append("**Labels.** ")
                .append(
                        String.format(
                                Locale.ROOT,
                                "`events.csv` has %d lines: the twelve releases of quarterly"
                                    + " results from 2017 to 2019 of each symbol, and %d pieces of"
                                    + " news, with their timing and the session that could first"
                                    + " react. They were compiled from memory of the public record"
                                    + " (companies' releases, press), not from these prices, and"
                                    + " were not corrected after looking at them; nobody compared"
                                    + " them with the releases one by one, so single dates may be"
                                    + " wrong, which lowers both figures of every detector alike."
                                    + " The news is a selection of what is remembered, which is"
                                    + " what moved prices; the results are all there are, moved or"
                                    + " not.%n%n",
                                labels.size(),
                                news))
                .append(
                        "An alarm on another session is false only with respect to these labels:"
                            + " changes of analysts' minds, sector news and days on which the whole"
                            + " market fell are not in them. Many results surprise nobody, so"
                            + " recall cannot come near 1. In brackets: 95 % intervals over"
                            + " resamples of the symbols. P@k: precision of the k alarms that are"
                            + " furthest beyond their threshold.\n\n")
                .append("## On the session itself\n\n");
        table(text, detectors, 0);
        text.append("\n## On it or the session after\n\n");
        table(text, detectors, 1);
        text.append(
                "\nThe thresholds are the defaults; none was chosen by these labels. That of the"
                        + " forest is set by how rare it is on independent normal values and on a"
                        + " sample of the recorded stocks (docs/options.md).\n");
        return text.toString();
    }

    private void table(StringBuilder text, List<Alarms> detectors, int tolerance) {
        text.append("| detector | alarms | right | events found | precision | recall | F1 |");
        for (int k : TOP) {
            text.append(" P@").append(k).append(" |");
        }
        text.append("\n|---|---|---|---|---|---|---|---|---|---|\n");
        for (Alarms alarms : detectors) {
            Evaluation evaluation = new Evaluation(alarms, events, FIRST_SESSION, tolerance);
            Counts counts = evaluation.counts();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %,d | %d | %d | %s | %s | %s |",
                            alarms.detector,
                            counts.alarms,
                            counts.right,
                            counts.found,
                            figure(evaluation, Counts::precision),
                            figure(evaluation, Counts::recall),
                            figure(evaluation, Counts::f1)));
            for (int k : TOP) {
                double precision = evaluation.precisionAt(k);
                text.append(
                        Double.isNaN(precision)
                                ? " – |"
                                : String.format(Locale.ROOT, " %.2f |", precision));
            }
            text.append('\n');
        }
    }

    private static String figure(Evaluation evaluation, ToDoubleFunction<Counts> figure) {
        double[] interval = evaluation.interval(figure);
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f–%.2f)",
                figure.applyAsDouble(evaluation.counts()),
                interval[0],
                interval[1]);
    }
}
