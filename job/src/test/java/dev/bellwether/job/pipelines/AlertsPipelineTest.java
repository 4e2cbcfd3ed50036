// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.Bar;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Notification;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PlacedText;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.RuleSet;
import dev.bellwether.model.Severity;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.delivery.PolicyUpdates;
import dev.bellwether.operators.delivery.policy.PolicyDocuments;
import dev.bellwether.operators.delivery.policy.PolicyReader;
import dev.bellwether.operators.rules.BuiltInRules;
import dev.bellwether.operators.rules.RuleCheck;
import dev.bellwether.sandbox.naive.NaivePatterns;
import dev.bellwether.sandbox.naive.NaivePatterns.Event;
import dev.bellwether.sandbox.naive.NaiveStatistics;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/** From recorded quotes through the signals pipeline to alerts, against plain loops. */
class AlertsPipelineTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int WINDOW = 20;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final List<Anomaly> anomalies = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Notification> notifications = new ArrayList<>();
    private final List<DeliveryDecision> decisions = new ArrayList<>();
    private final List<OperationalEvent> events = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<Runnable> collectors = new ArrayList<>();

    /** Three years of 25 companies: each change of each alert of one rule. */
    @Test
    void shouldRaiseTheAlertsThatPlainLoopsRaise() throws Exception {
        List<String> symbols =
                Recordings.load().symbols().stream().limit(25).collect(Collectors.toList());

        run(symbols, List.of(), List.of(""));

        List<String> expected = new ArrayList<>();
        symbols.forEach(symbol -> expected.addAll(priceMoves(symbol)));
        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(alerts)
                .filteredOn(alert -> alert.rule.equals("price-move"))
                .extracting(AlertsPipelineTest::line)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(alerts).extracting(alert -> alert.rule).contains("gap", "unusual-return");
        assertThat(anomalies).hasSizeGreaterThan(alerts.size() / 3);
        assertThatPatternsAreThoseOfPlainLoops(symbols);
        // all of it within an hour of the wall: ten messages, twenty critical ones, and their ends
        assertThat(notifications)
                .filteredOn(one -> one.state == AlertState.FIRING)
                .hasSize(30)
                .extracting(one -> one.key)
                .doesNotHaveDuplicates();
        assertThat(events).isEmpty();
        assertThat(letters).isEmpty();
    }

    /** Over the anomalies that there were, with the default windows and holds. */
    private void assertThatPatternsAreThoseOfPlainLoops(List<String> symbols) {
        List<String> expected = new ArrayList<>();
        for (String symbol : symbols) {
            List<Event> events =
                    anomalies.stream()
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
        assertThat(alerts)
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

        assertThat(alerts)
                .filteredOn(alert -> alert.rule.equals("own"))
                .extracting(alert -> alert.symbol)
                .containsExactly("AAPL");
        assertThat(events)
                .extracting(event -> event.message)
                .allMatch(message -> message.startsWith("a file: rule bad: enter, line 1"));
        assertThat(events).hasSize(1);
        assertThat(letters)
                .extracting(letter -> letter.reason)
                .containsExactly(ReasonCode.MALFORMED);
    }

    private static String line(Alert alert) {
        return alert.id + " " + alert.state + " " + alert.severity + " " + alert.changedMillis;
    }

    /**
     * Entered beyond 10 %, left when the change has turned or is below 8 %, critical from 15 % on;
     * an alert is the same again within half an hour, which sessions never are.
     */
    private static List<String> priceMoves(String symbol) {
        DailyBars bars = Recordings.load().bars(symbol);
        List<String> lines = new ArrayList<>();
        double[] closes = new double[bars.size()];
        double told = 0;
        long since = 0;
        Severity severity = null;
        for (int i = 0; i < bars.size(); i++) {
            closes[i] = bars.close(i);
            double change =
                    i < WINDOW - 1
                            ? 0
                            : NaiveStatistics.changePercent(
                                    NaiveStatistics.last(Arrays.copyOf(closes, i + 1), WINDOW));
            boolean on = told != 0 && told * change > 0 && Math.abs(change) >= 8;
            boolean begins = Math.abs(change) > 10;
            Severity now = Math.abs(change) >= 15 ? Severity.CRITICAL : Severity.WARNING;
            long time = millis(bars, i);
            String id = "price-move:" + symbol + ":";
            if (severity != null && !on && !begins) {
                lines.add(id + since + " RESOLVED " + severity + " " + time);
                severity = null;
            } else if (severity == null && begins) {
                since = time;
                severity = now;
                lines.add(id + since + " FIRING " + now + " " + time);
            } else if (severity != null && now != severity) {
                severity = now;
                lines.add(id + since + " FIRING " + now + " " + time);
            }
            if (!on) {
                told = begins ? change : 0;
            }
        }
        return lines;
    }

    private static long millis(DailyBars bars, int index) {
        return Recordings.load()
                .session(bars.session(index))
                .atTime(LocalTime.of(16, 0))
                .atZone(NEW_YORK)
                .toInstant()
                .toEpochMilli();
    }

    private static List<Ingested> quotes(List<String> symbols) {
        List<Ingested> quotes = new ArrayList<>();
        for (int session = 0; session < Recordings.load().sessionCount(); session++) {
            for (String symbol : symbols) {
                DailyBars bars = Recordings.load().bars(symbol);
                int i = bars.indexAt(session);
                if (i >= 0) {
                    quotes.add(Ingested.of(quote(symbol, bars, i)));
                }
            }
        }
        return quotes;
    }

    private static Quote quote(String symbol, DailyBars bars, int i) {
        Quote quote = Quote.of(symbol, bars.close(i), millis(bars, i));
        quote.open = bars.open(i);
        quote.high = bars.high(i);
        quote.low = bars.low(i);
        quote.previousClose = i == 0 ? Double.NaN : bars.close(i - 1);
        quote.dayVolume = bars.volume(i);
        quote.feed = "recorded";
        quote.receivedMillis = quote.eventTimeMillis;
        return quote;
    }

    private void run(List<String> symbols, List<String> rules, List<String> actions)
            throws Exception {
        Configuration options = new Configuration();
        options.set(RestOptions.BIND_PORT, "0");
        options.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(2, options);
        Signals signals = new Signals();
        new SignalsPipeline(options, options, options, options, options)
                .define(
                        List.of(
                                Feed.of(
                                        "recorded",
                                        environment.fromData(
                                                quotes(symbols),
                                                TypeInformation.of(Ingested.class)))),
                        signals);
        PlacedText builtIn = new PlacedText();
        builtIn.place = BuiltInRules.PLACE;
        builtIn.text = BuiltInRules.text();
        List<PlacedText> texts = new ArrayList<>();
        texts.add(builtIn);
        List<RuleSet> initial = new ArrayList<>();
        for (String rule : rules) {
            PlacedText text = new PlacedText();
            text.place = "a file";
            text.text = rule;
            texts.add(text);
        }
        for (PlacedText text : texts) {
            initial.add(RuleCheck.check(text, new ArrayList<>()));
        }
        Kept kept = new Kept();
        AlertsPipeline.Alerts lives =
                new AlertsPipeline(options, options, options, options)
                        .define(
                                new AlertsPipeline.Facts(signals.analyzed, null),
                                initial,
                                environment.fromData(texts, TypeInformation.of(PlacedText.class)),
                                environment.fromData(actions, TypeInformation.of(String.class)),
                                kept);
        PlacedText policy = new PlacedText();
        policy.place = "options";
        policy.text =
                PolicyDocuments.everythingOn(List.of(Channel.CONSOLE), Severity.WARNING).toString();
        new DeliveryPipeline(options)
                .define(
                        lives.changes,
                        lives.silences,
                        environment.fromData(List.of(policy), TypeInformation.of(PlacedText.class)),
                        new PolicyUpdates(List.of(policy), List.of(Channel.CONSOLE)),
                        PolicyReader.parse(policy.text),
                        kept);
        environment.executeAsync();
        collectors.forEach(Runnable::run);
    }

    private static final class Signals implements SignalsPipeline.Ends {

        private DataStream<AnalyzedQuote> analyzed;

        @Override
        public void valid(Feed feed, DataStream<Quote> quotes) {
            // not looked at here
        }

        @Override
        public DataStream<DeadLetter> analyzed(DataStream<AnalyzedQuote> stream) {
            analyzed = stream;
            return stream.flatMap((quote, out) -> {}, TypeInformation.of(DeadLetter.class));
        }

        @Override
        public void bars(Timeframe timeframe, DataStream<Bar> stream) {
            // not looked at here
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> stream) {
            // not looked at here
        }
    }

    private final class Kept implements AlertsPipeline.Ends, DeliveryPipeline.Ends {

        private <T> void keep(DataStream<T> stream, List<T> list) {
            CloseableIterator<T> results = stream.collectAsync();
            collectors.add(() -> results.forEachRemaining(list::add));
        }

        @Override
        public void anomalies(DataStream<Anomaly> stream) {
            keep(stream, anomalies);
        }

        @Override
        public void alerts(DataStream<Alert> stream) {
            keep(stream, alerts);
        }

        @Override
        public DataStream<DeadLetter> notifications(DataStream<Notification> stream) {
            keep(stream, notifications);
            return stream.flatMap((one, out) -> {}, TypeInformation.of(DeadLetter.class));
        }

        @Override
        public void decisions(DataStream<DeliveryDecision> stream) {
            keep(stream, decisions);
        }

        @Override
        public void policyEvents(DataStream<OperationalEvent> stream) {
            keep(stream, events);
        }

        @Override
        public void events(DataStream<OperationalEvent> stream) {
            keep(stream, events);
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> stream) {
            keep(stream, letters);
        }
    }
}
