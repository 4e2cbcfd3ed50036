// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.MinuteBar;
import dev.bellwether.sandbox.recordings.Recordings;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Candles of one symbol in time order. Immutable. */
final class Candles {

    static final class Candle {
        final long timeSeconds;
        final double open;
        final double high;
        final double low;
        final double close;
        final long volume;

        Candle(long timeSeconds, double open, double high, double low, double close, long volume) {
            this.timeSeconds = timeSeconds;
            this.open = open;
            this.high = high;
            this.low = low;
            this.close = close;
            this.volume = volume;
        }
    }

    private static final long FIVE_MINUTES = 300;

    private Candles() {}

    /**
     * Daily candles from {@code from} to {@code to}, both included, as far as the session: later
     * ones are not known yet. Their time is 00:00 UTC of the session's date.
     */
    static List<Candle> daily(
            Recordings recordings, String symbol, int session, long from, long to) {
        List<Candle> result = new ArrayList<>();
        DailyBars bars = recordings.bars(symbol);
        int newest = bars.indexAtOrBefore(session);
        for (int i = 0; i <= newest; i++) {
            long time =
                    recordings
                            .session(bars.session(i))
                            .atStartOfDay(ZoneOffset.UTC)
                            .toEpochSecond();
            if (time >= from && time <= to) {
                result.add(
                        new Candle(
                                time,
                                bars.open(i),
                                bars.high(i),
                                bars.low(i),
                                bars.close(i),
                                bars.volume(i)));
            }
        }
        return result;
    }

    /**
     * One-minute candles as recorded. The minute recording is of other days than the daily one, so
     * the replay clock has no part in it.
     */
    static List<Candle> minutes(Recordings recordings, String symbol, long from, long to) {
        List<Candle> result = new ArrayList<>();
        for (MinuteBar bar : recordings.minuteBars(symbol)) {
            if (bar.startSeconds >= from && bar.startSeconds <= to) {
                result.add(
                        new Candle(
                                bar.startSeconds,
                                bar.open,
                                bar.high,
                                bar.low,
                                bar.close,
                                bar.volume));
            }
        }
        return result;
    }

    /** Five-minute candles, made of the recorded minutes that begin within them. */
    static List<Candle> fiveMinutes(Recordings recordings, String symbol, long from, long to) {
        List<Candle> result = new ArrayList<>();
        for (Candle minute : minutes(recordings, symbol, 0, Long.MAX_VALUE)) {
            long start = Math.floorDiv(minute.timeSeconds, FIVE_MINUTES) * FIVE_MINUTES;
            int last = result.size() - 1;
            if (last >= 0 && result.get(last).timeSeconds == start) {
                result.set(last, merge(result.get(last), minute));
            } else {
                result.add(
                        new Candle(
                                start,
                                minute.open,
                                minute.high,
                                minute.low,
                                minute.close,
                                minute.volume));
            }
        }
        result.removeIf(candle -> candle.timeSeconds < from || candle.timeSeconds > to);
        return result;
    }

    private static Candle merge(Candle first, Candle next) {
        return new Candle(
                first.timeSeconds,
                first.open,
                Math.max(first.high, next.high),
                Math.min(first.low, next.low),
                next.close,
                first.volume + next.volume);
    }
}
