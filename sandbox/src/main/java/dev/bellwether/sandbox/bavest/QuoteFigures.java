// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Fundamental;
import dev.bellwether.sandbox.recordings.Recordings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a quote says at the close of one session. Recorded: close, open, high, low, volume. Derived,
 * and {@code NaN} where the recording does not suffice:
 *
 * <ul>
 *   <li>previous close: the recorded close of the bar before;
 *   <li>change: close minus previous close, exact in decimals; change percent: of the previous
 *       close, rounded half-even to 3 decimals;
 *   <li>average volume: mean of the 50 bars before this one; 50- and 200-day averages: means of the
 *       last 50 and 200 closes, this one included;
 *   <li>eps: trailing twelve months, from the newest snapshot that was public by then;
 *   <li>shares outstanding: market value / price of that snapshot; market capitalization: that
 *       times the close;
 *   <li>price/earnings: the snapshot's own figure on the snapshot's own session, else unknown, so
 *       that it must be computed from price and eps.
 * </ul>
 *
 * <p>eps, shares and market capitalization are only given if the snapshot's price is within 1 % of
 * the recorded close of its session. Bars are adjusted for splits up to January 2020 and snapshots
 * are not, so where the two differ, a later split would make the figures false.
 *
 * <p>A symbol without a bar in the session has the quote of its last bar before, with that time.
 */
final class QuoteFigures {

    private static final int VOLUME_BARS = 50;
    private static final double SAME_PRICE = 0.01;

    final double close;
    final double open;
    final double high;
    final double low;
    final long volume;
    final long timeSeconds;
    final double previousClose;
    final double change;
    final double changePercent;
    final double average50;
    final double average200;
    final double averageVolume;
    final double eps;
    final double peRatio;
    final double sharesOutstanding;
    final double marketCap;

    private QuoteFigures(Recordings recordings, DailyBars bars, int index, int session) {
        this.close = bars.close(index);
        this.open = bars.open(index);
        this.high = bars.high(index);
        this.low = bars.low(index);
        this.volume = bars.volume(index);
        this.timeSeconds = recordings.closeSeconds(bars.session(index));
        this.previousClose = index == 0 ? Double.NaN : bars.close(index - 1);
        this.change = index == 0 ? Double.NaN : difference(close, previousClose).doubleValue();
        this.changePercent = index == 0 ? Double.NaN : percent(close, previousClose);
        this.average50 = meanClose(bars, index, 50);
        this.average200 = meanClose(bars, index, 200);
        this.averageVolume = meanVolumeBefore(bars, index);

        Optional<Fundamental> snapshot =
                recordings.fundamental(bars.symbol(), recordings.session(session));
        Optional<Fundamental> comparable =
                snapshot.filter(row -> isComparable(recordings, bars, row));
        this.eps = comparable.map(row -> row.epsTtm).orElse(Double.NaN);
        this.sharesOutstanding =
                comparable.map(row -> row.marketCap / row.price).orElse(Double.NaN);
        this.marketCap = sharesOutstanding * close;
        LocalDate date = recordings.session(bars.session(index));
        this.peRatio =
                snapshot.filter(row -> row.asOf.equals(date)).map(row -> row.pe).orElse(Double.NaN);
    }

    /** The figures at that session; empty if the symbol has no bar until then. */
    static Optional<QuoteFigures> at(Recordings recordings, String symbol, int session) {
        if (!recordings.hasBars(symbol)) {
            return Optional.empty();
        }
        DailyBars bars = recordings.bars(symbol);
        int index = bars.indexAtOrBefore(session);
        return index < 0
                ? Optional.empty()
                : Optional.of(new QuoteFigures(recordings, bars, index, session));
    }

    private static boolean isComparable(
            Recordings recordings, DailyBars bars, Fundamental snapshot) {
        int session = recordings.sessionOnOrAfter(snapshot.asOf);
        int index = bars.indexAt(session);
        return index >= 0
                && recordings.session(session).equals(snapshot.asOf)
                && Math.abs(snapshot.price / bars.close(index) - 1) <= SAME_PRICE;
    }

    private static BigDecimal difference(double a, double b) {
        return BigDecimal.valueOf(a).subtract(BigDecimal.valueOf(b));
    }

    private static double percent(double now, double before) {
        return difference(now, before)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(before), MathContext.DECIMAL64)
                .setScale(3, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private static double meanClose(DailyBars bars, int index, int count) {
        return index + 1 < count ? Double.NaN : mean(bars.closesUpTo(index, count));
    }

    private static double meanVolumeBefore(DailyBars bars, int index) {
        return index < VOLUME_BARS ? Double.NaN : mean(bars.volumesUpTo(index - 1, VOLUME_BARS));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
