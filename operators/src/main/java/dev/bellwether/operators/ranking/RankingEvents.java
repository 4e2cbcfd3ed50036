// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.ranking;

import dev.bellwether.model.DrawdownRanking;
import dev.bellwether.model.MissingSymbol;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.Severity;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a person should know of the making of a ranking, in one sentence each. */
final class RankingEvents {

    private static final String SOURCE = "drawdown ranking";
    private static final int NAMED = 25;

    private RankingEvents() {}

    static OperationalEvent incomplete(DrawdownRanking ranking, long nowMillis) {
        return OperationalEvent.of(
                SOURCE,
                "ranking-incomplete",
                Severity.WARNING,
                String.format(
                        Locale.ROOT,
                        "The ranking of %s has coverage %.1f %% (%d of %d); missing: %s",
                        ranking.session(),
                        ranking.coveragePercent,
                        ranking.covered,
                        ranking.universe,
                        names(ranking.missing)),
                nowMillis);
    }

    static OperationalEvent outage(SessionBook session, int universe, long nowMillis) {
        return OperationalEvent.of(
                SOURCE,
                "outage",
                Severity.CRITICAL,
                "There is no ranking of "
                        + LocalDate.ofEpochDay(session.day)
                        + ": not one of "
                        + universe
                        + " symbols has a bar; "
                        + reasons(session),
                nowMillis);
    }

    static OperationalEvent corrected(DrawdownRanking ranking, int rows, long nowMillis) {
        return OperationalEvent.of(
                SOURCE,
                "ranking-corrected",
                Severity.INFO,
                String.format(
                        Locale.ROOT,
                        "The ranking of %s was issued anew as revision %d: %d rows changed,"
                                + " coverage %.1f %%",
                        ranking.session(),
                        ranking.revision,
                        rows,
                        ranking.coveragePercent),
                nowMillis);
    }

    private static String names(MissingSymbol[] missing) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < Math.min(NAMED, missing.length); i++) {
            names.append(i == 0 ? "" : ", ")
                    .append(missing[i].symbol)
                    .append(" (")
                    .append(missing[i].why)
                    .append(')');
        }
        if (missing.length > NAMED) {
            names.append(" and ").append(missing.length - NAMED).append(" more");
        }
        return names.toString();
    }

    /** How the polls failed, most frequent first. */
    private static String reasons(SessionBook session) {
        if (session.failures.isEmpty()) {
            return "the provider answered without any";
        }
        Map<String, Integer> counts = new TreeMap<>();
        session.failures.values().forEach(why -> counts.merge(why, 1, Integer::sum));
        StringBuilder text = new StringBuilder("the polls failed: ");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(3)
                .forEach(
                        entry ->
                                text.append(entry.getValue())
                                        .append(" × ")
                                        .append(entry.getKey())
                                        .append("; "));
        text.setLength(text.length() - 2);
        return text.toString();
    }
}
