// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * A pattern over the transitions of one symbol, in event time: CEP puts them in order by the
 * watermark, so that nothing is recognised before the watermark has passed it, and the order of
 * arrival does not matter.
 *
 * <p>Each is written so that few matches are under way: whatever begins one again takes the place
 * of the one before, and with a match all that is under way is dropped. A window does not include
 * its end.
 *
 * <p>What it gives begins an alert; {@link PatternHold} ends it.
 */
public abstract class SymbolPattern
        extends PatternProcessFunction<MarketTransition, RuleTransition> {

    /** What was under way is part of what was found. */
    static final AfterMatchSkipStrategy SKIP = AfterMatchSkipStrategy.skipPastLastEvent();

    private static final long serialVersionUID = 1L;

    private final String rule;
    private final Severity severity;

    SymbolPattern(PatternName name, Severity severity) {
        this.rule = name.rule();
        this.severity = severity;
    }

    /**
     * Recognises it in transitions keyed by symbol, of a {@link FlashMove} by its key, with the
     * times of {@link TransitionClock}.
     */
    public final SingleOutputStreamOperator<RuleTransition> in(
            KeyedStream<MarketTransition, String> transitions) {
        return CEP.pattern(transitions, pattern(), new TransitionOrder())
                .inEventTime()
                .process(this, TypeInformation.of(RuleTransition.class));
    }

    abstract Pattern<MarketTransition, ?> pattern();

    /** What its alerts are named after. */
    String rule(MarketTransition first) {
        return rule;
    }

    /** One sentence for a person about what was found, in the order of event time. */
    abstract String headline(List<MarketTransition> found);

    @Override
    public final void processMatch(
            Map<String, List<MarketTransition>> match,
            Context context,
            Collector<RuleTransition> out) {
        List<MarketTransition> found = new ArrayList<>();
        match.values().forEach(found::addAll);
        // In the order of the pattern's parts, which is that of their times.
        RuleTransition transition = new RuleTransition();
        transition.rule = rule(found.get(0));
        transition.symbol = found.get(0).symbol;
        transition.phase = ConditionPhase.ENTERED;
        transition.severity = severity;
        transition.eventTimeMillis = context.timestamp();
        transition.sinceMillis = context.timestamp();
        transition.headline = headline(found);
        transition.facts = facts(found);
        transition.labels = new String[] {"category=pattern"};
        out.collect(transition);
    }

    /** What was seen and when, by name. */
    private static String[] facts(List<MarketTransition> found) {
        List<String> facts = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            MarketTransition one = found.get(i);
            String name = String.format(Locale.ROOT, "%02d.", i + 1);
            facts.add(name + "at=" + Instant.ofEpochMilli(one.eventTimeMillis));
            facts.add(name + "what=" + one.words());
            if (!Double.isNaN(one.observed)) {
                facts.add(name + "observed=" + String.format(Locale.ROOT, "%.2f", one.observed));
            }
        }
        Collections.sort(facts);
        return facts.toArray(new String[0]);
    }

    /** What depends on the transition alone. */
    static IterativeCondition<MarketTransition> when(SerializablePredicate condition) {
        return new IterativeCondition<>() {

            private static final long serialVersionUID = 1L;

            @Override
            public boolean filter(MarketTransition transition, Context<MarketTransition> context) {
                return condition.test(transition);
            }
        };
    }

    /** What depends on the first transition of a part of the pattern, too. */
    static IterativeCondition<MarketTransition> since(String part, SerializableRelation condition) {
        return new IterativeCondition<>() {

            private static final long serialVersionUID = 1L;

            @Override
            public boolean filter(MarketTransition transition, Context<MarketTransition> context)
                    throws Exception {
                for (MarketTransition first : context.getEventsForPattern(part)) {
                    return condition.test(first, transition);
                }
                return false;
            }
        };
    }

    /** A condition that Flink can ship. */
    interface SerializablePredicate extends Predicate<MarketTransition>, Serializable {}

    /** A condition on two transitions that Flink can ship. */
    interface SerializableRelation extends Serializable {

        boolean test(MarketTransition first, MarketTransition next);
    }
}
