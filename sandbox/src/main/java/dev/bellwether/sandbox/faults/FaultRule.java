// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often and for whom a kind of fault strikes. As text: {@code kind=rate[@SUBJECT,...][#times]},
 * for example {@code malformed=0.01}, {@code forbidden=1@AAPL,MSFT} or {@code server-error=1#2}
 * (the first two requests of every symbol). Immutable.
 */
public final class FaultRule {

    private static final Pattern TEXT =
            Pattern.compile("([a-z0-9-]+)=([0-9.]+)(?:@([^#@=]+))?(?:#([0-9]{1,9}))?");

    /** Name of the {@link FaultKind}. */
    @JsonProperty public final String kind;

    /** Probability, above 0 and at most 1, of the requests that it can strike. */
    @JsonProperty public final double rate;

    /** Subjects (symbols, as a rule) that it strikes; empty means everyone. */
    @JsonProperty public final Set<String> symbols;

    /** How often it strikes one subject at most; 0 means without limit. */
    @JsonProperty public final int times;

    @JsonCreator
    FaultRule(
            @JsonProperty(value = "kind", required = true) String kind,
            @JsonProperty(value = "rate", required = true) double rate,
            @JsonProperty("symbols") Collection<String> symbols,
            @JsonProperty("times") int times) {
        if (kind == null) {
            throw new IllegalArgumentException("a fault needs a kind");
        }
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                    "rate of " + kind + " must be above 0 and at most 1, was " + rate);
        }
        if (times < 0) {
            throw new IllegalArgumentException("times of " + kind + " must not be negative");
        }
        this.kind = kind;
        this.rate = rate;
        this.symbols = symbols == null ? Set.of() : Set.copyOf(new TreeSet<>(symbols));
        this.times = times;
    }

    /** Strikes that part of all requests. */
    public static FaultRule rate(FaultKind kind, double rate) {
        return new FaultRule(kind.name(), rate, Set.of(), 0);
    }

    /** Strikes every request of these subjects. */
    public static FaultRule always(FaultKind kind, String... subjects) {
        return new FaultRule(kind.name(), 1, Arrays.asList(subjects), 0);
    }

    /** The same rule, which leaves a subject alone after it struck it that often. */
    public FaultRule times(int count) {
        return new FaultRule(kind, rate, symbols, count);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static FaultRule parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a fault is written kind=rate[@SYMBOL,...][#times], was: " + text);
        }
        double rate;
        try {
            rate = Double.parseDouble(matcher.group(2));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("rate is not a number: " + text, e);
        }
        String symbols = matcher.group(3);
        String times = matcher.group(4);
        return new FaultRule(
                matcher.group(1),
                rate,
                symbols == null ? Set.of() : Arrays.asList(symbols.split(",")),
                times == null ? 0 : Integer.parseInt(times));
    }

    boolean concerns(String subject) {
        return symbols.isEmpty() || symbols.contains(subject);
    }

    @Override
    public String toString() {
        return kind
                + "="
                + rate
                + (symbols.isEmpty() ? "" : "@" + String.join(",", new TreeSet<>(symbols)))
                + (times == 0 ? "" : "#" + times);
    }
}
