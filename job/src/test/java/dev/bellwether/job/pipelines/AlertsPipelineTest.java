// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AlertState;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.Channel;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.delivery.policy.PolicyDocuments;
import dev.bellwether.sandbox.naive.NaivePatterns;
import dev.bellwether.sandbox.naive.NaivePatterns.Event;
import dev.bellwether.sandbox.recordings.Recordings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** From recorded quotes through the signals pipeline to alerts, against plain loops. */
class AlertsPipelineTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private AlertsRun run;

    /** Three years of 25 companies. Rules over single quotes: {@link AllAlertsTest}. */
    @Test
    void shouldFindThePatternsThatPlainLoopsFind() throws Exception {
        List<String> symbols =
                Recordings.load().symbols().stream().limit(25).collect(Collectors.toList());

        run(symbols, List.of(), List.of(""));

        assertThat(run.alerts).extracting(alert -> alert.rule).contains("gap", "unusual-return");
        assertThat(run.anomalies).hasSizeGreaterThan(run.alerts.size() / 3);
        assertThatPatternsAreThoseOfPlainLoops(symbols);
        // all of it within an hour of the wall: ten messages, twenty critical ones, and their ends
        assertThat(run.notifications)
                .filteredOn(one -> one.state == AlertState.FIRING)
                .hasSize(30)
                .extracting(one -> one.key)
                .doesNotHaveDuplicates();
        assertThat(run.events).isEmpty();
        assertThat(run.letters).isEmpty();
    }

    /** Over the anomalies that there were, with the default windows and holds. */
    private void assertThatPatternsAreThoseOfPlainLoops(List<String> symbols) {
        List<String> expected = new ArrayList<>();
        for (String symbol : symbols) {
            List<Event> events =
                    run.anomalies.stream()
                            .filter(anomaly -> anomaly.symbol.equals(symbol))
                            .sorted(
                                    Comparator.<Anomaly>comparingLong(a -> a.eventTimeMillis)
                                            .thenComparing(a -> a.kind.name())
                                            .thenComparing(a -> a.phase.name())
                                            .thenComparing(a -> a.direction.name()))
                            .map(AlertsPipelineTest::event)
                            .collect(Collectors.toList());
            for (String way : List.of("UP", "DOWN")) {
                expected.addAll(
                        lives(
                                "flash-move-" + way.toLowerCase(Locale.ROOT),
                                symbol,
                                NaivePatterns.flashMoves(events, way, 3, 5 * MINUTE)));
            }
            expected.addAll(lives("reversal", symbol, NaivePatterns.reversals(events, 3 * DAY)));
            expected.addAll(
                    lives(
                            "confirmation",
                            symbol,
                            NaivePatterns.confirmations(events, 30 * MINUTE)));
        }
        for (String name : List.of("flash-move", "reversal", "confirmation")) {
            assertThat(expected).anyMatch(line -> line.startsWith("pattern-" + name));
        }
        assertThat(run.alerts)
                .filteredOn(alert -> alert.rule.startsWith("pattern-"))
                .extracting(alert -> alert.id + " " + alert.state + " " + alert.changedMillis)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Event event(Anomaly anomaly) {
        return new Event(
                anomaly.symbol,
                anomaly.eventTimeMillis,
                0,
                anomaly.kind.name(),
                anomaly.phase.name(),
                anomaly.direction.name());
    }

    /** With the default holds; an alert is the same again within half an hour. */
    private static List<String> lives(String name, String symbol, List<Long> matches) {
        long hold = name.startsWith("flash") ? 15 * MINUTE : name.equals("reversal") ? DAY : HOUR;
        List<String> lines = new ArrayList<>();
        long start = 0;
        long end = Long.MIN_VALUE / 2;
        for (long[] span : NaivePatterns.held(matches, hold)) {
            start = span[0] - end <= 30 * MINUTE ? start : span[0];
            end = span[1];
            String id = "pattern-" + name + ":" + symbol + ":" + start;
            lines.add(id + " FIRING " + span[0]);
            lines.add(id + " RESOLVED " + span[1]);
        }
        return lines;
    }

    @Test
    void shouldTakeRulesAndActionsFromOutside() throws Exception {
        run(
                List.of("AAPL"),
                List.of(
                        "{\"rules\":[{\"id\":\"own\",\"enter\":\"quote.price > 1\"},"
                                + "{\"id\":\"bad\",\"enter\":\"quote.prize > 1\"}]}"),
                List.of("no json"));

        assertThat(run.alerts)
                .filteredOn(alert -> alert.rule.equals("own"))
                .extracting(alert -> alert.symbol)
                .containsExactly("AAPL");
        assertThat(run.events)
                .extracting(event -> event.message)
                .allMatch(message -> message.startsWith("a file: rule bad: enter, line 1"));
        assertThat(run.events).hasSize(1);
        assertThat(run.letters)
                .extracting(letter -> letter.reason)
                .containsExactly(ReasonCode.MALFORMED);
    }

    private void run(List<String> symbols, List<String> rules, List<String> actions)
            throws Exception {
        run =
                new AlertsRun(
                        List.of(Channel.CONSOLE),
                        PolicyDocuments.everythingOn(List.of(Channel.CONSOLE), Severity.WARNING)
                                .toString(),
                        new Configuration());
        run.run(symbols, rules, actions);
    }
}
