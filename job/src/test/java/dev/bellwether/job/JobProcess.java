// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The application jar in a JVM of its own, as a user starts it; can be killed like a machine. */
final class JobProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "bellwether-application.jar");
    private static final Path LOGGING = Path.of("..", "deploy", "local", "log4j2.xml");

    /** Class path of another platform to try the jar on, and its main class: job/flink-2.2. */
    private static final String OTHER_PLATFORM = System.getProperty("platform.classpath");

    private static final String MAIN =
            System.getProperty("platform.main", "dev.bellwether.job.Main");

    private final Process process;
    private final Path output;
    private final Path log;

    private JobProcess(Process process, Path output, Path log) {
        this.process = process;
        this.output = output;
        this.log = log;
    }

    static JobProcess start(Path directory, Configurations configuration, Map<String, String> env)
            throws IOException {
        return start(directory, configuration, env, MAIN);
    }

    /** One of the commands that look at what the job keeps. */
    static JobProcess command(
            Path directory,
            Configurations configuration,
            Map<String, String> env,
            String command,
            String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("dev.bellwether.job.cli.Cli", command));
        words.addAll(List.of(arguments));
        return start(directory, configuration, env, words.toArray(new String[0]));
    }

    private static JobProcess start(
            Path directory, Configurations configuration, Map<String, String> env, String... words)
            throws IOException {
        Path config =
                Files.writeString(
                        Files.createTempFile(directory, "config", ".json"), configuration.json());
        Path output = Files.createTempFile(directory, "job", ".out");
        Path log = Files.createTempFile(directory, "job", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-Dlog4j2.configurationFile=" + LOGGING);
        command.add("-Dbellwether.log=" + log);
        command.add("-cp");
        String classPath =
                OTHER_PLATFORM == null
                        ? JAR + ":" + Path.of("target", "platform", "*")
                        : OTHER_PLATFORM + ":" + JAR;
        // As ./bellwether does it.
        boolean readsParquet = List.of(words).contains("compact");
        command.add(
                readsParquet
                        ? classPath + ":" + Path.of("target", "parquet-reading", "*")
                        : classPath);
        command.addAll(List.of(words));
        command.add("--config");
        command.add(config.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(env);
        return new JobProcess(builder.start(), output, log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The code with which it ends by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after 60 s");
        }
        return process.exitValue();
    }

    /** As when the power fails: SIGKILL, no shutdown hook. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    String output() throws IOException {
        return Files.readString(output, UTF_8);
    }

    String log() throws IOException {
        return Files.readString(log, UTF_8);
    }

    /** The newest checkpoint that was completed below a directory. */
    static Optional<Path> newestCheckpoint(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparing(JobProcess::modified))
                    .map(Path::getParent);
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
