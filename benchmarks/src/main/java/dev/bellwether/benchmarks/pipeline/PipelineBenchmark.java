// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.pipeline.tape.Keys;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The measurement of the whole signals pipeline; about fifty minutes, with {@code --quick} about
 * five. Ends with status 1 if a goal is missed.
 */
@Command(
        name = "bench pipeline",
        mixinStandardHelpOptions = true,
        description = "Measures the whole signals pipeline, from JSON bytes to Redis.")
public final class PipelineBenchmark implements Callable<Integer> {

    private static final Path PUBLISHED = Paths.get("benchmarks/results/signals-pipeline.md");
    private static final Path UNPUBLISHED = Paths.get("benchmarks/target/signals-pipeline.md");

    @Option(names = "--quick", description = "Fewer cases, short turns: a look, nothing to publish")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            description =
                    "Parts: signals, pass-through, small-write, sql, latency, state, python; and"
                            + " heap, rocksdb; uniform, zipf; 1000, 100000; p1, p2")
    private List<String> only = new ArrayList<>();

    @Option(names = "--rounds", description = "Turns of each job (default: 3, quick 1)")
    private Integer rounds;

    @Option(names = "--seconds", description = "Length of a turn (default: 5, quick 3)")
    private Double seconds;

    @Option(names = "--warm-up", description = "Seconds of warm-up (default: 10, quick 5)")
    private Double warmUp;

    @Option(names = "--jvm-flag", description = "One more flag of the jobs' JVMs, for a profiler")
    private List<String> jvmFlags = new ArrayList<>();

    @Option(
            names = "--python",
            description = "The replaced design's script (default ${DEFAULT-VALUE})")
    private Path script = Paths.get("benchmarks/src/main/python/replaced_design.py");

    @Option(
            names = "--output",
            description =
                    "Result file (default: benchmarks/results/signals-pipeline.md for a whole run,"
                            + " benchmarks/target/signals-pipeline.md for a partial or quick one)")
    private Path output;

    public static void main(String[] args) {
        System.exit(new CommandLine(new PipelineBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        long began = System.nanoTime();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(only);
        if (quick && words.isEmpty()) {
            words.addAll(List.of("uniform", "p2", "1000"));
        }
        Selection selection = new Selection(words);
        try (Stage stage =
                new Stage(
                        out,
                        rounds == null ? (quick ? 1 : 3) : rounds,
                        seconds == null ? (quick ? 3 : 5) : seconds,
                        warmUp == null ? (quick ? 5 : 10) : warmUp,
                        jvmFlags)) {
            Throughput throughput = new Throughput(stage, selection);
            Latency latency = new Latency(stage, selection, throughput);
            StateSize state = new StateSize(stage, selection);
            ReplacedDesign replaced = new ReplacedDesign(stage, script);
            throughput.run();
            if (selection.part(Selection.PYTHON)) {
                replaced.run();
            }
            if (selection.part(Selection.LATENCY)) {
                latency.run();
            }
            if (selection.part(Selection.STATE)) {
                state.run();
            }
            int meanBytes = (int) stage.tape(1_000, Keys.UNIFORM).meanBytes;
            PipelineReport report =
                    new PipelineReport(
                            throughput,
                            latency,
                            state,
                            replaced,
                            new PipelineMethod(stage, meanBytes));
            Path page = page(selection);
            String text = report.markdown();
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.write(page, text.getBytes(StandardCharsets.UTF_8));
            out.println();
            out.println(text);
            out.printf(
                    Locale.ROOT,
                    "written to %s after %.0f min%n",
                    page,
                    (System.nanoTime() - began) / 60e9);
            return report.goals().stream().allMatch(Goal::isMet) ? 0 : 1;
        }
    }

    private Path page(Selection selection) {
        if (output != null) {
            return output;
        }
        return quick || !selection.isEverything() ? UNPUBLISHED : PUBLISHED;
    }
}
