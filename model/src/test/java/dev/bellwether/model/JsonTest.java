// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void shouldLeaveOutUnknownNumbersAndTexts() {
        Quote quote = Quote.of("AAPL", 141.2, 1_000L);
        quote.dayVolume = 0;

        assertThat(Json.write(quote))
                .isEqualTo(
                        "{\"symbol\":\"AAPL\",\"price\":141.2,\"day_volume\":0.0,"
                                + "\"asset_class\":\"equity\",\"event_time_millis\":1000,"
                                + "\"received_millis\":0,\"adjustment_factor\":1.0}");
    }

    @Test
    void shouldReadWhatItWrote() throws JsonProcessingException {
        Quote quote = Quote.of("IBM", 99.5, 5L);
        quote.signalDirection = SignalDirection.SELL;
        quote.previousClose = 98;

        assertThat(Json.mapper().readValue(Json.write(quote), Quote.class)).isEqualTo(quote);
    }

    @Test
    void shouldNameMovingAveragesAsDocumented() {
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.sma5 = 1;
        analytics.momentum10Percent = 2;
        analytics.peCategory = PeCategory.FAIR_VALUE;

        assertThat(Json.write(analytics))
                .contains("\"sma_5\":1.0")
                .contains("\"momentum_10_percent\":2.0")
                .contains("\"pe_category\":\"fair_value\"");
    }

    @Test
    void shouldIgnoreFieldsOfNewerWriters() throws JsonProcessingException {
        assertThat(Json.mapper().readValue("{\"symbol\":\"A\",\"new\":1}", Quote.class).symbol)
                .isEqualTo("A");
    }
}
