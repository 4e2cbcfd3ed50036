// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PlacedText;
import dev.bellwether.model.RuleSet;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.model.UsSessions;
import dev.bellwether.operators.alerts.AlertActionReader;
import dev.bellwether.operators.alerts.AlertLifecycle;
import dev.bellwether.operators.anomaly.AnomalyFunction;
import dev.bellwether.operators.rules.RuleCheck;
import dev.bellwether.operators.rules.RuleFunction;
import dev.bellwether.operators.writeback.WriteBackOperator;
import dev.bellwether.sources.watermarks.Timeless;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Analyzed quotes and drawdowns in; anomalies and alerts out.
 *
 * <p>What is known of a symbol comes together where the symbol lives, and the rules are brought
 * there; each alert then has a life of its own.
 */
public final class AlertsPipeline {

    /** Where the results go. */
    public interface Ends {

        void anomalies(DataStream<Anomaly> anomalies);

        void events(DataStream<OperationalEvent> events);

        /**
         * Takes what people said that could not be understood, and what came too late for a
         * pattern.
         */
        void deadLetters(DataStream<DeadLetter> deadLetters);
    }

    /** Where the facts come from. Each may be {@code null}; without both there is no pipeline. */
    public static final class Facts {
        final DataStream<AnalyzedQuote> quotes;
        final DataStream<Drawdown> drawdowns;

        public Facts(DataStream<AnalyzedQuote> quotes, DataStream<Drawdown> drawdowns) {
            this.quotes = quotes;
            this.drawdowns = drawdowns;
        }

        public boolean isEmpty() {
            return quotes == null && drawdowns == null;
        }
    }

    /** What comes out. */
    public static final class Alerts {
        public final DataStream<Alert> changes;
        public final DataStream<AlertAction> silences;

        private Alerts(DataStream<Alert> changes, DataStream<AlertAction> silences) {
            this.changes = changes;
            this.silences = silences;
        }
    }

    /**
     * How long a fact waits at most for a network buffer to fill, on its way to the rules. Flink's
     * default of 100 ms would be most of the time from a quote to the message about it.
     */
    private static final long FACT_MILLIS = 10;

    /**
     * What began or ended goes on at once: there is little of it, and people wait for it. A limit
     * of 1 ms would be later and dearer, because a thread of each task would wake for it all day.
     */
    private static final long AT_ONCE = 0;

    private static final UsSessions CALENDAR = new UsSessions();

    private final ReadableConfig anomalies;
    private final ReadableConfig sessions;
    private final ReadableConfig patterns;
    private final ReadableConfig alerts;

    /** Takes the checked options of the groups of these names. */
    public AlertsPipeline(
            ReadableConfig anomalies,
            ReadableConfig sessions,
            ReadableConfig patterns,
            ReadableConfig alerts) {
        this.anomalies = anomalies;
        this.sessions = sessions;
        this.patterns = patterns;
        this.alerts = alerts;
    }

    /**
     * Lays out the pipeline between its feeds and its ends.
     *
     * @param initial the rules as they are when the job is made
     * @param texts the rules as they are written, whenever they change
     * @param actions what people do about alerts, as JSON
     * @return every change of every alert, and what people do about all that match
     */
    public Alerts define(
            Facts facts,
            List<RuleSet> initial,
            DataStream<PlacedText> texts,
            DataStream<String> actions,
            Ends ends) {

        // rules that can be used
        SingleOutputStreamOperator<RuleSet> rules =
                texts.process(new RuleCheck())
                        .uid(Uids.RULES_CHECK)
                        .name("check rules")
                        .setParallelism(1);
        ends.events(rules.getSideOutput(RuleCheck.EVENTS));

        // what began or ended for a symbol
        DataStream<SymbolFact> known = facts(facts, ends);
        DataStream<RuleTransition> transitions =
                known.keyBy(fact -> fact.symbol)
                        .connect(rules.broadcast(RuleFunction.RULES))
                        .process(new RuleFunction(initial))
                        .uid(Uids.RULES)
                        .name("rules")
                        .setBufferTimeout(AT_ONCE);

        // what several beginnings and ends say together
        PatternsPart found = new PatternsPart(patterns, sessions);
        found.define(known, facts.quotes, facts.drawdowns != null);

        // what people do
        SingleOutputStreamOperator<AlertAction> done =
                actions.process(AlertActionReader.ofAll())
                        .uid(Uids.ALERT_ACTIONS_READ)
                        .name("read alert actions")
                        .setParallelism(1)
                        .setBufferTimeout(AT_ONCE);

        // the life of each alert
        DataStream<Alert> lives =
                found.with(transitions)
                        .keyBy(AlertLifecycle::key)
                        .connect(done.keyBy(AlertLifecycle::key))
                        .process(AlertLifecycle.from(alerts))
                        .uid(Uids.ALERT_LIFECYCLE)
                        .name("alert life cycle")
                        .setBufferTimeout(AT_ONCE);
        ends.deadLetters(found.lateWith(done.getSideOutput(AlertActionReader.DEAD_LETTERS)));
        return new Alerts(lives, done.getSideOutput(AlertActionReader.SILENCES));
    }

    private DataStream<SymbolFact> facts(Facts facts, Ends ends) {
        DataStream<SymbolFact> all = null;
        if (facts.quotes != null) {
            SingleOutputStreamOperator<SymbolFact> quotes =
                    facts.quotes
                            .keyBy(analyzed -> analyzed.quote.symbol)
                            .transform(
                                    "anomalies",
                                    TypeInformation.of(SymbolFact.class),
                                    new WriteBackOperator<>(
                                            AnomalyFunction.from(anomalies, sessions)))
                            .uid(Uids.ANOMALIES)
                            .name("anomalies")
                            .setBufferTimeout(FACT_MILLIS);
            ends.anomalies(quotes.getSideOutput(AnomalyFunction.ANOMALIES));
            all = quotes;
        }
        if (facts.drawdowns != null) {
            DataStream<SymbolFact> drawdowns =
                    facts.drawdowns
                            .map(SymbolFact::of)
                            .returns(SymbolFact.class)
                            .uid(Uids.DRAWDOWN_FACTS)
                            .name("drawdown facts")
                            .assignTimestampsAndWatermarks(drawdownTime(all != null))
                            .uid(Uids.DRAWDOWN_FACTS_TIME)
                            .name("drawdown facts time");
            all = all == null ? drawdowns : all.union(drawdowns);
        }
        return all;
    }

    /**
     * Beside quotes it is they who tell the time: drawdowns come once a day, and of polled ones
     * nothing else says that a day is over. By themselves they are of the end of their session.
     */
    private static WatermarkStrategy<SymbolFact> drawdownTime(boolean besideQuotes) {
        return besideQuotes
                ? Timeless.watermarks()
                : WatermarkStrategy.<SymbolFact>forBoundedOutOfOrderness(Duration.ofDays(1))
                        .withTimestampAssigner((fact, before) -> endOf(fact.drawdown.sessionDay));
    }

    private static long endOf(int sessionDay) {
        return CALENDAR.endOf(LocalDate.ofEpochDay(sessionDay)).toEpochMilli();
    }
}
