// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.ConfidenceLevel;
import dev.bellwether.model.PeCategory;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SignalDirection;
import dev.bellwether.model.SignalStrength;
import dev.bellwether.model.SymbolAnalytics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalTest {

    @ParameterizedTest
    @CsvSource({
        "1.7, 1.0, VERY_STRONG, HIGH",
        "0.8, 0.8, VERY_STRONG, HIGH",
        "0.7999, 0.7999, STRONG, HIGH",
        "0.6, 0.6, STRONG, HIGH",
        "0.5999, 0.5999, MODERATE, MEDIUM",
        "0.4, 0.4, MODERATE, MEDIUM",
        "0.3999, 0.3999, WEAK, LOW",
        "0.2, 0.2, WEAK, LOW",
        "0.1999, 0.1999, VERY_WEAK, LOW",
        "0, 0.0, VERY_WEAK, LOW",
        "-3, 0.0, VERY_WEAK, LOW",
        "NaN, NaN, UNKNOWN, UNKNOWN",
        "Infinity, NaN, UNKNOWN, UNKNOWN",
    })
    void shouldClassifyStrength(
            double ofFeed, double strength, SignalStrength expected, ConfidenceLevel confidence) {
        Quote quote = Quote.of("X", 1, 0);
        quote.signalStrength = ofFeed;
        SymbolAnalytics analytics = new SymbolAnalytics();

        Signal.apply(quote, analytics);

        assertThat(Double.compare(analytics.signalStrength, strength)).isZero();
        assertThat(analytics.signalStrengthClass).isEqualTo(expected);
        assertThat(analytics.signalConfidence).isEqualTo(confidence);
    }

    @ParameterizedTest
    @CsvSource({
        "SELL, 12, SELL",
        "HOLD, NaN, HOLD",
        "UNKNOWN, 12, BUY",
        ", 12, BUY",
        ", 20, HOLD",
        ", -1, AVOID",
        ", NaN, UNKNOWN",
    })
    void shouldTakeTheDirectionOfTheFeedBeforeThatOfTheValuation(
            SignalDirection ofFeed, double peRatio, SignalDirection expected) {
        Quote quote = Quote.of("X", 1, 0);
        quote.signalDirection = ofFeed;
        quote.peRatio = peRatio;

        AnalyzedQuote completed =
                new SignalFunction().map(AnalyzedQuote.of(quote, new SymbolAnalytics()));

        assertThat(completed.analytics.signalDirection).isEqualTo(expected);
    }

    @Test
    void shouldCompleteValuationAndSignalAndLeaveTheStatisticsAlone() {
        Quote quote = Quote.of("X", 30, 0);
        quote.eps = 2;
        quote.signalStrength = 0.65;
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.sma5 = 29;

        AnalyzedQuote completed = new SignalFunction().map(AnalyzedQuote.of(quote, analytics));

        SymbolAnalytics expected = new SymbolAnalytics();
        expected.sma5 = 29;
        expected.peRatio = 15;
        expected.peCategory = PeCategory.GROWTH_STOCK;
        expected.valuationSignal = SignalDirection.HOLD;
        expected.signalStrength = 0.65;
        expected.signalStrengthClass = SignalStrength.STRONG;
        expected.signalConfidence = ConfidenceLevel.HIGH;
        expected.signalDirection = SignalDirection.HOLD;
        assertThat(completed.analytics).isEqualTo(expected);
        assertThat(completed.quote).isSameAs(quote);
    }
}
