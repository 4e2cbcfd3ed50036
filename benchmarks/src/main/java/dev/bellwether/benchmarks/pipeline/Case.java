// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.pipeline.tape.Keys;
import java.util.Locale;
import java.util.Objects;

/** One input at one parallelism. */
final class Case {

    final int symbols;
    final Keys keys;
    final int parallelism;

    Case(int symbols, Keys keys, int parallelism) {
        this.symbols = symbols;
        this.keys = keys;
        this.parallelism = parallelism;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Case
                && symbols == ((Case) other).symbols
                && keys == ((Case) other).keys
                && parallelism == ((Case) other).parallelism;
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbols, keys, parallelism);
    }

    /** As in a table: {@code 1,000 symbols, zipf, parallelism 2}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d symbols, %s, parallelism %d",
                symbols,
                keys.name().toLowerCase(Locale.ROOT),
                parallelism);
    }
}
