// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import dev.bellwether.model.Drawdown;
import dev.bellwether.model.PeakBasis;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The figures of one session after the other over the window that ends with it: O(1) amortised per
 * bar, with three {@link ExtremeDeque}s and one {@link WorstDrawdown}. It is made of the ring and
 * can be made anew from it at any time.
 */
final class WindowView {

    private static final int NONE = -1;

    private final SessionRing ring;
    private final DrawdownSettings settings;
    private final ExtremeDeque highs;
    private final ExtremeDeque closes;
    private final ExtremeDeque lowest;
    private final WorstDrawdown worst;
    private int start;
    private int last;
    private int jumpDown = NONE;
    private int jumpUp = NONE;

    private WindowView(SessionRing ring, DrawdownSettings settings) {
        // One more than the window: a bar comes before the oldest leaves.
        int capacity = settings.windowCapacity() + 1;
        this.ring = ring;
        this.settings = settings;
        highs = ExtremeDeque.highest(capacity);
        closes = ExtremeDeque.highest(capacity);
        lowest = ExtremeDeque.lowest(capacity);
        worst = new WorstDrawdown(ring, settings.basis == PeakBasis.CLOSE, capacity);
    }

    /** The view of the window that ends with that bar. */
    static WindowView endingWith(int number, SessionRing ring, DrawdownSettings settings) {
        WindowView view = new WindowView(ring, settings);
        view.start = view.startOf(number);
        view.worst.clear(view.start);
        for (int i = view.start; i <= number; i++) {
            view.append(i);
        }
        return view;
    }

    /** Moves the window to the next bar. */
    void append(int number) {
        last = number;
        highs.append(number, ring.high(number));
        closes.append(number, ring.close(number));
        lowest.append(number, ring.close(number));
        worst.append(number);
        start = startOf(number);
        highs.evictBefore(start);
        closes.evictBefore(start);
        lowest.evictBefore(start);
        worst.evictBefore(start, number + 1);
        if (ring.is(number, SessionRing.JUMP_DOWN)) {
            jumpDown = number;
        }
        if (ring.is(number, SessionRing.JUMP_UP)) {
            jumpUp = number;
        }
    }

    private int startOf(int number) {
        if (!settings.calendar) {
            return Math.max(ring.first(), number - settings.sessions + 1);
        }
        int oldest = ring.day(number) - settings.days;
        int from = Math.max(start, ring.first());
        while (ring.day(from) < oldest) {
            from++;
        }
        return from;
    }

    /** The figures of the newest session of the window; without peaks while it has few bars. */
    Drawdown describe() {
        Drawdown drawdown = new Drawdown();
        drawdown.sessionDay = ring.day(last);
        drawdown.bars = last - start + 1;
        drawdown.price = round(ring.close(last));
        drawdown.volume = ring.volume(last);
        drawdown.basis = settings.basis;
        drawdown.revision = ring.revision(last);
        drawdown.newest = last == ring.end() - 1;
        drawdown.stale = isStale();
        if (drawdown.bars < settings.minBars) {
            drawdown.highPeakFirstDay = NONE;
            drawdown.highPeakLastDay = NONE;
            drawdown.closePeakFirstDay = NONE;
            drawdown.closePeakLastDay = NONE;
            drawdown.worstDay = NONE;
            drawdown.troughDay = NONE;
            return drawdown;
        }
        describePeaks(drawdown);
        boolean byClose = settings.basis == PeakBasis.CLOSE;
        ExtremeDeque ranking = byClose ? closes : highs;
        int peak = ranking.lastNumber();
        int trough = lowest.firstNumberFrom(peak);
        worst.find();
        drawdown.worstPercent = round(worst.percent());
        drawdown.worstDay = ring.day(worst.number());
        drawdown.troughPrice = round(ring.close(trough));
        drawdown.troughDay = ring.day(trough);
        double fall = ranking.value() - ring.close(trough);
        if (fall > 0) {
            drawdown.recoveryPercent = round(100 * (ring.close(last) - ring.close(trough)) / fall);
        }
        drawdown.suspect = jumpDown > peak || jumpUp > start;
        return drawdown;
    }

    private void describePeaks(Drawdown drawdown) {
        double close = ring.close(last);
        int first = highs.firstNumber();
        int newest = highs.lastNumber();
        drawdown.highPeak = round(highs.value());
        drawdown.highPeakFirstDay = ring.day(first);
        drawdown.highPeakLastDay = ring.day(newest);
        drawdown.sessionsSinceHighPeakFirst = last - first;
        drawdown.sessionsSinceHighPeakLast = last - newest;
        drawdown.highDepthPercent = round(WorstDrawdown.percent(close, highs.value()));
        first = closes.firstNumber();
        newest = closes.lastNumber();
        drawdown.closePeak = round(closes.value());
        drawdown.closePeakFirstDay = ring.day(first);
        drawdown.closePeakLastDay = ring.day(newest);
        drawdown.sessionsSinceClosePeakFirst = last - first;
        drawdown.sessionsSinceClosePeakLast = last - newest;
        drawdown.closeDepthPercent = round(WorstDrawdown.percent(close, closes.value()));
    }

    private boolean isStale() {
        int from = last - settings.staleSessions + 1;
        if (from < start) {
            return false;
        }
        for (int i = from; i <= last; i++) {
            if (!ring.is(i, SessionRing.FLAT)) {
                return false;
            }
        }
        return true;
    }

    private double round(double value) {
        if (!settings.rounded || !Double.isFinite(value)) {
            return value;
        }
        // As Python rounds: the exact value of the double, half to even.
        return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
    }
}
