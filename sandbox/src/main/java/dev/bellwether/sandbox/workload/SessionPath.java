// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import dev.bellwether.model.Quote;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Fundamental;
import dev.bellwether.sandbox.recordings.Recordings;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of one recorded session, one quote every ten minutes from 09:30 to 16:00 in New York.
 *
 * <p>Recorded are open, high, low, close and volume of the day. Derived: the way between them, in
 * straight lines from the open over the two extremes (the low first if the day closed higher) to
 * the close, rounded to cents' cents; and the volume, which grows evenly. So the last quote of a
 * session is the recorded bar exactly, and the ones before have the high and low of the way so far.
 */
final class SessionPath {

    static final int QUOTES = 40;

    private static final long STEP_MILLIS = 600_000;
    private static final double PLACES = 1e4;

    /** At which quotes the way has its corners. */
    private static final int[] CORNERS = {0, 12, 27, QUOTES - 1};

    private SessionPath() {}

    /**
     * The quotes of bar {@code index} of a symbol, oldest first; not of its first bar, which has no
     * previous close. Feed, asset class and currency are left to the shape.
     */
    static List<Quote> of(Recordings recordings, DailyBars bars, int index) {
        double[] way = way(bars, index);
        long closeMillis = recordings.closeSeconds(bars.session(index)) * 1000;
        double eps =
                recordings
                        .fundamental(bars.symbol(), recordings.session(bars.session(index)))
                        .map((Fundamental row) -> row.epsTtm)
                        .orElse(Double.NaN);
        List<Quote> quotes = new ArrayList<>();
        double high = way[0];
        double low = way[0];
        for (int i = 0; i < QUOTES; i++) {
            high = Math.max(high, way[i]);
            low = Math.min(low, way[i]);
            long time = closeMillis - (QUOTES - 1 - i) * STEP_MILLIS;
            Quote quote = Quote.of(bars.symbol(), way[i], time);
            quote.open = way[0];
            quote.high = high;
            quote.low = low;
            quote.previousClose = bars.close(index - 1);
            quote.dayVolume = Math.floorDiv(bars.volume(index) * (i + 1), QUOTES);
            quote.eps = eps;
            quotes.add(quote);
        }
        return quotes;
    }

    private static double[] way(DailyBars bars, int index) {
        boolean up = bars.close(index) >= bars.open(index);
        double[] corners = {
            bars.open(index),
            up ? bars.low(index) : bars.high(index),
            up ? bars.high(index) : bars.low(index),
            bars.close(index)
        };
        double[] way = new double[QUOTES];
        for (int leg = 0; leg + 1 < corners.length; leg++) {
            int from = CORNERS[leg];
            int to = CORNERS[leg + 1];
            for (int i = from; i < to; i++) {
                double share = (double) (i - from) / (to - from);
                way[i] = rounded(corners[leg] + (corners[leg + 1] - corners[leg]) * share);
            }
        }
        way[QUOTES - 1] = corners[3];
        return way;
    }

    private static double rounded(double price) {
        return Math.rint(price * PLACES) / PLACES;
    }
}
