// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rules;

import dev.bellwether.operators.rules.Answer;
import dev.bellwether.operators.rules.FactName;
import dev.bellwether.operators.rules.Facts;
import dev.bellwether.operators.rules.RuleExpression;
import dev.bellwether.operators.rules.SymbolRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One expression asked of one of 64 symbols in turn, a fact in ten of which is unknown. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RuleExpressionBenchmark {

    private static final int SYMBOLS = 64;

    /** What is asked. */
    @Param({
        "quote.day_change_percent <= -10",
        "quote.day_change_percent >= 10 || quote.day_change_percent <= -10",
        "analytics.momentum_5_percent > 2.5 && analytics.volume_ratio > 3 && signal == 'buy'",
        "(quote.price - quote.low) / (quote.high - quote.low) < 0.05 && quote.day_volume > 1e6"
    })
    public String expression;

    private RuleExpression compiled;
    private final Facts[] facts = new Facts[SYMBOLS];
    private int next;

    /** Makes facts up. */
    @Setup
    public void fill() {
        List<String> problems = new ArrayList<>();
        compiled = RuleExpression.of("expression", expression, problems);
        if (compiled == null || !compiled.isTranslated()) {
            throw new IllegalStateException(expression + " cannot be measured " + problems);
        }
        Random random = new Random(3);
        for (int i = 0; i < SYMBOLS; i++) {
            SymbolRules state = new SymbolRules();
            state.facts = new double[FactName.values().length];
            for (int k = 0; k < state.facts.length; k++) {
                state.facts[k] = random.nextInt(10) == 0 ? Double.NaN : 10 * random.nextGaussian();
            }
            state.signal = random.nextBoolean() ? "buy" : "hold";
            facts[i] = new Facts().about("S" + i, state);
        }
    }

    /** As the rules ask it. */
    @Benchmark
    public Answer translated() {
        return compiled.ask(facts[next++ & (SYMBOLS - 1)]);
    }

    /** By CEL. */
    @Benchmark
    public Answer interpreted() {
        return compiled.interpret(facts[next++ & (SYMBOLS - 1)]);
    }
}
