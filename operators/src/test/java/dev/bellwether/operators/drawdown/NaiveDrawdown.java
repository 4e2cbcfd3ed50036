// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import dev.bellwether.model.Bar;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.PeakBasis;
import java.util.List;

/** The definitions as plain loops over the bars, for bars that are neither flat nor jump. */
final class NaiveDrawdown {

    private NaiveDrawdown() {}

    static Drawdown of(List<Bar> bars, DrawdownSettings settings) {
        int last = bars.size() - 1;
        int start = 0;
        for (int i = 0; i <= last; i++) {
            boolean inside =
                    settings.calendar
                            ? day(bars, i) >= day(bars, last) - settings.days
                            : i > last - settings.sessions;
            if (!inside) {
                start = i + 1;
            }
        }
        Drawdown d = new Drawdown();
        d.sessionDay = day(bars, last);
        d.bars = last - start + 1;
        d.price = bars.get(last).close;
        d.volume = bars.get(last).volume;
        d.basis = settings.basis;
        d.newest = true;
        int firstHigh = start;
        int lastHigh = start;
        int firstClose = start;
        int lastClose = start;
        for (int i = start; i <= last; i++) {
            if (bars.get(i).high > bars.get(firstHigh).high) {
                firstHigh = i;
            }
            if (bars.get(i).high >= bars.get(lastHigh).high) {
                lastHigh = i;
            }
            if (bars.get(i).close > bars.get(firstClose).close) {
                firstClose = i;
            }
            if (bars.get(i).close >= bars.get(lastClose).close) {
                lastClose = i;
            }
        }
        d.highPeak = bars.get(firstHigh).high;
        d.highPeakFirstDay = day(bars, firstHigh);
        d.highPeakLastDay = day(bars, lastHigh);
        d.sessionsSinceHighPeakFirst = last - firstHigh;
        d.sessionsSinceHighPeakLast = last - lastHigh;
        d.highDepthPercent = (d.price - d.highPeak) / d.highPeak * 100;
        d.closePeak = bars.get(firstClose).close;
        d.closePeakFirstDay = day(bars, firstClose);
        d.closePeakLastDay = day(bars, lastClose);
        d.sessionsSinceClosePeakFirst = last - firstClose;
        d.sessionsSinceClosePeakLast = last - lastClose;
        d.closeDepthPercent = (d.price - d.closePeak) / d.closePeak * 100;
        worst(d, bars, start, settings.basis == PeakBasis.CLOSE);
        int peak = settings.basis == PeakBasis.CLOSE ? lastClose : lastHigh;
        double top = settings.basis == PeakBasis.CLOSE ? d.closePeak : d.highPeak;
        int trough = peak;
        for (int i = peak; i <= last; i++) {
            if (bars.get(i).close < bars.get(trough).close) {
                trough = i;
            }
        }
        d.troughPrice = bars.get(trough).close;
        d.troughDay = day(bars, trough);
        if (top > d.troughPrice) {
            d.recoveryPercent = 100 * (d.price - d.troughPrice) / (top - d.troughPrice);
        }
        return d;
    }

    private static void worst(Drawdown d, List<Bar> bars, int start, boolean byClose) {
        double top = Double.NEGATIVE_INFINITY;
        d.worstPercent = Double.POSITIVE_INFINITY;
        for (int i = start; i < bars.size(); i++) {
            top = Math.max(top, byClose ? bars.get(i).close : bars.get(i).high);
            double depth = (bars.get(i).close - top) / top * 100;
            if (depth < d.worstPercent) {
                d.worstPercent = depth;
                d.worstDay = day(bars, i);
            }
        }
    }

    private static int day(List<Bar> bars, int i) {
        return DrawdownCalculator.dayOf(bars.get(i));
    }
}
