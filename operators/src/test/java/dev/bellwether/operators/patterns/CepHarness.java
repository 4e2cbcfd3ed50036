// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.Direction;
import dev.bellwether.model.RuleTransition;
import dev.bellwether.operators.Harnesses;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** A pattern in Flink's own CEP operator, as {@link SymbolPattern#in} makes it. */
@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
final class CepHarness
        extends KeyedOneInputStreamOperatorTestHarness<String, MarketTransition, RuleTransition> {

    private CepHarness(SymbolPattern pattern) throws Exception {
        super(
                operator(pattern),
                t -> pattern instanceof FlashMove ? FlashMove.key(t) : t.symbol,
                Types.STRING);
    }

    private static CepOperator<MarketTransition, String, RuleTransition> operator(
            SymbolPattern function) {
        Pattern<MarketTransition, ?> pattern = function.pattern();
        TypeSerializer<MarketTransition> serializer =
                Types.POJO(MarketTransition.class).createSerializer(new SerializerConfigImpl());
        return new CepOperator<>(
                serializer,
                false,
                NFACompiler.compileFactory(pattern, false),
                new TransitionOrder(),
                pattern.getAfterMatchSkipStrategy(),
                function,
                null);
    }

    static CepHarness open(
            SymbolPattern pattern, StateBackend backend, OperatorSubtaskState snapshot)
            throws Exception {
        return Harnesses.open(new CepHarness(pattern), backend, snapshot);
    }

    static MarketTransition transition(
            String symbol, long millis, String kind, String phase, Direction direction) {
        MarketTransition transition = new MarketTransition();
        transition.symbol = symbol;
        transition.kind = kind;
        transition.phase = phase;
        transition.direction = direction.name();
        transition.eventTimeMillis = millis;
        transition.sessionDay = (int) (millis / 86_400_000L);
        transition.observed = 7.5;
        transition.score = 1.5;
        return transition;
    }

    static MarketTransition entered(
            String symbol, long millis, AnomalyKind kind, Direction direction) {
        return transition(symbol, millis, kind.name(), AnomalyPhase.ENTERED.name(), direction);
    }

    CepHarness take(MarketTransition transition) throws Exception {
        processElement(transition, transition.eventTimeMillis);
        return this;
    }

    /** What the watermark brings. */
    List<RuleTransition> until(long millis) throws Exception {
        processWatermark(millis);
        List<RuleTransition> fresh = extractOutputValues();
        // Watermarks, too: a million of them would be walked through each time.
        getOutput().clear();
        return fresh;
    }

    /** Matches of a key that are under way; a state that waits for a beginning is none. */
    int partialMatches(String key) throws Exception {
        AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) getOperator();
        operator.setCurrentKey(key);
        ValueState<NFAState> state =
                operator.getKeyedStateBackend()
                        .getPartitionedState(
                                VoidNamespace.INSTANCE,
                                VoidNamespaceSerializer.INSTANCE,
                                new ValueStateDescriptor<>(
                                        "nfaStateName", new NFAStateSerializer()));
        return state.value() == null
                ? 0
                : (int)
                        state.value().getPartialMatches().stream()
                                .filter(match -> match.getStartEventID() != null)
                                .count();
    }
}
