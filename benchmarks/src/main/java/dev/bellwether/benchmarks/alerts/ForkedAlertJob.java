// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An {@link AlertJob} in a JVM of its own, with the flags that the application is started with. */
final class ForkedAlertJob implements AutoCloseable {

    static final List<String> JVM_FLAGS =
            List.of(
                    "-Xms1g",
                    "-Xmx1g",
                    "-XX:+UseParallelGC",
                    "--add-opens=java.base/java.util=ALL-UNNAMED");

    private final Process process;
    private final BufferedReader output;

    private ForkedAlertJob(Process process) {
        this.process = process;
        this.output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /**
     * Starts it from the directory of the project.
     *
     * @param moreFlags of the JVM, for example of a profiler
     */
    static ForkedAlertJob start(
            AlertSettings settings, List<String> moreFlags, Path directory, Path config, Path tape)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(moreFlags);
        command.add("-Dlog4j2.configurationFile=deploy/local/log4j2.xml");
        command.add("-Dbellwether.log=" + directory.resolve("job.log"));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(AlertJob.class.getName());
        command.add(config.toString());
        command.add(tape.toString());
        command.add(Integer.toString(settings.perSecond));
        command.add(Double.toString(settings.shocksPerSecond));
        command.add(Integer.toString(settings.warmUpSeconds));
        command.add(Integer.toString(settings.seconds));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ForkedAlertJob(process);
    }

    /** What follows these words on a line of its own. */
    String await(String words) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(words)) {
                return line.substring(words.length());
            }
        }
        throw new IOException("the job ended; its error stands above");
    }

    /** Processor time that it has taken so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
