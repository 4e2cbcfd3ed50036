// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process with a record on disk (its id and when it began), by which a later invocation finds it
 * again. An id that the system has given to another process since is not mistaken for it.
 */
public final class BackgroundProcess {

    private static final String SUFFIX = ".pid";

    /** The system tells the start relative to a boot time that it corrects by a second or so. */
    private static final long START_TOLERANCE_MILLIS = 2_000;

    private final String name;
    private final Path record;
    private final ProcessHandle handle;

    private BackgroundProcess(String name, Path record, ProcessHandle handle) {
        this.name = name;
        this.record = record;
        this.handle = handle;
    }

    /** Starts a program and records it as {@code name} in {@code records}. */
    public static BackgroundProcess start(String name, Path records, ProcessBuilder program) {
        try {
            ProcessHandle handle = program.start().toHandle();
            Path record =
                    Files.write(
                            records.resolve(name + SUFFIX),
                            (handle.pid() + " " + startMillis(handle)).getBytes(UTF_8));
            return new BackgroundProcess(name, record, handle);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** The process of a record, unless it has ended; then the record is removed. */
    public static Optional<BackgroundProcess> find(Path record) {
        try {
            String[] parts = Files.readString(record, UTF_8).trim().split(" ", -1);
            String file = record.getFileName().toString();
            String name = file.substring(0, file.length() - SUFFIX.length());
            long started = Long.parseLong(parts[1]);
            Optional<BackgroundProcess> found =
                    ProcessHandle.of(Long.parseLong(parts[0]))
                            .filter(ProcessHandle::isAlive)
                            .filter(
                                    handle ->
                                            Math.abs(startMillis(handle) - started)
                                                    <= START_TOLERANCE_MILLIS)
                            .map(handle -> new BackgroundProcess(name, record, handle));
            if (found.isEmpty()) {
                Files.deleteIfExists(record);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + record, e);
        }
    }

    /** Whether a file is such a record. */
    public static boolean isRecord(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    private static long startMillis(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    public String name() {
        return name;
    }

    public long pid() {
        return handle.pid();
    }

    public boolean isAlive() {
        return handle.isAlive();
    }

    /** Asks it to end (SIGTERM) and returns at once. */
    public void terminate() {
        handle.destroy();
    }

    /** SIGKILL, as when the power fails; returns when the process is gone. */
    public void kill() {
        handle.destroyForcibly();
        if (!awaitEnd(30_000)) {
            throw new IllegalStateException(name + " survives SIGKILL (process " + pid() + ")");
        }
    }

    /** Whether it ends within that time; its record goes with it. */
    public boolean awaitEnd(long millis) {
        try {
            handle.onExit().get(millis, TimeUnit.MILLISECONDS);
            Files.deleteIfExists(record);
            return true;
        } catch (TimeoutException e) {
            // The answer is: not yet.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for " + name, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + record, e);
        }
    }
}
