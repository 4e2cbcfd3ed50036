// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import static dev.bellwether.operators.bars.Observations.millis;
import static dev.bellwether.operators.bars.Observations.observation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class LateObservationsTest {

    @Test
    void shouldExplainWhatWasTooLateAndKeepItAsAQuote() throws Exception {
        OneInputStreamOperatorTestHarness<Observation, DeadLetter> harness =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        new LateObservations(Timeframe.ONE_MINUTE));
        harness.setProcessingTime(42);

        harness.processElement(observation(millis("2020-12-15T14:30:20Z"), 367.5, 10), 0);

        DeadLetter letter = harness.extractOutputValues().get(0);
        assertThat(letter.reason).isEqualTo(ReasonCode.LATE);
        assertThat(letter.source).isEqualTo("test");
        assertThat(letter.symbol).isEqualTo("SPY");
        assertThat(letter.occurredMillis).isEqualTo(42);
        assertThat(letter.message)
                .isEqualTo(
                        "quote of 2020-12-15T14:30:20Z came after its 1min bar could be"
                                + " corrected");
        Quote quote = Json.mapper().readValue(letter.payload, Quote.class);
        assertThat(quote.symbol).isEqualTo("SPY");
        assertThat(quote.price).isEqualTo(367.5);
        assertThat(quote.eventTimeMillis).isEqualTo(millis("2020-12-15T14:30:20Z"));
        harness.close();
    }
}
