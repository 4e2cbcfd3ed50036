// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.pipeline.job.JobSettings.Backend;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Kind;
import dev.bellwether.benchmarks.pipeline.tape.Keys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which parts of the measurement are run. Words of different groups narrow each other down, words
 * of one group add up: {@code signals,sql,heap} are the pipeline and SQL on the heap. Of a group
 * without a word everything is run.
 */
final class Selection {

    static final String LATENCY = "latency";
    static final String STATE = "state";
    static final String PYTHON = "python";

    private static final Set<String> PARTS =
            Set.of("signals", "pass-through", "small-write", "sql", LATENCY, STATE, PYTHON);
    private static final Set<String> BACKENDS = Set.of("heap", "rocksdb");
    private static final Set<String> KEYS = Set.of("uniform", "zipf");
    private static final Set<String> SYMBOLS = Set.of("1000", "100000");
    private static final Set<String> PARALLELISMS = Set.of("p1", "p2");

    private final Set<String> words;

    /**
     * @throws IllegalArgumentException if a word is none of those that are known
     */
    Selection(List<String> words) {
        this.words = new HashSet<>(words);
        Set<String> unknown = new TreeSet<>(this.words);
        for (Set<String> group : List.of(PARTS, BACKENDS, KEYS, SYMBOLS, PARALLELISMS)) {
            unknown.removeAll(group);
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "--only does not know "
                            + unknown
                            + "; it knows "
                            + new TreeSet<>(PARTS)
                            + ", "
                            + new TreeSet<>(BACKENDS)
                            + ", "
                            + new TreeSet<>(KEYS)
                            + ", "
                            + new TreeSet<>(SYMBOLS)
                            + ", "
                            + new TreeSet<>(PARALLELISMS));
        }
    }

    boolean isEverything() {
        return words.isEmpty();
    }

    boolean part(String part) {
        return has(PARTS, part);
    }

    boolean part(Kind kind) {
        return has(PARTS, kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    boolean backend(Backend backend) {
        return has(BACKENDS, backend.name().toLowerCase(Locale.ROOT));
    }

    List<Integer> symbols() {
        List<Integer> chosen = new ArrayList<>();
        for (int symbols : new int[] {1_000, 100_000}) {
            if (has(SYMBOLS, Integer.toString(symbols))) {
                chosen.add(symbols);
            }
        }
        return chosen;
    }

    /** Every case that is asked for, the smaller ones first. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int symbols : symbols()) {
            for (Keys keys : List.of(Keys.UNIFORM, Keys.ZIPF)) {
                for (int parallelism = 1; parallelism <= 2; parallelism++) {
                    if (has(KEYS, keys.name().toLowerCase(Locale.ROOT))
                            && has(PARALLELISMS, "p" + parallelism)) {
                        cases.add(new Case(symbols, keys, parallelism));
                    }
                }
            }
        }
        return cases;
    }

    private boolean has(Set<String> group, String word) {
        return words.stream().noneMatch(group::contains) || words.contains(word);
    }
}
