// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import dev.bellwether.model.SymbolFact;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;

/**
 * Takes facts of symbols and asks their rules. What comes out is as if each rule were asked after
 * each fact; asked are those only whose answer can be another than before.
 *
 * <p>That is so because an answer depends on nothing but the facts that the rule mentions. Once all
 * rules of a symbol were asked and none of them began, changed or ended, asking them again would
 * change nothing until a fact that they mention does: the symbol is settled. Whatever begins,
 * changes or ends unsettles it, for a rule that holds is asked something else; so do another class
 * of asset, other rules, and a start of the job. Of a settled symbol the rules are asked that look
 * at what changed, and those that wait for their duration, whose time goes on.
 *
 * <p>Which symbols are settled is no state, and kept of the {@value #MAX_SETTLED} last seen.
 */
final class RuleEngine {

    static final int MAX_SETTLED = 65_536;

    private static final double[] NO_PRICES = {};
    private static final Severity[] SEVERITIES = Severity.values();
    private static final TextFact[] TEXTS = TextFact.values();

    private final Counter evaluations;
    private final Counter transitions;
    private final FactIntake intake = new FactIntake();
    private final Facts facts = new Facts();
    private final Facts lastFacts = new Facts();
    private final SymbolRules last = new SymbolRules();
    private final BitSet due = new BitSet();

    /** The one seen longest ago first. */
    private final LinkedHashMap<String, Settled> settled =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Settled> eldest) {
                    return size() > MAX_SETTLED;
                }
            };

    private RuleBook book;

    /** By number of a rule: its index in the state of the symbol, below 0 if it does not hold. */
    private int[] held;

    private SymbolRules symbol;
    private long time;
    private double[] prices;
    private Collector<RuleTransition> out;
    private boolean moved;

    /**
     * @param evaluations counts the rules that were asked
     * @param transitions counts what began, changed or ended
     */
    RuleEngine(RuleBook book, Counter evaluations, Counter transitions) {
        this.evaluations = evaluations;
        this.transitions = transitions;
        use(book);
    }

    /** Asks other rules from now on. */
    void use(RuleBook other) {
        book = other;
        held = new int[other.size()];
        settled.clear();
    }

    int size() {
        return book.size();
    }

    /**
     * Takes a fact in.
     *
     * @param known of the symbol; is changed
     */
    void take(SymbolFact fact, String name, SymbolRules known, Collector<RuleTransition> to) {
        symbol = known;
        out = to;
        moved = false;
        symbol.widen();
        remember(name);
        time = intake.take(fact, symbol);
        prices = prices(fact);
        facts.about(name, symbol);
        boolean someAreGone = stand();
        Settled before = settled.get(name);
        boolean all = before == null || !before.assetClass.equals(symbol.assetClass);
        BitSet rules = all ? book.rulesFor(name, symbol.assetClass) : before.rules;
        if (all) {
            askAll(rules);
        } else {
            askWhatIsDue(rules);
        }
        if (someAreGone) {
            endWhatIsGone();
        }
        if (moved) {
            settled.remove(name);
        } else if (all) {
            settled.put(name, new Settled(symbol.assetClass, rules));
        }
        symbol = null;
        out = null;
    }

    private void remember(String name) {
        if (last.facts.length != symbol.facts.length) {
            last.facts = new double[symbol.facts.length];
        }
        System.arraycopy(symbol.facts, 0, last.facts, 0, symbol.facts.length);
        last.assetClass = symbol.assetClass;
        last.currency = symbol.currency;
        last.feed = symbol.feed;
        last.signal = symbol.signal;
        lastFacts.about(name, last);
    }

    /** Finds out which rules hold; whether there are some that run no more. */
    private boolean stand() {
        boolean someAreGone = false;
        Arrays.fill(held, -1);
        for (int i = 0; i < symbol.rules.length; i++) {
            int number = book.number(symbol.rules[i]);
            if (number < 0) {
                someAreGone = true;
            } else {
                held[number] = i;
            }
        }
        return someAreGone;
    }

    private void askAll(BitSet rules) {
        for (int number = 0; number < book.size(); number++) {
            if (rules.get(number)) {
                ask(number);
            } else if (held[number] >= 0) {
                end(number);
            }
        }
    }

    private void askWhatIsDue(BitSet rules) {
        due.clear();
        for (int place = 0; place < symbol.facts.length; place++) {
            if (Double.doubleToLongBits(symbol.facts[place])
                    != Double.doubleToLongBits(last.facts[place])) {
                due.or(book.mentioning(place));
            }
        }
        for (TextFact text : TEXTS) {
            if (!Objects.equals(facts.text(text), lastFacts.text(text))) {
                due.or(book.mentioning(Facts.place(text)));
            }
        }
        for (int i = 0; i < symbol.rules.length; i++) {
            if (!symbol.active[i]) {
                due.set(book.number(symbol.rules[i]));
            }
        }
        due.and(rules);
        for (int number = due.nextSetBit(0); number >= 0; number = due.nextSetBit(number + 1)) {
            ask(number);
        }
    }

    private void ask(int number) {
        CompiledRule rule = book.rule(number);
        int index = held[number];
        evaluations.inc();
        if (index >= 0 && symbol.active[index]) {
            if (rule.leaves(facts) == Answer.TRUE) {
                end(number);
                return;
            }
            Severity severity = rule.severity(facts);
            if (severity.ordinal() != symbol.severities[index]) {
                symbol.severities[index] = severity.ordinal();
                tell(rule, ConditionPhase.CHANGED, severity, symbol.since[index]);
            }
            return;
        }
        Answer enters = rule.enters(facts);
        if (index < 0) {
            if (enters == Answer.TRUE) {
                begin(number);
            }
        } else if (enters == Answer.FALSE) {
            end(number);
        } else if (enters == Answer.TRUE && time - symbol.since[index] >= rule.durationMillis) {
            Severity severity = rule.severity(facts);
            symbol.active[index] = true;
            symbol.severities[index] = severity.ordinal();
            tell(rule, ConditionPhase.ENTERED, severity, symbol.since[index]);
        }
    }

    private void begin(int number) {
        CompiledRule rule = book.rule(number);
        boolean atOnce = rule.durationMillis == 0;
        Severity severity = rule.severity(facts);
        held[number] = symbol.rules.length;
        symbol.add(rule.rule.id, time, atOnce, severity);
        tell(rule, atOnce ? ConditionPhase.ENTERED : ConditionPhase.PENDING, severity, time);
    }

    private void end(int number) {
        int index = held[number];
        tell(
                book.rule(number),
                ConditionPhase.LEFT,
                SEVERITIES[symbol.severities[index]],
                symbol.since[index]);
        symbol.remove(index);
        stand();
    }

    private void tell(CompiledRule rule, ConditionPhase phase, Severity severity, long since) {
        moved = true;
        transitions.inc();
        RuleTransition transition = rule.transition(phase, severity, facts, time, since);
        if (phase == ConditionPhase.ENTERED || phase == ConditionPhase.CHANGED) {
            transition.prices = prices;
        }
        out.collect(transition);
    }

    /** Those of what began or got worse with a fact. */
    private static double[] prices(SymbolFact fact) {
        for (Anomaly anomaly : fact.anomalies) {
            if (anomaly.phase != AnomalyPhase.LEFT && anomaly.prices.length > 0) {
                return anomaly.prices;
            }
        }
        return NO_PRICES;
    }

    private void endWhatIsGone() {
        for (int i = symbol.rules.length - 1; i >= 0; i--) {
            if (book.number(symbol.rules[i]) < 0) {
                moved = true;
                out.collect(gone(symbol.rules[i], facts.symbol(), time, symbol.since[i]));
                symbol.remove(i);
            }
        }
    }

    /** The end of a rule that runs no more. */
    static RuleTransition gone(String rule, String symbol, long time, long since) {
        RuleTransition transition = new RuleTransition();
        transition.rule = rule;
        transition.symbol = symbol;
        transition.phase = ConditionPhase.LEFT;
        transition.severity = Severity.INFO;
        transition.eventTimeMillis = time;
        transition.sinceMillis = since;
        transition.headline = symbol + ": the rule " + rule + " was removed";
        return transition;
    }

    /** A symbol whose rules would all say the same again. */
    private static final class Settled {

        final String assetClass;

        /** Numbers of those that are for it. */
        final BitSet rules;

        Settled(String assetClass, BitSet rules) {
            this.assetClass = assetClass;
            this.rules = rules;
        }
    }
}
