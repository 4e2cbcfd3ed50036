// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import static dev.bellwether.operators.quality.Quotes.T0;
import static dev.bellwether.operators.quality.Quotes.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.time.Instant;
import java.util.Arrays;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteRulesTest {

    private static QuoteRules rules(Configuration config) {
        return new QuoteRules(QualitySettings.from(config));
    }

    private static void assertPasses(Quote quote) {
        assertThat(rules(new Configuration()).check(quote)).isNull();
    }

    private static Rejection rejectionOf(Quote quote) {
        Rejection rejection = rules(new Configuration()).check(quote);
        assertThat(rejection).as("rejection of %s", quote).isNotNull();
        return rejection;
    }

    @Test
    void shouldPassAQuoteOfWhichOnlyThePriceIsKnown() {
        assertPasses(quote("AAPL").get());
        assertPasses(quote("AAPL").price(Double.MIN_VALUE).get());
        assertPasses(quote("AAPL").price(1e12).get());
    }

    @Test
    void shouldRefuseFiguresThatNoMarketHasSeen() {
        // given
        Quote[] quotes = new Quote[6];
        Arrays.setAll(quotes, i -> quote("AAPL").price(1e12).get());
        quotes[0].price = 1.000001e12;
        quotes[1].open = 2e12;
        quotes[1].high = 2e12;
        quotes[2].high = 2e12;
        quotes[3].low = 1.5e12;
        quotes[4].previousClose = 2e12;
        quotes[5].dayVolume = 2e15;

        // when / then
        assertThat(quotes)
                .extracting(quote -> rejectionOf(quote).toString())
                .containsExactly(
                        "IMPLAUSIBLE_VALUE: price 1.000001E12 is above the ceiling of 1.0E12",
                        "IMPLAUSIBLE_VALUE: open 2.0E12 is above the ceiling of 1.0E12",
                        "IMPLAUSIBLE_VALUE: high 2.0E12 is above the ceiling of 1.0E12",
                        "IMPLAUSIBLE_VALUE: low 1.5E12 is above the ceiling of 1.0E12",
                        "IMPLAUSIBLE_VALUE: previous_close 2.0E12 is above the ceiling of 1.0E12",
                        "IMPLAUSIBLE_VALUE: day_volume 2.0E15 is above the ceiling of 1.0E15");
    }

    @Test
    void shouldLetTheCeilingsBeSet() {
        // given
        Configuration config = new Configuration();
        config.set(QualityOptions.PRICE_CEILING, 100.0);
        config.set(QualityOptions.VOLUME_CEILING, 1000.0);
        Quote busy = quote("AAPL").price(100).get();
        busy.dayVolume = 1001;

        // when / then
        assertThat(rules(config).check(quote("AAPL").price(100).get())).isNull();
        assertThat(rules(config).check(quote("AAPL").price(100.01).get()).reason)
                .isEqualTo(ReasonCode.IMPLAUSIBLE_VALUE);
        assertThat(rules(config).check(busy).reason).isEqualTo(ReasonCode.IMPLAUSIBLE_VALUE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void shouldRefuseAPriceThatIsNone(double price) {
        Rejection rejection = rejectionOf(quote("AAPL").price(price).get());

        assertThat(rejection.reason).isEqualTo(ReasonCode.INVALID_PRICE);
        assertThat(rejection.message).isEqualTo("price must be positive and finite, was " + price);
    }

    @Test
    void shouldSayThatThePriceIsMissing() {
        assertThat(rejectionOf(quote("AAPL").price(Double.NaN).get()))
                .hasToString("INVALID_PRICE: price is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "BRK.B",
                "BRK-B",
                "BTC-USD",
                "EUR/USD",
                "0700.HK",
                "DE0005104400",
                "^GSPC",
                "A-B.C/D",
                "ABCDEFGHIJKLMNOPQRST"
            })
    void shouldPassTheSymbolsThatMarketsUse(String symbol) {
        assertPasses(quote(symbol).get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aapl",
                "BRK..B",
                ".A",
                "A.",
                "-",
                "^",
                "A^",
                "^^A",
                "AA PL",
                "AAPL\n",
                "İBM",
                "ÄA",
                "A_B",
                "A'B",
                "A:B",
                "ABCDEFGHIJKLMNOPQRSTU"
            })
    void shouldRefuseOtherSymbols(String symbol) {
        assertThat(rejectionOf(quote(symbol).get()).reason).isEqualTo(ReasonCode.INVALID_SYMBOL);
    }

    @Test
    void shouldSayWhetherASymbolIsMissingOrTooLong() {
        assertThat(rejectionOf(quote(null).get()).message).isEqualTo("symbol is missing");
        assertThat(rejectionOf(quote("").get()).message).isEqualTo("symbol is missing");
        assertThat(rejectionOf(quote("A".repeat(21)).get()).message)
                .isEqualTo("symbol has 21 characters, allowed are 20");
    }

    @Test
    void shouldRefuseAHighBelowTheLow() {
        assertPasses(quote("AAPL").session(100, 100, 100).get());
        assertThat(rejectionOf(quote("AAPL").session(100, 100, 100.01).get()))
                .hasToString("INVALID_RANGE: high 100.0 is below low 100.01");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseAPriceFieldThatIsNoPrice(double value) {
        double unknown = Double.NaN;
        assertThat(rejectionOf(quote("A").session(value, unknown, unknown).get()).message)
                .isEqualTo("open must be positive and finite, was " + value);
        assertThat(rejectionOf(quote("A").session(unknown, value, unknown).get()).message)
                .isEqualTo("high must be positive and finite, was " + value);
        assertThat(rejectionOf(quote("A").session(unknown, unknown, value).get()).message)
                .isEqualTo("low must be positive and finite, was " + value);
        Rejection close = rejectionOf(quote("A").previousClose(value).get());
        assertThat(close.message)
                .isEqualTo("previous_close must be positive and finite, was " + value);
        assertThat(close.reason).isEqualTo(ReasonCode.INVALID_RANGE);
    }

    @Test
    void shouldTolerateTradesOutsideTheSessionButNotErrorsOfScale() {
        assertPasses(quote("A").price(150).session(98, 100, 96).get());
        assertThat(rejectionOf(quote("A").price(150.1).session(98, 100, 96).get()))
                .hasToString("INVALID_RANGE: price 150.1 is above high 100.0");
        assertPasses(quote("A").price(64).session(98, 100, 96).get());
        assertThat(rejectionOf(quote("A").price(63.9).session(98, 100, 96).get()))
                .hasToString("INVALID_RANGE: price 63.9 is below low 96.0");
        assertThat(rejectionOf(quote("A").price(98).session(9800, 100, 96).get()))
                .hasToString("INVALID_RANGE: open 9800.0 is above high 100.0");
    }

    @Test
    void shouldKeepStrictRangesWhenToldTo() {
        Configuration config = new Configuration();
        config.set(QualityOptions.RANGE_TOLERANCE, 0.0);
        QuoteRules strict = rules(config);

        assertThat(strict.check(quote("A").price(100).session(96, 100, 96).get())).isNull();
        assertThat(strict.check(quote("A").price(100.01).session(98, 100, 96).get()).reason)
                .isEqualTo(ReasonCode.INVALID_RANGE);
        assertThat(strict.check(quote("A").price(98).session(95.9, 100, 96).get()).message)
                .isEqualTo("open 95.9 is below low 96.0");
    }

    @Test
    void shouldRefuseANegativeOrInfiniteVolumeAndPassZero() {
        assertPasses(quote("A").volume(0).get());
        assertThat(rejectionOf(quote("A").volume(-1).get()))
                .hasToString(
                        "INVALID_VOLUME: day_volume must be finite and not negative, was -1.0");
        assertThat(rejectionOf(quote("A").volume(Double.POSITIVE_INFINITY).get()).reason)
                .isEqualTo(ReasonCode.INVALID_VOLUME);
    }

    @Test
    void shouldRefuseTimesBeforeTheEarliest() {
        Quote quote = quote("A").get();
        quote.eventTimeMillis = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();
        assertPasses(quote);

        quote.eventTimeMillis--;
        assertThat(rejectionOf(quote))
                .hasToString(
                        "IMPLAUSIBLE_TIME: event time 1989-12-31T23:59:59.999Z is before"
                                + " 1990-01-01T00:00:00Z");
    }

    @Test
    void shouldRefuseTimesFarAfterTheirReceipt() {
        Quote quote = quote("A").get();
        quote.receivedMillis = T0;
        quote.eventTimeMillis = T0 + 300_000;
        assertPasses(quote);

        quote.eventTimeMillis++;
        assertThat(rejectionOf(quote).message)
                .isEqualTo(
                        "event time 2026-03-02T15:05:00.001Z is more than 300000 ms after its"
                                + " receipt at 2026-03-02T15:00:00Z");
    }

    @Test
    void shouldPassHistoryThatWasReceivedLongAfter() {
        Quote quote = quote("A").get();
        quote.eventTimeMillis = Instant.parse("1999-12-31T21:00:00Z").toEpochMilli();
        quote.receivedMillis = T0;
        assertPasses(quote);
    }
}
