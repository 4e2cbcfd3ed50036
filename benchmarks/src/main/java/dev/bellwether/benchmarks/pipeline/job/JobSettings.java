// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import java.util.Locale;
import java.util.Objects;

/** What a process is for; goes to it as its arguments. */
public final class JobSettings {

    /** Which job. */
    public enum Kind {
        SIGNALS,
        PASS_THROUGH,
        SMALL_WRITE,
        SQL
    }

    /** Where state is kept. */
    public enum Backend {
        HEAP("hashmap"),
        ROCKSDB("rocksdb");

        final String flinkName;

        Backend(String flinkName) {
            this.flinkName = flinkName;
        }

        @Override
        public String toString() {
            return this == HEAP ? "heap" : "RocksDB";
        }
    }

    /** What is measured. */
    public enum Purpose {
        RATE,
        LATENCY,
        STATE
    }

    public final Kind kind;
    public final Backend backend;
    public final int parallelism;

    public JobSettings(Kind kind, Backend backend, int parallelism) {
        this.kind = kind;
        this.backend = backend;
        this.parallelism = parallelism;
    }

    static JobSettings parse(String kind, String backend, String parallelism) {
        return new JobSettings(
                Kind.valueOf(kind), Backend.valueOf(backend), Integer.parseInt(parallelism));
    }

    String[] arguments() {
        return new String[] {kind.name(), backend.name(), Integer.toString(parallelism)};
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JobSettings
                && kind == ((JobSettings) other).kind
                && backend == ((JobSettings) other).backend
                && parallelism == ((JobSettings) other).parallelism;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, backend, parallelism);
    }

    /** As in a table: {@code signals, heap, parallelism 2}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-')
                + ", "
                + backend
                + ", parallelism "
                + parallelism;
    }
}
