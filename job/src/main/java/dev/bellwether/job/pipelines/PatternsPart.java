// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.operators.alerts.AlertLifecycle;
import dev.bellwether.operators.patterns.Capitulation;
import dev.bellwether.operators.patterns.Confirmation;
import dev.bellwether.operators.patterns.FeedPulses;
import dev.bellwether.operators.patterns.FeedSilence;
import dev.bellwether.operators.patterns.FlashMove;
import dev.bellwether.operators.patterns.LateTransitions;
import dev.bellwether.operators.patterns.MarketStress;
import dev.bellwether.operators.patterns.MarketTransition;
import dev.bellwether.operators.patterns.PatternHold;
import dev.bellwether.operators.patterns.PatternName;
import dev.bellwether.operators.patterns.PatternOptions;
import dev.bellwether.operators.patterns.Reversal;
import dev.bellwether.operators.patterns.SymbolPattern;
import dev.bellwether.operators.patterns.TransitionClock;
import dev.bellwether.operators.patterns.TransitionFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The part of the alerts pipeline that looks for patterns: facts in; beginnings and ends out. */
final class PatternsPart {

    private final ReadableConfig patterns;
    private final ReadableConfig sessions;
    private final List<DataStream<RuleTransition>> found = new ArrayList<>();
    private DataStream<DeadLetter> late;

    /** Takes the checked options of the groups of these names. */
    PatternsPart(ReadableConfig patterns, ReadableConfig sessions) {
        this.patterns = patterns;
        this.sessions = sessions;
    }

    /**
     * Lays it out.
     *
     * @param facts everything that is known of symbols
     * @param quotes {@code null} if the facts are of none
     * @param drawdowns whether some facts are of drawdowns
     */
    void define(DataStream<SymbolFact> facts, DataStream<AnalyzedQuote> quotes, boolean drawdowns) {
        boolean ofQuotes = quotes != null;
        boolean capitulation = isOn(PatternName.CAPITULATION) && ofQuotes && drawdowns;
        boolean flashMove = isOn(PatternName.FLASH_MOVE) && ofQuotes;
        boolean reversal = isOn(PatternName.REVERSAL) && ofQuotes;
        boolean confirmation = isOn(PatternName.CONFIRMATION) && ofQuotes;
        boolean ofSymbols = capitulation || flashMove || reversal || confirmation;
        boolean stress = isOn(PatternName.MARKET_STRESS) && drawdowns;
        if (ofSymbols || stress) {
            SingleOutputStreamOperator<MarketTransition> transitions = transitions(facts);
            KeyedStream<MarketTransition, String> bySymbol = transitions.keyBy(t -> t.symbol);
            List<DataStream<RuleTransition>> matches = new ArrayList<>();
            if (capitulation) {
                matches.add(match(bySymbol, new Capitulation(patterns), Uids.PATTERN_CAPITULATION));
            }
            if (flashMove) {
                matches.add(
                        match(
                                transitions.keyBy(FlashMove::key),
                                new FlashMove(patterns),
                                Uids.PATTERN_FLASH_MOVE));
            }
            if (reversal) {
                matches.add(match(bySymbol, new Reversal(patterns), Uids.PATTERN_REVERSAL));
            }
            if (confirmation) {
                matches.add(match(bySymbol, new Confirmation(patterns), Uids.PATTERN_CONFIRMATION));
            }
            if (ofSymbols) {
                hold(union(matches));
            }
            if (stress) {
                stress(transitions);
            }
        }
        if (isOn(PatternName.SILENT_FEED) && ofQuotes) {
            silence(quotes);
        }
    }

    /** What was found, to be united with what rules found. */
    DataStream<RuleTransition> with(DataStream<RuleTransition> others) {
        return found.isEmpty() ? others : others.union(union(found));
    }

    /** What came too late to be part of a pattern, united with other letters. */
    DataStream<DeadLetter> lateWith(DataStream<DeadLetter> others) {
        return late == null ? others : others.union(late);
    }

    private boolean isOn(PatternName name) {
        return PatternOptions.isOn(patterns, name);
    }

    private SingleOutputStreamOperator<MarketTransition> transitions(DataStream<SymbolFact> facts) {
        SingleOutputStreamOperator<MarketTransition> transitions =
                facts.keyBy(fact -> fact.symbol)
                        .process(TransitionFunction.from(patterns, sessions))
                        .uid(Uids.PATTERN_TRANSITIONS)
                        .name("transitions")
                        .transform(
                                "transitions in time",
                                TypeInformation.of(MarketTransition.class),
                                new TransitionClock())
                        .uid(Uids.PATTERN_CLOCK)
                        .name("transitions in time");
        late =
                transitions
                        .getSideOutput(TransitionClock.LATE)
                        .process(new LateTransitions())
                        .uid(Uids.PATTERN_LATE)
                        .name("late transitions");
        return transitions;
    }

    private static DataStream<RuleTransition> match(
            KeyedStream<MarketTransition, String> transitions, SymbolPattern pattern, String uid) {
        return pattern.in(transitions).uid(uid).name(uid.replace('-', ' '));
    }

    private void hold(DataStream<RuleTransition> matches) {
        found.add(
                matches.keyBy(AlertLifecycle::key)
                        .process(new PatternHold(patterns))
                        .uid(Uids.PATTERN_HOLD)
                        .name("pattern hold"));
    }

    private void stress(DataStream<MarketTransition> transitions) {
        found.add(
                transitions
                        .filter(MarketTransition::isDrawdown)
                        .uid(Uids.PATTERN_DRAWDOWNS)
                        .name("drawdown transitions")
                        .keyBy(transition -> MarketStress.KEY)
                        .process(new MarketStress(patterns))
                        .uid(Uids.PATTERN_MARKET_STRESS)
                        .name("pattern market stress")
                        .setParallelism(1));
    }

    private void silence(DataStream<AnalyzedQuote> quotes) {
        found.add(
                quotes.process(new FeedPulses(patterns))
                        .uid(Uids.PATTERN_PULSES)
                        .name("feed pulses")
                        .keyBy(pulse -> pulse.feed)
                        .process(new FeedSilence(patterns))
                        .uid(Uids.PATTERN_SILENT_FEED)
                        .name("pattern silent feed"));
    }

    private static DataStream<RuleTransition> union(List<DataStream<RuleTransition>> streams) {
        DataStream<RuleTransition> all = streams.get(0);
        for (DataStream<RuleTransition> stream : streams.subList(1, streams.size())) {
            all = all.union(stream);
        }
        return all;
    }
}
