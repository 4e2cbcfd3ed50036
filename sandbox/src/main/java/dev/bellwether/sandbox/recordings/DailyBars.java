// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.recordings;

import java.util.Arrays;
import java.util.Objects;

/**
 * The recorded daily bars of one symbol, oldest first, in one array per column (44 bytes per bar).
 * Immutable. A symbol may lack sessions, so a bar's index is not its session: {@link #session(int)}
 * and {@link #indexAt(int)} translate.
 *
 * <p>Prices are US dollars per share exactly as recorded (adjusted for splits up to January 2020,
 * not for dividends); volumes are shares of the whole session.
 */
public final class DailyBars {

    private final String symbol;
    private final int[] sessions;
    private final double[] opens;
    private final double[] highs;
    private final double[] lows;
    private final double[] closes;
    private final long[] volumes;

    private DailyBars(Builder builder) {
        int n = builder.size;
        this.symbol = builder.symbol;
        this.sessions = Arrays.copyOf(builder.sessions, n);
        this.opens = Arrays.copyOf(builder.opens, n);
        this.highs = Arrays.copyOf(builder.highs, n);
        this.lows = Arrays.copyOf(builder.lows, n);
        this.closes = Arrays.copyOf(builder.closes, n);
        this.volumes = Arrays.copyOf(builder.volumes, n);
    }

    public String symbol() {
        return symbol;
    }

    /** Number of bars. */
    public int size() {
        return sessions.length;
    }

    /** The session of bar {@code index}, as an index into {@link Recordings#session(int)}. */
    public int session(int index) {
        return sessions[index];
    }

    public double open(int index) {
        return opens[index];
    }

    public double high(int index) {
        return highs[index];
    }

    public double low(int index) {
        return lows[index];
    }

    public double close(int index) {
        return closes[index];
    }

    public long volume(int index) {
        return volumes[index];
    }

    /** Index of the bar of that session, or -1 if the symbol has none. */
    public int indexAt(int session) {
        int index = Arrays.binarySearch(sessions, session);
        return index >= 0 ? index : -1;
    }

    /** Index of the newest bar of that session or an earlier one, or -1 if there is none. */
    public int indexAtOrBefore(int session) {
        int index = Arrays.binarySearch(sessions, session);
        return index >= 0 ? index : -index - 2;
    }

    /**
     * The closes of the last {@code count} bars up to and including bar {@code index}, oldest
     * first.
     *
     * @throws IllegalArgumentException if there are not that many
     */
    public double[] closesUpTo(int index, int count) {
        checkSpan(index, count);
        return Arrays.copyOfRange(closes, index - count + 1, index + 1);
    }

    /** As {@link #closesUpTo}, for volumes. */
    public double[] volumesUpTo(int index, int count) {
        checkSpan(index, count);
        double[] result = new double[count];
        for (int i = 0; i < count; i++) {
            result[i] = volumes[index - count + 1 + i];
        }
        return result;
    }

    private void checkSpan(int index, int count) {
        Objects.checkIndex(index, sessions.length);
        if (count < 0 || count > index + 1) {
            throw new IllegalArgumentException(
                    symbol + " has " + (index + 1) + " bars up to there, asked for " + count);
        }
    }

    static final class Builder {
        private final String symbol;
        private int size;
        private int[] sessions = new int[16];
        private double[] opens = new double[16];
        private double[] highs = new double[16];
        private double[] lows = new double[16];
        private double[] closes = new double[16];
        private long[] volumes = new long[16];

        Builder(String symbol) {
            this.symbol = symbol;
        }

        void add(int session, double open, double high, double low, double close, long volume) {
            if (size > 0 && session <= sessions[size - 1]) {
                throw new IllegalStateException(
                        "recording is not in order, or twice the same day: " + symbol);
            }
            if (size == sessions.length) {
                int capacity = size * 4;
                sessions = Arrays.copyOf(sessions, capacity);
                opens = Arrays.copyOf(opens, capacity);
                highs = Arrays.copyOf(highs, capacity);
                lows = Arrays.copyOf(lows, capacity);
                closes = Arrays.copyOf(closes, capacity);
                volumes = Arrays.copyOf(volumes, capacity);
            }
            sessions[size] = session;
            opens[size] = open;
            highs[size] = high;
            lows[size] = low;
            closes[size] = close;
            volumes[size] = volume;
            size++;
        }

        DailyBars build() {
            return new DailyBars(this);
        }
    }
}
