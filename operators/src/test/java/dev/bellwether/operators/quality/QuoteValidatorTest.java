// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import static dev.bellwether.operators.quality.Quotes.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.nio.charset.StandardCharsets;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuoteValidatorTest {

    private OneInputStreamOperatorTestHarness<Quote, Quote> harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                ProcessFunctionTestHarnesses.forProcessFunction(
                        QuoteValidator.from(new Configuration()));
        harness.setProcessingTime(1_000);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void shouldPassAGoodQuoteUnchanged() throws Exception {
        harness.processElement(quote("BRK.B").get(), 7);

        assertThat(harness.extractOutputValues()).containsExactly(quote("BRK.B").get());
        assertThat(harness.getSideOutput(QuoteValidator.DEAD_LETTERS)).isNull();
    }

    @Test
    void shouldWriteSymbolsInUpperCaseUnderAnyLocale() throws Exception {
        harness.processElement(quote("intc").get(), 7);

        assertThat(harness.extractOutputValues()).containsExactly(quote("INTC").get());
    }

    @Test
    void shouldSetABadQuoteAsideWithItsJson() throws Exception {
        Quote bad = quote("AAPL").price(-3).get();
        byte[] json = Json.write(bad).getBytes(StandardCharsets.UTF_8);

        harness.processElement(bad, 7);

        assertThat(harness.extractOutputValues()).isEmpty();
        DeadLetter expected =
                DeadLetter.of(
                        "test",
                        ReasonCode.INVALID_PRICE,
                        "price must be positive and finite, was -3.0",
                        json,
                        1_000);
        expected.symbol = "AAPL";
        assertThat(harness.getSideOutput(QuoteValidator.DEAD_LETTERS))
                .extracting(StreamRecord::getValue)
                .containsExactly(expected);
    }

    @Test
    void shouldSetAQuoteWithoutASymbolAside() throws Exception {
        harness.processElement(quote(null).get(), 7);

        assertThat(harness.getSideOutput(QuoteValidator.DEAD_LETTERS))
                .extracting(record -> record.getValue().reason)
                .containsExactly(ReasonCode.INVALID_SYMBOL);
    }
}
