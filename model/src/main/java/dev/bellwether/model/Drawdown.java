// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.time.LocalDate;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * How far one symbol stands below its highest price of the last sessions, after one session.
 *
 * <p>All percentages are {@code 100 * (price - peak) / peak}: 0 at the peak, negative below it. A
 * day is counted since 1970-01-01, as {@link java.time.LocalDate#toEpochDay} does; -1 where there
 * is none. A peak that was reached more than once has a first and a last day; sessions since it are
 * counted in bars of the symbol, days in calendar days.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(DrawdownSerializer.TypeFactory.class)
public class Drawdown {

    public String symbol;

    /** The session that this is about. */
    public int sessionDay;

    /** Sessions of the symbol in the window, this one included. */
    public int bars;

    /** Close of the session, in {@link #currency}. */
    public double price = Double.NaN;

    /** Units traded in the session. */
    public double volume = Double.NaN;

    /** Highest high of the window. */
    public double highPeak = Double.NaN;

    public int highPeakFirstDay;

    public int highPeakLastDay;

    public int sessionsSinceHighPeakFirst;

    public int sessionsSinceHighPeakLast;

    /** The price against {@link #highPeak}. */
    public double highDepthPercent = Double.NaN;

    /** Highest close of the window. */
    public double closePeak = Double.NaN;

    public int closePeakFirstDay;

    public int closePeakLastDay;

    public int sessionsSinceClosePeakFirst;

    public int sessionsSinceClosePeakLast;

    /** The price against {@link #closePeak}. */
    public double closeDepthPercent = Double.NaN;

    /**
     * The deepest close of the window against the highest high (by {@link PeakBasis#CLOSE}: the
     * highest close) of the window up to and including its session.
     */
    public double worstPercent = Double.NaN;

    /** First session of the window that closed so deep. */
    public int worstDay;

    /**
     * Lowest close since the last day of the peak by the basis of the ranking, that day included.
     */
    public double troughPrice = Double.NaN;

    /** First session that closed there. */
    public int troughDay;

    /**
     * {@code 100 * (price - trough) / (peak - trough)}: 0 at the trough, 100 at the peak; {@code
     * NaN} if peak and trough are the same price.
     */
    public double recoveryPercent = Double.NaN;

    /** Which of the two peaks ranks the symbol. */
    public PeakBasis basis;

    /** Whether the last sessions of the symbol had no trade or all the same prices. */
    public boolean stale;

    /**
     * Whether a jump within the window looks like a split or a distribution that the prices are not
     * adjusted for, so that the depth cannot be relied on.
     */
    public boolean suspect;

    public String currency;

    public String feed;

    /** 0 for the first of this symbol and session, then 1, 2 … for corrections. */
    public int revision;

    /** Whether this is the newest session of the symbol, as far as was known when it was issued. */
    public boolean newest;

    public Drawdown() {}

    /** The session as a date. */
    public LocalDate session() {
        return LocalDate.ofEpochDay(sessionDay);
    }

    /** The peak by the basis of the ranking. */
    public double peak() {
        return basis == PeakBasis.CLOSE ? closePeak : highPeak;
    }

    /** The depth by the basis of the ranking, in percent, not above 0 as a rule. */
    public double depthPercent() {
        return basis == PeakBasis.CLOSE ? closeDepthPercent : highDepthPercent;
    }

    /** First day of the peak by the basis of the ranking. */
    public int peakFirstDay() {
        return basis == PeakBasis.CLOSE ? closePeakFirstDay : highPeakFirstDay;
    }

    /** Sessions since the first day of the peak by the basis of the ranking. */
    public int sessionsSincePeak() {
        return basis == PeakBasis.CLOSE ? sessionsSinceClosePeakFirst : sessionsSinceHighPeakFirst;
    }

    /** Calendar days since the first day of the peak by the basis of the ranking. */
    public int daysSincePeak() {
        return sessionDay - peakFirstDay();
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Drawdown)) {
            return false;
        }
        Drawdown that = (Drawdown) other;
        return Objects.equals(symbol, that.symbol)
                && sessionDay == that.sessionDay
                && bars == that.bars
                && Double.compare(price, that.price) == 0
                && Double.compare(volume, that.volume) == 0
                && Double.compare(highPeak, that.highPeak) == 0
                && highPeakFirstDay == that.highPeakFirstDay
                && highPeakLastDay == that.highPeakLastDay
                && sessionsSinceHighPeakFirst == that.sessionsSinceHighPeakFirst
                && sessionsSinceHighPeakLast == that.sessionsSinceHighPeakLast
                && Double.compare(highDepthPercent, that.highDepthPercent) == 0
                && Double.compare(closePeak, that.closePeak) == 0
                && closePeakFirstDay == that.closePeakFirstDay
                && closePeakLastDay == that.closePeakLastDay
                && sessionsSinceClosePeakFirst == that.sessionsSinceClosePeakFirst
                && sessionsSinceClosePeakLast == that.sessionsSinceClosePeakLast
                && Double.compare(closeDepthPercent, that.closeDepthPercent) == 0
                && Double.compare(worstPercent, that.worstPercent) == 0
                && worstDay == that.worstDay
                && Double.compare(troughPrice, that.troughPrice) == 0
                && troughDay == that.troughDay
                && Double.compare(recoveryPercent, that.recoveryPercent) == 0
                && Objects.equals(basis, that.basis)
                && stale == that.stale
                && suspect == that.suspect
                && Objects.equals(currency, that.currency)
                && Objects.equals(feed, that.feed)
                && newest == that.newest
                && revision == that.revision;
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, sessionDay, bars, price, volume, highPeak);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
