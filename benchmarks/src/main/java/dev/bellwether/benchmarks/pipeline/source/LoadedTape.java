// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.source;

import dev.bellwether.benchmarks.pipeline.tape.Tape;

/** The one tape of this JVM: too large for a job graph, and the readers run in the same process. */
public final class LoadedTape {

    private static volatile Tape tape;

    private LoadedTape() {}

    public static void set(Tape loaded) {
        tape = loaded;
    }

    static Tape get() {
        Tape loaded = tape;
        if (loaded == null) {
            throw new IllegalStateException("no tape was loaded");
        }
        return loaded;
    }
}
