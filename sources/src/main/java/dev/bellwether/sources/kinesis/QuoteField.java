// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import java.util.HashMap;
import java.util.Map;

/**
 * The names under which records carry what a {@code Quote} has. Where a record uses several names
 * for the same, the one of the lowest rank counts, whatever their order.
 */
final class QuoteField {

    /** How a value is read. */
    enum Kind {
        NUMBER,
        TEXT,
        /** ISO 8601 text, or epoch seconds or milliseconds. */
        TIME,
        /** Epoch milliseconds. */
        MILLIS,
        /** The quote, or a list of them, in a wrapper. */
        WRAPPED,
        /** Points of an intraday series. */
        POINTS,
        /** Bavest's fundamentals. */
        METRICS
    }

    static final int PRICE = 0;
    static final int OPEN = 1;
    static final int HIGH = 2;
    static final int LOW = 3;
    static final int PREVIOUS_CLOSE = 4;
    static final int VOLUME = 5;
    static final int EPS = 6;
    static final int PE_RATIO = 7;
    static final int MARKET_CAP = 8;
    static final int AVERAGE_VOLUME = 9;
    static final int SHARES = 10;
    static final int STRENGTH = 11;
    static final int NUMBERS = 12;

    static final int SYMBOL = 0;
    static final int FEED = 1;
    static final int CURRENCY = 2;
    static final int EPS_CURRENCY = 3;
    static final int DIRECTION = 4;
    static final int ASSET_CLASS = 5;
    static final int EVENT = 6;
    static final int TIMEZONE = 7;
    static final int DATA_TYPE = 8;
    static final int MARKET = 9;
    static final int TEXTS = 10;

    private static final String[] TEXT_NAMES = new String[TEXTS];
    private static final Map<String, QuoteField> QUOTE = new HashMap<>();
    private static final Map<String, QuoteField> BAVEST_METRICS = new HashMap<>();

    static {
        numbers(PRICE, "price", "prices", "close", "last_price", "current_price", "currentPrice");
        shortNumber(PRICE, "c");
        numbers(OPEN, "open");
        shortNumber(OPEN, "o");
        numbers(HIGH, "high");
        shortNumber(HIGH, "h");
        numbers(LOW, "low");
        shortNumber(LOW, "l");
        numbers(PREVIOUS_CLOSE, "previous_close", "previousClose");
        shortNumber(PREVIOUS_CLOSE, "pc");
        numbers(VOLUME, "day_volume", "volume", "trading_volume", "volumes", "v");
        numbers(EPS, "eps");
        numbers(PE_RATIO, "pe_ratio");
        numbers(MARKET_CAP, "market_cap");
        numbers(AVERAGE_VOLUME, "average_volume");
        numbers(SHARES, "shares_outstanding");
        numbers(STRENGTH, "signal_strength");
        texts(SYMBOL, "symbol", "ticker", "instrument", "asset", "stock", "isin");
        texts(FEED, "feed", "source");
        texts(CURRENCY, "currency");
        texts(EPS_CURRENCY, "eps_currency");
        texts(DIRECTION, "signal_direction", "recommendation", "signal");
        texts(ASSET_CLASS, "asset_class");
        texts(DATA_TYPE, "data_type");
        texts(MARKET, "market");
        texts(EVENT, "event_type");
        texts(TIMEZONE, "timezone");
        add(QUOTE, "event_time_millis", new QuoteField(Kind.MILLIS, "time", 0, 0, false));
        add(QUOTE, "timestamp", new QuoteField(Kind.TIME, "timestamp", 0, 1, false));
        add(QUOTE, "t", new QuoteField(Kind.TIME, "t", 0, 2, true));
        add(QUOTE, "data", new QuoteField(Kind.WRAPPED, "data", 0, 0, false));
        add(QUOTE, "data_points", new QuoteField(Kind.POINTS, "data_points", 0, 0, false));
        add(QUOTE, "metrics", new QuoteField(Kind.METRICS, "metrics", 0, 0, false));
        metric(EPS, "eps");
        metric(PE_RATIO, "pe/ratio");
        metric(MARKET_CAP, "marketCapitalization");
        metric(AVERAGE_VOLUME, "avgVolume");
        metric(SHARES, "sharesOutstanding");
        add(
                BAVEST_METRICS,
                "currency",
                new QuoteField(Kind.TEXT, "currency", EPS_CURRENCY, 0, true));
    }

    final Kind kind;
    final String name;
    final int slot;
    final int rank;

    /** Whether only Bavest writes this name, who fills gaps with 0. */
    final boolean ofBavest;

    private QuoteField(Kind kind, String name, int slot, int rank, boolean ofBavest) {
        this.kind = kind;
        this.name = name;
        this.slot = slot;
        this.rank = rank;
        this.ofBavest = ofBavest;
    }

    /** The field of this name in a quote or its wrapper, or {@code null}. */
    static QuoteField inQuote(String name) {
        return QUOTE.get(name);
    }

    /** The field of this name among Bavest's metrics, or {@code null}. */
    static QuoteField inMetrics(String name) {
        return BAVEST_METRICS.get(name);
    }

    private static void numbers(int slot, String... names) {
        for (int rank = 0; rank < names.length; rank++) {
            String name = names[rank];
            add(QUOTE, name, new QuoteField(Kind.NUMBER, name, slot, rank, false));
        }
    }

    private static void shortNumber(int slot, String name) {
        add(QUOTE, name, new QuoteField(Kind.NUMBER, name, slot, 100, true));
    }

    private static void metric(int slot, String name) {
        add(BAVEST_METRICS, name, new QuoteField(Kind.NUMBER, name, slot, 100, true));
    }

    /** The name of the lowest rank for the text in this slot. */
    static String textName(int slot) {
        return TEXT_NAMES[slot];
    }

    private static void texts(int slot, String... names) {
        TEXT_NAMES[slot] = names[0];
        for (int rank = 0; rank < names.length; rank++) {
            String name = names[rank];
            add(QUOTE, name, new QuoteField(Kind.TEXT, name, slot, rank, false));
        }
    }

    private static void add(Map<String, QuoteField> fields, String name, QuoteField field) {
        if (fields.put(name, field) != null) {
            throw new IllegalStateException(name + " has two meanings");
        }
    }
}
