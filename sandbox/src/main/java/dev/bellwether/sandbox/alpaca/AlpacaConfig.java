// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.alpaca;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How the stand-in of Alpaca is set up. Immutable; made by {@link #builder()}. */
public final class AlpacaConfig {

    /** What the basic plan allows. */
    public static final int BASIC_PLAN = 200;

    final LocalDate firstSession;
    final int requestsPerMinute;
    final Set<String> poison;
    final boolean aliases;
    final List<Split> splits;
    final List<Holding> holdings;

    private AlpacaConfig(Builder builder) {
        this.firstSession = builder.firstSession;
        this.requestsPerMinute = builder.requestsPerMinute;
        this.poison = Set.copyOf(builder.poison);
        this.aliases = builder.aliases;
        this.splits = List.copyOf(builder.splits);
        this.holdings = List.copyOf(builder.holdings);
    }

    /** With the defaults: the first session was the last that closed, no limit, nothing odd. */
    public static Builder builder() {
        return new Builder();
    }

    /** A split that the recorded bars, which are adjusted, do not show. */
    static final class Split {
        final String symbol;
        final LocalDate exDate;
        final int newShares;
        final int oldShares;

        Split(String symbol, LocalDate exDate, int newShares, int oldShares) {
            this.symbol = symbol;
            this.exDate = exDate;
            this.newShares = newShares;
            this.oldShares = oldShares;
        }
    }

    /** A position of the account. */
    static final class Holding {
        final String symbol;
        final String quantity;
        final String entryPrice;

        Holding(String symbol, String quantity, String entryPrice) {
            this.symbol = symbol;
            this.quantity = quantity;
            this.entryPrice = entryPrice;
        }
    }

    /** Sets what is to be unlike the defaults. */
    public static final class Builder {

        private LocalDate firstSession;
        private int requestsPerMinute = Integer.MAX_VALUE;
        private final Set<String> poison = new TreeSet<>();
        private boolean aliases;
        private final List<Split> splits = new ArrayList<>();
        private final List<Holding> holdings = new ArrayList<>();

        private Builder() {}

        /**
         * Which day the replay clock's first session is shown as; the sessions before and after
         * follow by the calendar of New York. So jobs that live today find bars of today.
         */
        public Builder firstSession(LocalDate value) {
            this.firstSession = value;
            return this;
        }

        /** Requests in each minute of the clock on the wall; what is more is refused with 429. */
        public Builder requestsPerMinute(int value) {
            this.requestsPerMinute = value;
            return this;
        }

        /** Symbols for which a whole request is refused with 400. */
        public Builder poison(String... symbols) {
            this.poison.addAll(Arrays.asList(symbols));
            return this;
        }

        /**
         * Serves symbols that are not recorded with the bars of one that is, in every session. For
         * measuring how long a large universe takes; not to be taken for their prices.
         */
        public Builder aliases() {
            this.aliases = true;
            return this;
        }

        /** With {@code adjustment=raw}, bars before that day of the recording are not adjusted. */
        public Builder split(String symbol, LocalDate exDate, int newShares, int oldShares) {
            this.splits.add(new Split(symbol, exDate, newShares, oldShares));
            return this;
        }

        /** A position of the account; a negative quantity is a short one. */
        public Builder holding(String symbol, String quantity, String entryPrice) {
            this.holdings.add(new Holding(symbol, quantity, entryPrice));
            return this;
        }

        public AlpacaConfig build() {
            return new AlpacaConfig(this);
        }
    }
}
