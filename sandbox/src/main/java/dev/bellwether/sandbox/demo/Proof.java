// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.sandbox.naive.NaiveStatistics;
import dev.bellwether.sandbox.naive.NaiveWindow;
import dev.bellwether.sandbox.recordings.Recordings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compares analytics as they were read from Redis with textbook loops over the recorded bars.
 *
 * <p>Relative tolerance 1e-9: the job updates its sums as it goes, the loops begin anew each time,
 * so the last digits of a double differ.
 */
public final class Proof {

    private static final double TOLERANCE = 1e-9;
    private static final int LONGEST_LENGTH = 20;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final Recordings recordings;
    private final int firstSession;

    /** Recomputes from the session on which the replay began. */
    public Proof(Recordings recordings, LocalDate firstSession) {
        this.recordings = recordings;
        this.firstSession = recordings.sessionOnOrAfter(firstSession);
    }

    /**
     * What is wrong with the analytics document of a symbol.
     *
     * @return field → what was expected and found; empty if all is right
     */
    public Map<String, String> mistakes(String symbol, JsonNode analytics) {
        LocalDate date =
                Instant.ofEpochMilli(analytics.path("event_time_millis").asLong())
                        .atZone(NEW_YORK)
                        .toLocalDate();
        int session = recordings.sessionOnOrAfter(date);
        int window = analytics.path("window").asInt();
        NaiveWindow seen = NaiveWindow.of(recordings, symbol, firstSession, session, window);
        // What was traded before the very first quote of a symbol is nobody's interval, so the
        // volumes of a window are known one session after its prices.
        boolean volumesKnown =
                NaiveWindow.of(recordings, symbol, firstSession, session, window + 1)
                                .closes()
                                .length
                        > window;
        // Averages and momenta have lengths of their own, whatever the window is.
        NaiveWindow longest =
                NaiveWindow.of(recordings, symbol, firstSession, session, LONGEST_LENGTH + 1);
        Map<String, Double> figures = prices(seen.closes());
        figures.putAll(averages(longest.closes()));
        if (volumesKnown) {
            figures.putAll(volumes(seen.volumes()));
        }
        Map<String, String> mistakes = new LinkedHashMap<>();
        figures.forEach(
                (field, expected) -> {
                    double found = analytics.path(field).asDouble(Double.NaN);
                    if (!isClose(expected, found)) {
                        mistakes.put(field, "expected " + expected + ", found " + found);
                    }
                });
        return mistakes;
    }

    private static Map<String, Double> prices(double[] closes) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("price", closes[closes.length - 1]);
        figures.put("mean_price", NaiveStatistics.mean(closes));
        figures.put("median_price", NaiveStatistics.median(closes));
        figures.put("price_volatility", NaiveStatistics.sampleStandardDeviation(closes));
        figures.put(
                "price_volatility_population", NaiveStatistics.populationStandardDeviation(closes));
        figures.put("price_range", NaiveStatistics.range(closes));
        figures.put("price_change_percent", NaiveStatistics.changePercent(closes));
        return figures;
    }

    private static Map<String, Double> averages(double[] closes) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("sma_5", NaiveStatistics.movingAverage(closes, 5));
        figures.put("sma_10", NaiveStatistics.movingAverage(closes, 10));
        figures.put("sma_20", NaiveStatistics.movingAverage(closes, 20));
        figures.put("momentum_5", NaiveStatistics.momentum(closes, 5));
        figures.put("momentum_10_percent", NaiveStatistics.momentumPercent(closes, 10));
        return figures;
    }

    private static Map<String, Double> volumes(double[] volumes) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("mean_volume", NaiveStatistics.mean(volumes));
        figures.put("median_volume", NaiveStatistics.median(volumes));
        figures.put("volume_volatility", NaiveStatistics.sampleStandardDeviation(volumes));
        return figures;
    }

    private static boolean isClose(double expected, double found) {
        if (Double.isNaN(expected)) {
            return Double.isNaN(found);
        }
        return Math.abs(expected - found) <= TOLERANCE * Math.max(1.0, Math.abs(expected));
    }
}
