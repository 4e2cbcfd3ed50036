// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Draws a fault, or none, for each request.
 *
 * <p>The draw is a hash of (seed, kind, subject, n) for the n-th request of that subject since the
 * rules were set. The order in which requests of different subjects arrive, or the thread that
 * answers them, has no part in it: the same seed and the same number of requests per symbol give
 * the same faults. The hash is FNV-1a, finished with the mixer of SplitMix64.
 *
 * <p>Rules are tried in their order and the first that strikes wins, so the rate of a later rule is
 * that of the requests which the earlier ones left alone. A rule whose kind does not apply to a
 * path is passed over. Thread-safe.
 */
public final class FaultPlan {

    private final Map<String, FaultKind> known = new LinkedHashMap<>();
    private volatile State state = new State(0, List.of());

    public FaultPlan(Collection<FaultKind> known) {
        for (FaultKind kind : known) {
            this.known.put(kind.name(), kind);
        }
    }

    /** The kinds that rules may name, in the order of their declaration. */
    public Collection<FaultKind> known() {
        return known.values();
    }

    /**
     * Replaces all rules and starts counting requests anew.
     *
     * @throws IllegalArgumentException if a rule names an unknown kind; the old rules stay
     */
    public void replace(long seed, List<FaultRule> rules) {
        for (FaultRule rule : rules) {
            if (!known.containsKey(rule.kind)) {
                throw new IllegalArgumentException(
                        "unknown fault " + rule.kind + ", known are " + known.keySet());
            }
        }
        state = new State(seed, List.copyOf(rules));
    }

    /** As {@link #replace(long, List)} with the seed that there is. */
    public void replace(List<FaultRule> rules) {
        replace(state.seed, rules);
    }

    public long seed() {
        return state.seed;
    }

    public List<FaultRule> rules() {
        return state.rules;
    }

    /** Draws for the next request of {@code subject}, to a path where these kinds can strike. */
    public FaultDraw draw(String subject, Collection<FaultKind> applicable) {
        State now = state;
        Subject counts = now.subjects.computeIfAbsent(subject, s -> new Subject());
        synchronized (counts) {
            long n = ++counts.requests;
            for (FaultRule rule : now.rules) {
                FaultKind kind = known.get(rule.kind);
                if (!rule.concerns(subject) || !applicable.contains(kind)) {
                    continue;
                }
                long bits = hash(now.seed, rule.kind, subject, n);
                if (toUnit(bits) < rule.rate && counts.mayStrike(rule)) {
                    return new FaultDraw(kind, mix(bits));
                }
            }
            return FaultDraw.NONE;
        }
    }

    /** The rules as they are written on the command line. */
    @Override
    public String toString() {
        return state.rules.stream().map(FaultRule::toString).collect(Collectors.joining(" "));
    }

    private static long hash(long seed, String kind, String subject, long n) {
        long hash = 0xcbf29ce484222325L ^ mix(seed);
        for (byte b : (kind + '\n' + subject + '\n' + n).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    private static long mix(long z) {
        z += 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The upper 53 bits as a number from 0 up to but not including 1. */
    private static double toUnit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    private static final class State {
        private final long seed;
        private final List<FaultRule> rules;
        private final Map<String, Subject> subjects = new ConcurrentHashMap<>();

        State(long seed, List<FaultRule> rules) {
            this.seed = seed;
            this.rules = rules;
        }
    }

    private static final class Subject {
        private long requests;
        private final List<FaultRule> struck = new ArrayList<>();

        boolean mayStrike(FaultRule rule) {
            if (rule.times == 0) {
                return true;
            }
            if (struck.stream().filter(r -> r == rule).count() >= rule.times) {
                return false;
            }
            struck.add(rule);
            return true;
        }
    }
}
