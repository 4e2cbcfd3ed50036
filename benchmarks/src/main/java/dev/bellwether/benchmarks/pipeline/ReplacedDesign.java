// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.figures.Rates;
import dev.bellwether.benchmarks.pipeline.tape.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One Python process that does the same arithmetic and writes the same commands. */
public final class ReplacedDesign {

    private static final String RESULT = "RESULT ";
    private static final int SYMBOLS = 1_000;

    private final Stage stage;
    private final Path script;
    private final Rates rates = new Rates();
    private String version = "";

    ReplacedDesign(Stage stage, Path script) {
        this.stage = stage;
        this.script = script;
    }

    /** Events per second; empty if it was not run. */
    Rates rates() {
        return rates;
    }

    String version() {
        return version;
    }

    void run() throws IOException {
        version = output("python3", "--version").trim();
        stage.say("%nthe replaced design, %s", version);
        Stage.TapeFile tape = stage.tape(SYMBOLS, Keys.UNIFORM);
        for (int round = 1; round <= stage.rounds; round++) {
            stage.counted.reset();
            double[] result =
                    play(
                            script,
                            stage.redisHost(),
                            stage.redisPort(),
                            tape.file,
                            Integer.toString(Throughput.QUOTES_BEFORE * SYMBOLS),
                            String.format(Locale.ROOT, "%.1f", stage.seconds));
            long events = (long) result[0];
            long writes = stage.counted.writes();
            if (writes < 5 * events || writes > 6 * events) {
                throw new IllegalStateException(
                        events + " events made " + writes + " commands in the replaced design");
            }
            rates.add(result[1]);
            stage.say("  round %d/%d %,10.0f/s", round, stage.rounds, result[1]);
        }
    }

    /**
     * Events and events per second of one run; {@code limits} are quotes that only fill the
     * windows, seconds, and perhaps records.
     */
    public static double[] play(Path script, String host, int port, Path tape, String... limits)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "python3",
                                script.toString(),
                                host,
                                Integer.toString(port),
                                tape.toString()));
        command.addAll(Arrays.asList(limits));
        String output = output(command.toArray(new String[0]));
        if (!output.startsWith(RESULT)) {
            throw new IOException("the replaced design gave no result: " + output);
        }
        String[] parts = output.substring(RESULT.length()).trim().split(" ", 2);
        return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command[0] + " failed: " + output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command[0] + " ran", e);
        }
        return output;
    }
}
