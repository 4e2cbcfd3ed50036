// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.bellwether.model.RuleSet;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.SymbolFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the rules after each new fact of a symbol, and gives what began or ended; keyed by symbol,
 * with the rules broadcast. {@link RuleEngine} says which of them need not be asked.
 *
 * <p>A condition begins when {@code enter} is true and has been for the rule's duration, in event
 * time, whenever it was asked; it ends when {@code leave} is true. What cannot be told, because a
 * fact is unknown, changes nothing: a rule over drawdowns waits for the first drawdown. A rule that
 * is removed, paused, or no longer for a symbol ends what holds; one that is changed goes on with
 * what held.
 *
 * <p>State: a {@link SymbolRules} per symbol, read and written once per fact; all rules as JSON in
 * broadcast state, with the place that each came from. Of two places with a rule of one name the
 * first keeps it.
 */
public final class RuleFunction
        extends KeyedBroadcastProcessFunction<String, SymbolFact, RuleSet, RuleTransition> {

    /** What the stream of rules is broadcast with: place and JSON of a rule by its identifier. */
    public static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);

    private static final ValueStateDescriptor<SymbolRules> SYMBOL =
            new ValueStateDescriptor<>("symbol-rules", Types.POJO(SymbolRules.class));

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(RuleFunction.class);

    private static final double[] NO_PRICES = {};

    /** Between place and rule. */
    private static final char SEPARATOR = '\n';

    /** Place and JSON by identifier. */
    private final TreeMap<String, String> initial = new TreeMap<>();

    /** Beginnings of what may be stored; empty: of anything. */
    private final ArrayList<String> places = new ArrayList<>();

    private transient ValueState<SymbolRules> state;
    private transient RuleEngine engine;
    private transient boolean broadcast;
    private transient Counter evaluations;
    private transient Counter transitions;

    /**
     * @param initial what the places say when the job is made: it counts from the first fact of a
     *     job without state on, until a place is read anew; rules of other places end. If empty,
     *     any place is heard.
     */
    public RuleFunction(List<RuleSet> initial) {
        for (RuleSet set : initial) {
            places.add(set.place + SEPARATOR);
            for (String json : set.rules) {
                this.initial.putIfAbsent(RuleReader.parse(json).id, set.place + SEPARATOR + json);
            }
        }
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(SYMBOL);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        evaluations = metrics.counter("ruleEvaluations");
        transitions = metrics.counter("ruleTransitions");
        metrics.gauge("rules", () -> engine == null ? 0 : engine.size());
    }

    @Override
    public void processElement(
            SymbolFact fact, ReadOnlyContext context, Collector<RuleTransition> out)
            throws Exception {
        if (engine == null) {
            use(stored(context.getBroadcastState(RULES)));
        }
        SymbolRules symbol = state.value();
        symbol = symbol == null ? new SymbolRules() : symbol;
        engine.take(fact, context.getCurrentKey(), symbol, out);
        state.update(symbol);
    }

    @Override
    public void processBroadcastElement(RuleSet set, Context context, Collector<RuleTransition> out)
            throws Exception {
        BroadcastState<String, String> rules = context.getBroadcastState(RULES);
        Map<String, String> known = stored(rules);
        rules.clear();
        rules.putAll(known);
        broadcast = true;
        String place = set.place + SEPARATOR;
        Set<String> gone = new TreeSet<>();
        for (Map.Entry<String, String> rule : rules.entries()) {
            if (rule.getValue().startsWith(place)) {
                gone.add(rule.getKey());
            }
        }
        gone.removeAll(Arrays.asList(set.refused));
        for (String json : set.rules) {
            AlertRule rule = RuleReader.parse(json);
            String other = rules.get(rule.id);
            if (other == null || other.startsWith(place)) {
                rules.put(rule.id, place + json);
            } else {
                LOG.warn(
                        "The rule {} of {} does not run: another place has one of that id.",
                        rule.id,
                        set.place);
            }
            gone.remove(rule.id);
        }
        for (String id : gone) {
            rules.remove(id);
        }
        use(stored(rules));
        if (!gone.isEmpty()) {
            context.applyToKeyedState(
                    SYMBOL,
                    (symbol, of) -> {
                        SymbolRules now = of.value();
                        for (int i = now.rules.length - 1; i >= 0; i--) {
                            if (gone.contains(now.rules[i])) {
                                out.collect(
                                        RuleEngine.gone(
                                                now.rules[i], symbol, now.since[i], now.since[i]));
                                now.remove(i);
                            }
                        }
                        of.update(now);
                    });
        }
    }

    /** By identifier; the initial ones if nothing was broadcast yet. */
    private Map<String, String> stored(ReadOnlyBroadcastState<String, String> rules)
            throws Exception {
        Map<String, String> stored = new TreeMap<>();
        for (Map.Entry<String, String> entry : rules.immutableEntries()) {
            if (isOfAPlace(entry.getValue())) {
                stored.put(entry.getKey(), entry.getValue());
            }
        }
        return stored.isEmpty() && !broadcast ? initial : stored;
    }

    /** A place that is configured no more has no say any more. */
    private boolean isOfAPlace(String stored) {
        return places.isEmpty() || places.stream().anyMatch(stored::startsWith);
    }

    private void use(Map<String, String> rules) {
        List<CompiledRule> compiled = new ArrayList<>();
        for (Map.Entry<String, String> entry : rules.entrySet()) {
            String json = entry.getValue().substring(entry.getValue().indexOf(SEPARATOR) + 1);
            List<String> problems = new ArrayList<>();
            CompiledRule rule = CompiledRule.of(RuleReader.parse(json), problems);
            if (rule == null) {
                throw new IllegalStateException(
                        "a rule that was accepted cannot be used: " + entry.getKey() + problems);
            }
            compiled.add(rule);
        }
        RuleBook book = new RuleBook(compiled);
        if (engine == null) {
            engine = new RuleEngine(book, evaluations, transitions);
        } else {
            engine.use(book);
        }
    }
}
