// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Shows the newest ranking of drawdowns, once the job has gone through all recorded bars, with each
 * depth recomputed by a plain loop.
 */
final class RankingView {

    private static final int WINDOW = 180;
    private static final double TOLERANCE = 1e-9;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final PrintWriter out;
    private final Recordings recordings = Recordings.load();

    RankingView(PrintWriter out) {
        this.out = out;
    }

    /** How many of the shown drawdowns do not agree; 1 if there is no ranking in time. */
    int show(Results results) {
        String last = recordings.session(recordings.sessionCount() - 1).toString();
        long end = System.nanoTime() + PATIENCE_NANOS;
        JsonNode ranking = results.ranking();
        while (!ranking.path("session_date").asText().equals(last) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            ranking = results.ranking();
        }
        if (!ranking.path("session_date").asText().equals(last)) {
            out.printf(Locale.ROOT, "%n  There is no ranking of %s after a minute.%n", last);
            return 1;
        }
        out.printf(
                Locale.ROOT,
                "%n  Drawdowns of %s: %d symbols ranked over %d sessions%n%n"
                        + "  %4s %6s  %-6s %9s %9s %9s  %-10s%n",
                last,
                ranking.path("ranked").asInt(),
                WINDOW,
                "rank",
                "before",
                "symbol",
                "drawdown",
                "price",
                "peak",
                "since");
        int mistakes = 0;
        for (JsonNode row : ranking.path("top")) {
            JsonNode drawdown = row.path("drawdown");
            double depth = drawdown.path("high_depth_percent").asDouble();
            double expected = depth(drawdown.path("symbol").asText(), last);
            boolean agrees = Math.abs(depth - expected) <= TOLERANCE * Math.abs(expected);
            mistakes += agrees ? 0 : 1;
            out.printf(
                    Locale.ROOT,
                    "  %4d %6s  %-6s %8.2f%% %9.2f %9.2f  %-10s%s%n",
                    row.path("rank").asInt(),
                    row.path("previous_rank").asText("-"),
                    drawdown.path("symbol").asText(),
                    depth,
                    drawdown.path("price").asDouble(),
                    drawdown.path("high_peak").asDouble(),
                    drawdown.path("high_peak_first_date").asText(),
                    agrees ? "" : "  recomputed: " + expected);
        }
        out.printf(
                Locale.ROOT,
                "%n  %d of %d agree with a plain recomputation over the recorded bars%n",
                ranking.path("top").size() - mistakes,
                ranking.path("top").size());
        out.flush();
        return mistakes;
    }

    private double depth(String symbol, String date) {
        DailyBars bars = recordings.bars(symbol);
        int last = bars.indexAt(recordings.sessionOnOrAfter(LocalDate.parse(date)));
        double peak = 0;
        for (int i = Math.max(0, last - WINDOW + 1); i <= last; i++) {
            peak = Math.max(peak, bars.high(i));
        }
        return (bars.close(last) - peak) / peak * 100;
    }
}
