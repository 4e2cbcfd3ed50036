// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.naive;

import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;
import dev.bellwether.sandbox.recordings.DailyBars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The alerts of the built-in rules over quotes, with their default thresholds for equities, as
 * plain loops over recorded daily bars: {@code price-move}, {@code volume-spike}, {@code
 * unusual-return}, {@code unusual-volume} and {@code gap}.
 *
 * <p>What is not here: {@code stale-feed} depends on the clock on the wall, {@code deep-drawdown}
 * on drawdowns, {@code unusual-together} on a forest, which is random. Sessions are further apart
 * than the window in which an alert is the same again, so each beginning is an alert of its own and
 * none flaps.
 */
public final class NaiveAlerts {

    private static final int WINDOW = 20;
    private static final int LEAST_HISTORY = 20;
    private static final int HISTORY = 100;

    /** 1 / Φ⁻¹(3/4): makes the median absolute deviation a standard deviation. */
    private static final double NORMAL = 1.4826022185056018;

    /** One change of one alert. */
    public static final class Change {
        public final String id;
        public final int revision;
        public final String rule;
        public final String symbol;
        public final AlertState state;
        public final Severity severity;
        public final Severity worst;

        /** Event time, epoch milliseconds UTC. */
        public final long millis;

        private Change(
                String rule,
                String symbol,
                long since,
                int revision,
                AlertState state,
                Severity severity,
                Severity worst,
                long millis) {
            this.id = rule + ":" + symbol + ":" + since;
            this.revision = revision;
            this.rule = rule;
            this.symbol = symbol;
            this.state = state;
            this.severity = severity;
            this.worst = worst;
            this.millis = millis;
        }

        @Override
        public String toString() {
            return id + "/" + revision + " " + state + " " + severity + " " + worst + " " + millis;
        }
    }

    /** What was told last of an anomaly; 0 if there is none. */
    private static final class Anomaly {
        final double threshold;
        double told;

        Anomaly(double threshold) {
            this.threshold = threshold;
        }

        boolean goesOn() {
            return told != 0;
        }

        /**
         * Begins beyond the threshold, is told anew a quarter further off, and is over below 0.8 of
         * the threshold or on the other side.
         */
        void look(double observed) {
            if (Double.isNaN(observed)) {
                return;
            }
            if (goesOn() && (told * observed < 0 || Math.abs(observed) < 0.8 * threshold)) {
                told = 0;
            }
            if (Math.abs(observed) > (goesOn() ? 1.25 * Math.abs(told) : threshold)) {
                told = observed;
            }
        }
    }

    private NaiveAlerts() {}

    /**
     * All changes of one symbol, those of one alert one after the other.
     *
     * @param millis when the quote of a bar comes, event time in epoch milliseconds UTC
     */
    public static List<Change> of(DailyBars bars, IntToLongFunction millis) {
        List<Change> changes = new ArrayList<>();
        changes.addAll(lives("price-move", bars, millis, priceMoves(bars)));
        changes.addAll(lives("volume-spike", bars, millis, volumeSpikes(bars)));
        changes.addAll(lives("unusual-return", bars, millis, unusualReturns(bars)));
        changes.addAll(lives("unusual-volume", bars, millis, unusualVolumes(bars)));
        changes.addAll(lives("gap", bars, millis, gaps(bars)));
        return changes;
    }

    /** First to last price of the window. */
    private static Severity[] priceMoves(DailyBars bars) {
        Severity[] severities = new Severity[bars.size()];
        Anomaly anomaly = new Anomaly(10);
        for (int i = WINDOW - 1; i < bars.size(); i++) {
            double change = NaiveStatistics.changePercent(bars.closesUpTo(i, WINDOW));
            anomaly.look(change);
            if (anomaly.goesOn()) {
                severities[i] = Math.abs(change) >= 15 ? Severity.CRITICAL : Severity.WARNING;
            }
        }
        return severities;
    }

    /** Over the mean of the window; the very first volume is of an unknown interval. */
    private static Severity[] volumeSpikes(DailyBars bars) {
        Severity[] severities = new Severity[bars.size()];
        Anomaly anomaly = new Anomaly(5);
        for (int i = WINDOW; i < bars.size(); i++) {
            double mean = NaiveStatistics.mean(bars.volumesUpTo(i, WINDOW));
            double ratio = mean == 0 ? Double.NaN : bars.volume(i) / mean;
            anomaly.look(ratio);
            if (anomaly.goesOn()) {
                severities[i] = ratio >= 10 ? Severity.CRITICAL : Severity.INFO;
            }
        }
        return severities;
    }

    private static Severity[] unusualReturns(DailyBars bars) {
        double[] returns = new double[bars.size()];
        for (int i = 1; i < bars.size(); i++) {
            returns[i] = Math.log(bars.close(i) / bars.close(i - 1));
        }
        Severity[] severities = new Severity[bars.size()];
        Anomaly anomaly = new Anomaly(6);
        for (int i = 1; i < bars.size(); i++) {
            anomaly.look(deviations(returns, i, 1e-4));
            if (anomaly.goesOn()) {
                severities[i] = Math.abs(anomaly.told) >= 12 ? Severity.CRITICAL : Severity.WARNING;
            }
        }
        return severities;
    }

    private static Severity[] unusualVolumes(DailyBars bars) {
        double[] volumes = new double[bars.size()];
        for (int i = 1; i < bars.size(); i++) {
            volumes[i] = Math.log1p(bars.volume(i));
        }
        Severity[] severities = new Severity[bars.size()];
        Anomaly anomaly = new Anomaly(5);
        for (int i = 1; i < bars.size(); i++) {
            anomaly.look(Math.max(0, deviations(volumes, i, 0.1)));
            severities[i] = anomaly.goesOn() ? Severity.INFO : null;
        }
        return severities;
    }

    /**
     * Robust deviations of a value from those before it, of which there are none at index 0.
     *
     * @param least of one deviation
     */
    private static double deviations(double[] values, int index, double least) {
        double[] before = Arrays.copyOfRange(values, Math.max(1, index - HISTORY), index);
        if (before.length < LEAST_HISTORY) {
            return 0;
        }
        double median = NaiveStatistics.median(before);
        double[] differences = new double[before.length];
        for (int i = 0; i < before.length; i++) {
            differences[i] = Math.abs(before[i] - median);
        }
        double deviation = NORMAL * NaiveStatistics.median(differences);
        return (values[index] - median) / Math.max(deviation, least);
    }

    /** Over with its session; one session after the other with a gap is one alert. */
    private static Severity[] gaps(DailyBars bars) {
        Severity[] severities = new Severity[bars.size()];
        for (int i = 1; i < bars.size(); i++) {
            double percent = (bars.open(i) / bars.close(i - 1) - 1) * 100;
            severities[i] = Math.abs(percent) > 5 ? Severity.WARNING : null;
        }
        return severities;
    }

    /**
     * @param severities after each bar; {@code null} where the rule does not hold
     */
    private static List<Change> lives(
            String rule, DailyBars bars, IntToLongFunction millis, Severity[] severities) {
        List<Change> changes = new ArrayList<>();
        Severity before = null;
        Severity worst = null;
        long since = 0;
        int revision = 0;
        for (int i = 0; i < severities.length; i++) {
            Severity now = severities[i];
            long time = millis.applyAsLong(i);
            if (before == null && now != null) {
                since = time;
                revision = 0;
                worst = now;
            } else if (before != now) {
                revision++;
                worst = now != null && now.compareTo(worst) > 0 ? now : worst;
            }
            if (before != now) {
                changes.add(
                        new Change(
                                rule,
                                bars.symbol(),
                                since,
                                revision,
                                now == null ? AlertState.RESOLVED : AlertState.FIRING,
                                now == null ? before : now,
                                worst,
                                time));
            }
            before = now;
        }
        return changes;
    }
}
