// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.drawdowns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The script with pandas, in a process of its own. */
final class Pandas {

    /** What it did and how long that took, without the start of the process. */
    static final class Result {
        final long bars;
        final long rows;
        final double seconds;

        /** Of the whole process. */
        final double processSeconds;

        final String version;

        Result(String[] words, double processSeconds) {
            bars = Long.parseLong(words[1]);
            rows = Long.parseLong(words[2]);
            seconds = Double.parseDouble(words[3]);
            version = words[4];
            this.processSeconds = processSeconds;
        }
    }

    private static final List<String> CANDIDATES = List.of("python3", "/usr/bin/python3");

    private final String python;
    private final Path script;

    private Pandas(String python, Path script) {
        this.python = python;
        this.script = script;
    }

    static Pandas in(Path directory) throws IOException {
        Path script = directory.resolve("drawdowns_pandas.py");
        try (InputStream in = Pandas.class.getResourceAsStream("drawdowns_pandas.py")) {
            Files.copy(in, script);
        }
        for (String python : CANDIDATES) {
            try {
                output(python, "-c", "import pandas");
                return new Pandas(python, script);
            } catch (IOException e) {
                continue;
            }
        }
        throw new IOException("no python3 with pandas (Debian: apt-get install python3-pandas)");
    }

    Result run(String mode, Path bars, Path rows) throws IOException {
        long started = System.nanoTime();
        String output = output(python, script.toString(), mode, bars.toString(), rows.toString());
        double process = (System.nanoTime() - started) / 1e9;
        if (!output.startsWith("RESULT ")) {
            throw new IOException("pandas gave no result: " + output);
        }
        return new Result(output.trim().split(" "), process);
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
