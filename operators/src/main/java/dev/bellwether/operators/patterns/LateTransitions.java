// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** What came too late for a pattern, as dead letters; nothing but the patterns has missed it. */
public final class LateTransitions extends ProcessFunction<MarketTransition, DeadLetter> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
            MarketTransition transition, Context context, Collector<DeadLetter> out) {
        DeadLetter letter =
                DeadLetter.of(
                        "patterns",
                        ReasonCode.LATE,
                        transition.words() + " came after what followed it: part of no pattern",
                        Json.write(transition).getBytes(StandardCharsets.UTF_8),
                        context.timerService().currentProcessingTime());
        letter.symbol = transition.symbol;
        out.collect(letter);
    }
}
