// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rules;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.operators.rules.AlertRule;
import dev.bellwether.operators.rules.Answer;
import dev.bellwether.operators.rules.FactName;
import dev.bellwether.operators.rules.Facts;
import dev.bellwether.operators.rules.RuleExpression;
import dev.bellwether.operators.rules.RuleReader;
import dev.bellwether.operators.rules.SymbolRules;
import dev.bellwether.sandbox.workload.SampleRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What whoever uses CEL as it is would do: interpret the condition of every one of the 200 rules
 * after each quote. No state, nothing but the conditions to begin; the same quotes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EveryRuleBenchmark {

    private final List<RuleExpression> rules = new ArrayList<>();
    private final SymbolRules state = new SymbolRules();
    private final Facts facts = new Facts();
    private FactTape tape;

    /** Compiles the rules. */
    @Setup
    public void compile() {
        for (AlertRule rule : RuleReader.read(SampleRules.json(200)).rules()) {
            rules.add(RuleExpression.of(rule.id, rule.enter, new ArrayList<>()));
        }
        state.facts = new double[FactName.values().length];
        Arrays.fill(state.facts, Double.NaN);
        state.currency = "USD";
        tape = new FactTape();
    }

    /** One quote. */
    @Benchmark
    public int interpreted() {
        take(tape.next().analyzed);
        int held = 0;
        for (RuleExpression rule : rules) {
            held += rule.interpret(facts) == Answer.TRUE ? 1 : 0;
        }
        return held;
    }

    private void take(AnalyzedQuote analyzed) {
        Quote quote = analyzed.quote;
        SymbolAnalytics analytics = analyzed.analytics;
        set(FactName.QUOTE_PRICE, quote.price);
        set(FactName.QUOTE_HIGH, quote.high);
        set(FactName.QUOTE_LOW, quote.low);
        set(FactName.QUOTE_DAY_CHANGE_PERCENT, (quote.price / quote.previousClose - 1) * 100);
        set(FactName.QUOTE_DAY_VOLUME, quote.dayVolume);
        set(FactName.QUOTE_MARKET_CAP, quote.marketCap);
        set(FactName.ANALYTICS_LAST_CHANGE_PERCENT, analytics.lastChangePercent);
        set(FactName.ANALYTICS_PRICE_VOLATILITY, analytics.priceVolatility);
        set(FactName.ANALYTICS_SMA_5, analytics.sma5);
        set(FactName.ANALYTICS_SMA_20, analytics.sma20);
        set(FactName.ANALYTICS_PRICE_VS_SMA_20_PERCENT, analytics.priceVsSma20Percent);
        set(FactName.ANALYTICS_MOMENTUM_5_PERCENT, analytics.momentum5Percent);
        set(FactName.ANALYTICS_VOLUME_RATIO, analytics.volumeRatio);
        set(FactName.ANALYTICS_PE_RATIO, analytics.peRatio);
        set(FactName.ANALYTICS_SIGNAL_STRENGTH, analytics.signalStrength);
        facts.about(quote.symbol, state);
    }

    private void set(FactName name, double value) {
        state.facts[name.ordinal()] = value;
    }
}
