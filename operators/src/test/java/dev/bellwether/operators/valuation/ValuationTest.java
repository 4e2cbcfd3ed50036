// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.PeCategory;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SignalDirection;
import dev.bellwether.model.SymbolAnalytics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuationTest {

    @ParameterizedTest
    @CsvSource({
        // provider's figure, price, eps -> ratio, category, signal
        "12.345, 100, 5, 12.35, FAIR_VALUE, BUY",
        "NaN, 100, -5, -20.0, NEGATIVE_EARNINGS, AVOID",
        "NaN, 50, 2, 25.0, EXPENSIVE, SELL",
        "NaN, 50, 0, NaN, INSUFFICIENT_DATA, UNKNOWN",
        "NaN, 50, NaN, NaN, INSUFFICIENT_DATA, UNKNOWN",
        "NaN, NaN, 2, NaN, INSUFFICIENT_DATA, UNKNOWN",
        "NaN, 0, 2, NaN, INSUFFICIENT_DATA, UNKNOWN",
        // 0 and what is no number are unknown, not negative earnings
        "0, 50, 2, 25.0, EXPENSIVE, SELL",
        "0, 50, 0, NaN, INSUFFICIENT_DATA, UNKNOWN",
        "Infinity, 50, 2, 25.0, EXPENSIVE, SELL",
        "NaN, 50, Infinity, NaN, INSUFFICIENT_DATA, UNKNOWN",
        "NaN, 50, 4.9E-324, NaN, INSUFFICIENT_DATA, UNKNOWN",
        "0.004, 50, 2, NaN, INSUFFICIENT_DATA, UNKNOWN",
        "-0.004, 50, 2, NaN, INSUFFICIENT_DATA, UNKNOWN",
        // rounding on the binary double, half to even
        "2.675, 1, 1, 2.67, UNDERVALUED, BUY",
        "0.125, 1, 1, 0.12, UNDERVALUED, BUY",
        "0.375, 1, 1, 0.38, UNDERVALUED, BUY",
        "9.996, 1, 1, 10.0, FAIR_VALUE, BUY",
        // every bound belongs to the class above it
        "-0.01, 1, 1, -0.01, NEGATIVE_EARNINGS, AVOID",
        "0.01, 1, 1, 0.01, UNDERVALUED, BUY",
        "9.99, 1, 1, 9.99, UNDERVALUED, BUY",
        "10, 1, 1, 10.0, FAIR_VALUE, BUY",
        "14.99, 1, 1, 14.99, FAIR_VALUE, BUY",
        "15, 1, 1, 15.0, GROWTH_STOCK, HOLD",
        "24.99, 1, 1, 24.99, GROWTH_STOCK, HOLD",
        "25, 1, 1, 25.0, EXPENSIVE, SELL",
        "49.99, 1, 1, 49.99, EXPENSIVE, SELL",
        "50, 1, 1, 50.0, HIGHLY_SPECULATIVE, SELL",
    })
    void shouldValue(
            double ofProvider,
            double price,
            double eps,
            double ratio,
            PeCategory category,
            SignalDirection signal) {
        Quote quote = Quote.of("X", price, 0);
        quote.peRatio = ofProvider;
        quote.eps = eps;
        SymbolAnalytics analytics = new SymbolAnalytics();

        Valuation.apply(quote, analytics);

        assertThat(Double.compare(analytics.peRatio, ratio)).isZero();
        assertThat(analytics.peCategory).isEqualTo(category);
        assertThat(analytics.valuationSignal).isEqualTo(signal);
    }

    @Test
    void shouldNotDivideAPriceByEarningsInAnotherCurrency() {
        Quote quote = Quote.of("X", 50, 0);
        quote.eps = 2;
        quote.currency = "EUR";
        quote.epsCurrency = "USD";

        assertThat(Valuation.peRatio(quote)).isNaN();

        quote.epsCurrency = "EUR";
        assertThat(Valuation.peRatio(quote)).isEqualTo(25);

        quote.epsCurrency = null;
        assertThat(Valuation.peRatio(quote)).isEqualTo(25);

        quote.currency = null;
        quote.epsCurrency = "USD";
        assertThat(Valuation.peRatio(quote)).isNaN();
    }
}
