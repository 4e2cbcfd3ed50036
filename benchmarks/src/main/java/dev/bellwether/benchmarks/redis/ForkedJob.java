// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link SinkJob} in a JVM of its own, kept warm between its turns. */
final class ForkedJob implements Contender {

    private static final String HEAP = "-Xmx1g";

    private final String name;
    private final long records;
    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;

    private ForkedJob(String name, long records, Process process) {
        this.name = name;
        this.records = records;
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    static ForkedJob ours(long records, String... arguments) throws IOException {
        return start("our sink", "ours", records, ownClassPath(), arguments);
    }

    /**
     * @param bahirLibraries folder with the client that Bahir's sink runs with, in place of ours
     */
    static ForkedJob bahir(long records, Path bahirLibraries, String... arguments)
            throws IOException {
        List<String> classPath;
        try (Stream<Path> jars = Files.list(bahirLibraries)) {
            classPath = jars.map(Path::toString).collect(Collectors.toCollection(ArrayList::new));
        }
        ownClassPath().stream()
                .filter(entry -> !Paths.get(entry).getFileName().toString().startsWith("jedis-"))
                .forEach(classPath::add);
        return start("Bahir's sink", "bahir", records, classPath, arguments);
    }

    private static List<String> ownClassPath() {
        return new ArrayList<>(
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
    }

    private static ForkedJob start(
            String name, String kind, long records, List<String> classPath, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
        command.add(HEAP);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        command.add(SinkJob.class.getName());
        command.add(kind);
        command.addAll(Arrays.asList(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ForkedJob(name, records, process);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public double run(int valueBytes) throws IOException {
        orders.println(records + " " + valueBytes);
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(SinkJob.RESULT)) {
                return Double.parseDouble(line.substring(SinkJob.RESULT.length()));
            }
        }
        throw new IOException(name + " ended without a result");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
