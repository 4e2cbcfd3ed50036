// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.ConditionPhase;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.Quote;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.Severity;
import dev.bellwether.model.SignalDirection;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.SymbolFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleEngineTest {

    private static final int STREAMS = 150;
    private static final int FACTS_EACH = 400;
    private static final String[] SYMBOLS = {"AAPL", "MSFT", "BTC"};

    private final Counter evaluations = new SimpleCounter();
    private final Counter transitions = new SimpleCounter();

    /**
     * Rules that contradict themselves, change and are removed among them, and restarts; quotes
     * that say nothing new but the time.
     */
    @Test
    void shouldGiveWhatAskingEveryRuleGives() {
        Map<ConditionPhase, Integer> phases = new EnumMap<>(ConditionPhase.class);
        Counter asked = new SimpleCounter();
        for (int stream = 0; stream < STREAMS; stream++) {
            Random random = new Random(stream);
            List<CompiledRule> rules = rules(random);
            RuleEngine engine = engine(rules);
            EveryRule every = new EveryRule(rules, asked);
            Map<String, SymbolFact> last = new HashMap<>();
            Map<String, SymbolRules> ours = new HashMap<>();
            Map<String, SymbolRules> theirs = new HashMap<>();
            long time = 1_700_000_000_000L;
            for (int i = 0; i < FACTS_EACH; i++) {
                if (random.nextInt(60) == 0) {
                    rules = random.nextBoolean() ? rules(random) : rules;
                    every = new EveryRule(rules, asked);
                    if (random.nextBoolean()) {
                        engine = engine(rules);
                    } else {
                        engine.use(new RuleBook(rules));
                    }
                }
                time += random.nextInt(40_000) - 5_000;
                SymbolFact fact = fact(random, time);
                SymbolFact before = last.get(fact.symbol);
                if (before != null && before.analyzed != null && random.nextInt(4) > 0) {
                    fact = before;
                    fact.analyzed.quote.eventTimeMillis = time;
                }
                last.put(fact.symbol, fact);
                List<RuleTransition> found = new ArrayList<>();
                List<RuleTransition> expected = new ArrayList<>();
                engine.take(
                        fact,
                        fact.symbol,
                        ours.computeIfAbsent(fact.symbol, any -> new SymbolRules()),
                        new ListCollector<>(found));
                every.take(
                        fact,
                        theirs.computeIfAbsent(fact.symbol, any -> new SymbolRules()),
                        expected);
                assertThat(texts(found)).as("stream " + stream).isEqualTo(texts(expected));
                assertThat(shown(ours.get(fact.symbol))).isEqualTo(shown(theirs.get(fact.symbol)));
                found.forEach(transition -> phases.merge(transition.phase, 1, Integer::sum));
            }
        }
        assertThat(phases).hasSize(4);
        assertThat(phases.values()).allMatch(count -> count > 1_000);
        assertThat(evaluations.getCount()).isLessThan(asked.getCount() * 2 / 3);
    }

    @Test
    void shouldAskOnlyWhatLooksAtWhatChanged() {
        RuleEngine engine =
                engine(
                        List.of(
                                rule("price", "quote.price > 100", null, null),
                                rule("volume", "quote.day_volume > 100", null, null),
                                rule("gap", "anomaly.gap > 0", null, null)));
        SymbolRules state = new SymbolRules();
        assertThat(asked(engine, state, quote("AAPL", 50, 1))).isEqualTo(3);
        assertThat(asked(engine, state, quote("AAPL", 51, 2))).isEqualTo(1);
        assertThat(asked(engine, state, quote("AAPL", 51, 3))).isZero();
        // It begins, so that all are asked once more.
        assertThat(asked(engine, state, quote("AAPL", 101, 4))).isEqualTo(1);
        assertThat(asked(engine, state, quote("AAPL", 101, 5))).isEqualTo(3);
        assertThat(asked(engine, state, quote("AAPL", 101, 6))).isZero();
        engine.use(new RuleBook(List.of(rule("price", "quote.price > 100", null, null))));
        assertThat(asked(engine, state, quote("AAPL", 101, 7))).isEqualTo(1);
    }

    /** Whatever else does not change, time does. */
    @Test
    void shouldAskWhatWaitsForItsDuration() {
        RuleEngine engine = engine(List.of(rule("low", "quote.price < 90", null, "5 s")));
        SymbolRules state = new SymbolRules();
        List<RuleTransition> found = new ArrayList<>();
        for (int second = 0; second < 8; second++) {
            engine.take(
                    quote("AAPL", 89, second * 1_000L), "AAPL", state, new ListCollector<>(found));
        }

        assertThat(found)
                .extracting(transition -> transition.phase)
                .containsExactly(ConditionPhase.PENDING, ConditionPhase.ENTERED);
        assertThat(found.get(1).eventTimeMillis).isEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote . price > 90", "[1.0, quote.price][1] > 90"})
    void shouldSeeAFactThroughWhateverIsWrittenAroundIt(String enter) {
        RuleEngine engine = engine(List.of(rule("high", enter, null, null)));
        SymbolRules state = new SymbolRules();
        List<RuleTransition> found = new ArrayList<>();
        for (double price : new double[] {89, 89, 91, 91, 89}) {
            engine.take(quote("AAPL", price, 0), "AAPL", state, new ListCollector<>(found));
        }

        assertThat(found)
                .extracting(transition -> transition.phase)
                .containsExactly(ConditionPhase.ENTERED, ConditionPhase.LEFT);
    }

    /** Beyond what it remembers it asks all anew, and says the same. */
    @Test
    void shouldForgetTheSymbolsSeenLongestAgo() {
        RuleEngine engine = engine(List.of(rule("price", "quote.price > 100", null, null)));
        SymbolRules first = new SymbolRules();
        assertThat(asked(engine, first, quote("first", 50, 1))).isEqualTo(1);
        SymbolRules others = new SymbolRules();
        for (int i = 0; i < RuleEngine.MAX_SETTLED - 1; i++) {
            asked(engine, others, quote("S" + i, 50, 1));
        }
        assertThat(asked(engine, first, quote("first", 50, 2))).isZero();
        for (int i = 0; i < RuleEngine.MAX_SETTLED; i++) {
            asked(engine, others, quote("T" + i, 50, 1));
        }
        assertThat(asked(engine, first, quote("first", 50, 3))).isEqualTo(1);
    }

    private RuleEngine engine(List<CompiledRule> rules) {
        return new RuleEngine(new RuleBook(rules), evaluations, transitions);
    }

    private long asked(RuleEngine engine, SymbolRules state, SymbolFact fact) {
        long before = evaluations.getCount();
        engine.take(fact, fact.symbol, state, new ListCollector<>(new ArrayList<>()));
        return evaluations.getCount() - before;
    }

    private static List<String> texts(List<RuleTransition> transitions) {
        return transitions.stream().map(RuleTransition::toString).collect(Collectors.toList());
    }

    private static String shown(SymbolRules symbol) {
        return Arrays.toString(symbol.facts)
                + Arrays.toString(symbol.rules)
                + Arrays.toString(symbol.since)
                + Arrays.toString(symbol.active)
                + Arrays.toString(symbol.severities);
    }

    private static SymbolFact quote(String symbol, double price, long time) {
        return SymbolFact.of(AnalyzedQuote.of(Quote.of(symbol, price, time), null));
    }

    private static CompiledRule rule(String id, String enter, String leave, String duration) {
        AlertRule rule = new AlertRule();
        rule.id = id;
        rule.enter = enter;
        rule.leave = leave;
        rule.duration = duration;
        return compiled(rule);
    }

    private static CompiledRule compiled(AlertRule rule) {
        List<String> problems = new ArrayList<>();
        CompiledRule compiled = CompiledRule.of(rule, problems);
        assertThat(problems).isEmpty();
        return compiled;
    }

    private static List<CompiledRule> rules(Random random) {
        List<CompiledRule> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i < 12; i += 1 + random.nextInt(2)) {
            AlertRule rule = new AlertRule();
            rule.id = "r" + i;
            rule.enter = condition(random);
            rule.leave = random.nextInt(3) == 0 ? condition(random) : null;
            rule.duration = random.nextInt(3) == 0 ? random.nextInt(90) + " s" : null;
            if (random.nextInt(3) == 0) {
                rule.levels = new TreeMap<>(Map.of(Severity.CRITICAL, condition(random)));
            }
            rule.symbols = random.nextInt(5) == 0 ? List.of("AAPL", "BTC") : List.of();
            rule.assetClasses = random.nextInt(5) == 0 ? List.of("crypto") : List.of();
            rule.paused = random.nextInt(15) == 0;
            rules.add(compiled(rule));
        }
        return rules;
    }

    private static String condition(Random random) {
        String[] conditions = {
            "quote.price > " + random.nextInt(4),
            "quote.price >= analytics.mean_price",
            "quote.day_volume < " + random.nextInt(4) + ".0 && quote.price > 1",
            "analytics.volume_ratio > " + random.nextInt(4) + " || signal == 'buy'",
            "drawdown.depth_percent < -" + random.nextInt(4),
            "anomaly.gap > 1 || anomaly.return > 2",
            "currency == 'USD' && !(quote.open < 2)",
            "symbol.startsWith('A') && quote.price < 3.0",
            "asset_class == 'crypto' ? quote.price > 1 : quote.price > 2",
            "true",
        };
        return conditions[random.nextInt(conditions.length)];
    }

    private static SymbolFact fact(Random random, long time) {
        String symbol = SYMBOLS[random.nextInt(SYMBOLS.length)];
        int kind = random.nextInt(10);
        if (kind == 0) {
            Drawdown drawdown = new Drawdown();
            drawdown.symbol = symbol;
            drawdown.highDepthPercent = -random.nextInt(5);
            drawdown.newest = true;
            return SymbolFact.of(drawdown);
        }
        Anomaly anomaly = new Anomaly();
        anomaly.symbol = symbol;
        anomaly.kind = random.nextBoolean() ? AnomalyKind.GAP : AnomalyKind.RETURN;
        anomaly.phase = random.nextBoolean() ? AnomalyPhase.LEFT : AnomalyPhase.ENTERED;
        anomaly.observed = random.nextInt(4);
        anomaly.eventTimeMillis = time;
        if (kind == 1) {
            return SymbolFact.of(anomaly);
        }
        Quote quote = Quote.of(symbol, random.nextInt(5), time);
        quote.assetClass = random.nextInt(8) == 0 ? AssetClass.CRYPTO : AssetClass.EQUITY;
        quote.currency = random.nextInt(4) == 0 ? "EUR" : "USD";
        quote.open = random.nextInt(3);
        quote.dayVolume = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(4);
        SymbolAnalytics analytics = null;
        if (random.nextInt(4) > 0) {
            analytics = new SymbolAnalytics();
            analytics.meanPrice = random.nextInt(3) == 0 ? Double.NaN : 2;
            analytics.volumeRatio = random.nextInt(4);
            analytics.signalDirection =
                    random.nextInt(6) == 0 ? SignalDirection.BUY : SignalDirection.HOLD;
        }
        AnalyzedQuote analyzed = AnalyzedQuote.of(quote, analytics);
        return kind == 2 ? SymbolFact.of(analyzed, anomaly) : SymbolFact.of(analyzed);
    }

    /** Asks every rule after every fact, in the order of their identifiers, as they are defined. */
    private static final class EveryRule {

        private final FactIntake intake = new FactIntake();
        private final Facts facts = new Facts();
        private final Map<String, CompiledRule> rules;
        private final Counter asked;

        EveryRule(List<CompiledRule> rules, Counter asked) {
            this.asked = asked;
            this.rules =
                    rules.stream()
                            .collect(
                                    Collectors.toMap(
                                            rule -> rule.rule.id,
                                            Function.identity(),
                                            (one, other) -> one,
                                            TreeMap::new));
        }

        void take(SymbolFact fact, SymbolRules symbol, List<RuleTransition> out) {
            symbol.widen();
            long time = intake.take(fact, symbol);
            facts.about(fact.symbol, symbol);
            rules.values().forEach(rule -> ask(rule, symbol, time, out));
            for (int i = symbol.rules.length - 1; i >= 0; i--) {
                if (!rules.containsKey(symbol.rules[i])) {
                    out.add(RuleEngine.gone(symbol.rules[i], fact.symbol, time, symbol.since[i]));
                    symbol.remove(i);
                }
            }
        }

        private void ask(
                CompiledRule rule, SymbolRules symbol, long time, List<RuleTransition> out) {
            int index = Arrays.asList(symbol.rules).indexOf(rule.rule.id);
            boolean holds = index >= 0 && symbol.active[index];
            boolean waits = index >= 0 && !holds;
            ConditionPhase phase = null;
            Severity severity = index < 0 ? null : Severity.values()[symbol.severities[index]];
            if (!rule.isFor(facts.symbol(), symbol.assetClass)) {
                phase = index < 0 ? null : ConditionPhase.LEFT;
            } else if (holds) {
                asked.inc();
                if (rule.leaves(facts) == Answer.TRUE) {
                    phase = ConditionPhase.LEFT;
                } else if (rule.severity(facts) != severity) {
                    phase = ConditionPhase.CHANGED;
                }
            } else {
                asked.inc();
                Answer enters = rule.enters(facts);
                if (waits && enters == Answer.FALSE) {
                    phase = ConditionPhase.LEFT;
                } else if (enters == Answer.TRUE) {
                    boolean longEnough =
                            waits
                                    ? time - symbol.since[index] >= rule.durationMillis
                                    : rule.durationMillis == 0;
                    phase =
                            longEnough
                                    ? ConditionPhase.ENTERED
                                    : waits ? null : ConditionPhase.PENDING;
                }
            }
            if (phase == null) {
                return;
            }
            if (index < 0) {
                index = symbol.rules.length;
                symbol.add(rule.rule.id, time, phase == ConditionPhase.ENTERED, Severity.INFO);
            }
            if (phase != ConditionPhase.LEFT) {
                severity = rule.severity(facts);
                symbol.severities[index] = severity.ordinal();
                symbol.active[index] = phase != ConditionPhase.PENDING;
            }
            out.add(rule.transition(phase, severity, facts, time, symbol.since[index]));
            if (phase == ConditionPhase.LEFT) {
                symbol.remove(index);
            }
        }
    }
}
