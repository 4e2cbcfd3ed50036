// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.health;

import java.util.ArrayList;
import java.util.List;

/** What can be wrong with what a job measures of itself. */
final class FigureChecks {

    /** Fewer say nothing about a share. */
    private static final double ENOUGH = 100;

    private final Thresholds thresholds;

    FigureChecks(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    List<String> of(Figures figures) {
        List<String> reasons = new ArrayList<>();
        for (String vertex : figures.vertices()) {
            vertex(figures, vertex, reasons);
        }
        deadLetters(figures, reasons);
        return reasons;
    }

    private void vertex(Figures figures, String vertex, List<String> reasons) {
        figures.most(vertex, Figures.BACK_PRESSURE).stream()
                .map(millisPerSecond -> millisPerSecond / 1000)
                .filter(share -> share > thresholds.backPressure)
                .forEach(
                        share ->
                                reasons.add(
                                        "'"
                                                + vertex
                                                + "' is held up for "
                                                + Words.percent(share)
                                                + " of the time by what follows it"));
        figures.most(vertex, Figures.EVENT_TIME_LAG).stream()
                .filter(millis -> !thresholds.eventTimeLag.isZero())
                .filter(millis -> millis > thresholds.eventTimeLag.toMillis())
                .forEach(
                        millis ->
                                reasons.add(
                                        "event time is "
                                                + Words.millis(millis)
                                                + " behind the clock at '"
                                                + vertex
                                                + "'"));
        boolean stopped =
                figures.most(vertex, Figures.POLLING_STOPPED).stream().anyMatch(flag -> flag >= 1);
        if (stopped) {
            reasons.add(
                    "'" + vertex + "' has stopped polling: the provider refused the credential");
        }
        // Of several readers each has its chunks: the age of the source is the least of theirs.
        figures.least(vertex, Figures.POLL_AGE).stream()
                .filter(millis -> millis > thresholds.pollAge.toMillis())
                .forEach(
                        millis ->
                                reasons.add(
                                        "the last usable answer came to '"
                                                + vertex
                                                + "' "
                                                + Words.millis(millis)
                                                + " ago"));
        figures.most(vertex, Figures.REDIS_FLUSH).stream()
                .filter(millis -> millis > thresholds.redisFlush.toMillis())
                .forEach(
                        millis ->
                                reasons.add(
                                        "Redis took "
                                                + Words.millis(millis)
                                                + " to accept what waited at '"
                                                + vertex
                                                + "'"));
    }

    private void deadLetters(Figures figures, List<String> reasons) {
        // Before any dead letter there may be no such counter; rejected quotes are among them.
        double dead = Math.max(figures.sum(Figures.DEAD_LETTERS), figures.sum(Figures.REJECTED));
        double all = figures.sum(Figures.ACCEPTED) + dead;
        if (all >= ENOUGH && dead / all > thresholds.deadLetterShare) {
            reasons.add(
                    Words.percent(dead / all)
                            + " of what came in since the tasks started are dead letters");
        }
    }
}
