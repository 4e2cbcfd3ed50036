// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One redis-server process with its own directory and a port that it keeps over stop and start.
 *
 * <p>The process never outlives the JVM: a shutdown hook kills what {@link #close} has not.
 */
final class RedisProcess implements AutoCloseable {

    private static final long START_MILLIS = 20_000;
    private static final long STOP_MILLIS = 10_000;

    private final Path directory;
    private final List<String> settings;
    private final boolean sentinel;
    private final int port;
    private final Thread killer = new Thread(this::destroy, "redis-killer");
    private Process process;

    private RedisProcess(Path directory, int port, List<String> settings, boolean sentinel) {
        this.directory = directory;
        this.port = port;
        this.settings = settings;
        this.sentinel = sentinel;
    }

    /** Starts a server with lines of redis.conf; {@code port} must be among them. */
    static RedisProcess start(int port, List<String> settings) {
        return start(port, settings, false);
    }

    static RedisProcess startSentinel(int port, List<String> settings) {
        return start(port, settings, true);
    }

    private static RedisProcess start(int port, List<String> settings, boolean sentinel) {
        try {
            Path directory = Files.createTempDirectory("sandbox-redis");
            List<String> all = new ArrayList<>(settings);
            all.add("bind 127.0.0.1");
            all.add("dir " + directory);
            RedisProcess redis = new RedisProcess(directory, port, all, sentinel);
            Runtime.getRuntime().addShutdownHook(redis.killer);
            redis.start();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start redis-server", e);
        }
    }

    int port() {
        return port;
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Starts it again on the same port; returns when it accepts connections. */
    void start() throws IOException {
        if (isRunning()) {
            throw new IllegalStateException("redis-server is running already");
        }
        Path configuration = directory.resolve("redis.conf");
        if (!Files.exists(configuration)) {
            // A sentinel writes what it learns into this file: it is not to be written again.
            Files.write(configuration, settings, StandardCharsets.UTF_8);
        }
        List<String> command = new ArrayList<>();
        command.add(RedisBinary.locate());
        command.add(configuration.toString());
        if (sentinel) {
            command.add("--sentinel");
        }
        process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                        .start();
        awaitConnection();
    }

    /** Ends it as an operator would: it finishes what it does and writes what it must. */
    void stop() {
        end(false);
    }

    /** Ends it as a crash would. */
    void kill() {
        end(true);
    }

    @Override
    public void close() {
        destroy();
        Runtime.getRuntime().removeShutdownHook(killer);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }

    private void destroy() {
        if (process != null) {
            end(true);
        }
    }

    private void end(boolean forcibly) {
        if (forcibly) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        try {
            if (!process.waitFor(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitConnection() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
        while (!accepts()) {
            if (waitedForItsEnd()) {
                throw new IOException("redis-server ended at once:\n" + readLog());
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("redis-server does not answer:\n" + readLog());
            }
        }
    }

    private boolean waitedForItsEnd() throws IOException {
        try {
            return process.waitFor(10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while redis-server was starting", e);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            // Not yet; the caller counts the time.
            return false;
        }
    }

    private Path log() {
        return directory.resolve("redis.log");
    }

    private String readLog() throws IOException {
        return Files.exists(log())
                ? new String(Files.readAllBytes(log()), StandardCharsets.UTF_8)
                : "(no output)";
    }
}
