// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One emulator as a process of Node.js, listening on a port of 127.0.0.1 that the system chose.
 *
 * <p>It ends with this JVM, however that ends: a shutdown hook kills it, and after a {@code kill
 * -9} of the JVM the pipe to its standard input closes, upon which {@code loopback.js} ends it.
 */
public final class NodeProcess implements AutoCloseable {

    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Pattern PORT = Pattern.compile("sandbox: port (\\d+) is (\\d+)");

    private final Process process;
    private final Path log;
    private final Thread killer;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.killer = new Thread(process::destroyForcibly, "node-killer");
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /**
     * Starts {@code node -r loopback.js SCRIPT ARGUMENTS}.
     *
     * @param npm the directory of {@code loopback.js}
     * @param script the program, run in its own directory
     */
    public static NodeProcess start(
            Path npm, Path script, List<String> arguments, Map<String, String> environment)
            throws IOException {
        Path log = Files.createTempFile("sandbox-node", ".log");
        List<String> command = new ArrayList<>();
        command.add("node");
        command.add("-r");
        command.add(npm.resolve("loopback.js").toAbsolutePath().toString());
        command.add(script.toAbsolutePath().toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(script.toAbsolutePath().getParent().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("SANDBOX_FREE_PORT", "1");
        builder.environment().put("SANDBOX_PARENT_PIPE", "1");
        try {
            return new NodeProcess(builder.start(), log);
        } catch (IOException e) {
            Files.deleteIfExists(log);
            throw new IOException("cannot run node (Node.js 20 or newer must be on the PATH)", e);
        }
    }

    /** The port that it listens on where it meant to use {@code asked}; waits for it. */
    public int port(int asked) throws IOException {
        long deadline = System.nanoTime() + START_NANOS;
        while (true) {
            Matcher line = PORT.matcher(readLog());
            while (line.find()) {
                if (Integer.parseInt(line.group(1)) == asked) {
                    return Integer.parseInt(line.group(2));
                }
            }
            if (!process.isAlive()) {
                throw new IOException("the emulator ended at once:\n" + readLog());
            }
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw new IOException("the emulator does not listen:\n" + readLog());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Kills it: the emulators keep nothing, and one of them takes seconds to end in good order. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(killer);
        Files.deleteIfExists(log);
    }

    private String readLog() throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }
}
