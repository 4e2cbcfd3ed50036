// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.cel.runtime.CelVariableResolver;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is known of the symbol that is being looked at. Not thread-safe. */
public final class Facts implements CelVariableResolver {

    static final Map<String, FactName> NUMBERS = byName(FactName.values(), FactName::text);
    static final Map<String, TextFact> TEXTS = byName(TextFact.values(), TextFact::text);

    private static final FactName[] NAMES = FactName.values();

    /** Of numbers and texts together. */
    static final int COUNT = NAMES.length + TextFact.values().length;

    private String symbol;
    private SymbolRules state;

    private static <T> Map<String, T> byName(T[] facts, Function<T, String> name) {
        return Collections.unmodifiableMap(
                Arrays.stream(facts).collect(Collectors.toMap(name, fact -> fact)));
    }

    /** Looks at this symbol from now on, which has room for all facts. */
    public Facts about(String symbol, SymbolRules state) {
        this.symbol = symbol;
        this.state = state;
        return this;
    }

    String symbol() {
        return symbol;
    }

    /** {@code NaN} if it is unknown. */
    double number(int ordinal) {
        return state.facts[ordinal];
    }

    /** {@code null} if it is unknown. */
    String text(TextFact fact) {
        switch (fact) {
            case SYMBOL:
                return symbol;
            case ASSET_CLASS:
                return state.assetClass;
            case CURRENCY:
                return state.currency;
            case FEED:
                return state.feed;
            case SIGNAL:
                return state.signal;
            default:
                throw new IllegalArgumentException(fact.text());
        }
    }

    @Override
    public Optional<Object> find(String name) {
        FactName number = NUMBERS.get(name);
        if (number == null) {
            TextFact text = TEXTS.get(name);
            return text == null ? Optional.empty() : Optional.ofNullable(text(text));
        }
        double value = number(number.ordinal());
        // Not as NaN: CEL finds that any whole number is at most NaN.
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    /** By its place among all {@link #COUNT}: numbers, then texts. */
    static int place(TextFact fact) {
        return NAMES.length + fact.ordinal();
    }

    /** A number as a person reads it, a text as it is, {@code ?} for what is unknown. */
    String shown(String name) {
        FactName number = NUMBERS.get(name);
        if (number == null) {
            return String.valueOf(text(TEXTS.get(name)));
        }
        double value = number(number.ordinal());
        if (Double.isNaN(value)) {
            return "?";
        }
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }
}
