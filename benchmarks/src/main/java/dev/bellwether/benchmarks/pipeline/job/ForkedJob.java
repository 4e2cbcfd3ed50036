// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A {@link JobProcess}, kept warm between its turns. */
public final class ForkedJob implements AutoCloseable {

    /** Flags of the JVM of every job. */
    public static final List<String> JVM_FLAGS = List.of("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC");

    private final JobSettings settings;
    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;

    private ForkedJob(JobSettings settings, Process process) {
        this.settings = settings;
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /**
     * @param moreFlags of the JVM, for example of a profiler
     * @param checkpoints folder for its checkpoints
     */
    public static ForkedJob start(
            JobSettings settings,
            JobSettings.Purpose purpose,
            List<String> moreFlags,
            String host,
            int port,
            Path checkpoints,
            Path tape)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(moreFlags);
        command.add("-cp");
        command.add(
                String.join(
                        File.pathSeparator,
                        System.getProperty("java.class.path").split(File.pathSeparator, -1)));
        command.add(JobProcess.class.getName());
        command.addAll(Arrays.asList(settings.arguments()));
        command.add(purpose.name());
        command.add(host);
        command.add(Integer.toString(port));
        command.add(checkpoints.toString());
        command.add(tape.toString());
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ForkedJob(settings, process);
    }

    public JobSettings settings() {
        return settings;
    }

    public Turn run(Orders order) throws IOException {
        orders.println(order.line());
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Turn.RESULT)) {
                return Turn.parse(line);
            }
        }
        throw new IOException(settings + " ended without a result; its error stands above");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
