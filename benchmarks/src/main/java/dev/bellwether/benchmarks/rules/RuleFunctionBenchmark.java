// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rules;

import dev.bellwether.model.RuleSet;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.operators.rules.AlertRule;
import dev.bellwether.operators.rules.RuleFunction;
import dev.bellwether.operators.rules.RuleReader;
import dev.bellwether.sandbox.workload.SampleRules;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the operator does after a quote: state read, fact taken in, rules asked, state written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RuleFunctionBenchmark {

    /** How many rules. */
    @Param({"0", "200"})
    public int rules;

    /** Where the state lives. */
    @Param({"heap", "rocksdb"})
    public String state;

    private Harness harness;
    private FactTape tape;

    /** Starts the operator and shows it every symbol. */
    @Setup
    public void start() throws Exception {
        RuleSet set = new RuleSet();
        set.place = "sample";
        set.rules =
                RuleReader.read(SampleRules.json(rules)).rules().stream()
                        .map(AlertRule::toString)
                        .toArray(String[]::new);
        harness = new Harness();
        harness.setStateBackend(state.equals("heap") ? new HashMapStateBackend() : rocksDb());
        harness.setup();
        harness.open();
        harness.processBroadcastElement(set, 0);
        tape = new FactTape();
        for (int i = 0; i < 2 * FactTape.SYMBOLS; i++) {
            asked();
        }
    }

    /** The harness has so little memory to manage that each write would be flushed. */
    private static StateBackend rocksDb() {
        EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend();
        backend.getMemoryConfiguration().setUseManagedMemory(false);
        return backend;
    }

    /** Ends it. */
    @TearDown
    public void stop() throws Exception {
        harness.close();
    }

    /** One quote. */
    @Benchmark
    public int asked() throws Exception {
        SymbolFact fact = tape.next();
        harness.processElement(fact, fact.analyzed.quote.eventTimeMillis);
        int began = harness.getOutput().size();
        harness.getOutput().clear();
        return began;
    }

    @SuppressWarnings("try") // Flink's harness may be interrupted while it closes
    private static final class Harness
            extends KeyedBroadcastOperatorTestHarness<String, SymbolFact, RuleSet, RuleTransition> {

        Harness() throws Exception {
            super(
                    new CoBroadcastWithKeyedOperator<>(
                            new RuleFunction(List.of()), List.of(RuleFunction.RULES)),
                    fact -> fact.symbol,
                    Types.STRING,
                    1,
                    1,
                    0);
        }
    }
}
