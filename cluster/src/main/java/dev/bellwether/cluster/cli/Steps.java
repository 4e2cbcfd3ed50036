// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says what is done, with the seconds since the beginning before it. */
final class Steps {

    private final PrintWriter out;
    private final LongSupplier nanos;
    private final long begin;

    Steps(PrintWriter out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    void say(String what) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (nanos.getAsLong() - begin) / 1e9, what);
        out.flush();
    }
}
