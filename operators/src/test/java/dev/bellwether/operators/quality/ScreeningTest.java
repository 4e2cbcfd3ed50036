// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import static dev.bellwether.operators.quality.Quotes.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.operators.quality.Verdict.Outcome;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreeningTest {

    private final Configuration config = new Configuration();
    private final ScreenState state = new ScreenState();
    private Screening screening = new Screening(QualitySettings.from(config));

    ScreeningTest() {
        state.wrap(null);
    }

    private Verdict judge(Quotes quote) {
        return screening.judge(state, quote.get());
    }

    private void assertAccepted(Quotes quote, double factor) {
        Verdict verdict = judge(quote);
        assertThat(verdict.outcome).as(verdict.toString()).isEqualTo(Outcome.ACCEPTED);
        assertThat(Double.valueOf(verdict.adjustmentFactor)).isEqualTo(Double.valueOf(factor));
    }

    private void assertRejected(Quotes quote, ReasonCode reason) {
        Verdict verdict = judge(quote);
        assertThat(verdict.outcome).as(verdict.toString()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.rejection.reason).isEqualTo(reason);
    }

    private static Quotes aapl() {
        return quote("AAPL");
    }

    // Duplicates

    @Test
    void shouldDropAnExactRepeatWhateverTheTimeOfReceipt() {
        assertAccepted(aapl().volume(5), 1);
        Quote repeat = aapl().volume(5).get();
        repeat.receivedMillis += 60_000;

        assertThat(screening.judge(state, repeat)).isSameAs(Verdict.DUPLICATE);
    }

    @Test
    void shouldRefuseOtherFiguresForTheSameTimeAndFeed() {
        assertAccepted(aapl().volume(5), 1);

        assertRejected(aapl().volume(6), ReasonCode.CONFLICTING_DUPLICATE);
        // The conflicting one brings nothing new the second time, either.
        assertThat(judge(aapl().volume(6)).outcome).isEqualTo(Outcome.DUPLICATE);
        assertThat(judge(aapl().volume(5)).outcome).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void shouldTakeOtherFiguresFromAnotherFeedOrForAnotherTime() {
        assertAccepted(aapl().volume(5), 1);
        assertAccepted(aapl().volume(6).feed("other"), 1);
        assertAccepted(aapl().volume(6).at(1), 1);
    }

    /** A poller sees the last trade of a closed market with another estimate every other hour. */
    @Test
    void shouldTakeUpdatedFundamentalsOfOneObservationForARepeat() {
        assertAccepted(aapl(), 1);
        Quote quote = aapl().get();
        quote.marketCap = 3e12;
        quote.eps = 6.1;
        quote.epsCurrency = "EUR";
        quote.peRatio = 30;
        quote.averageVolume = 5e7;
        quote.sharesOutstanding = 1.5e10;

        assertThat(screening.judge(state, quote)).isSameAs(Verdict.DUPLICATE);
    }

    @Test
    void shouldNoticeAConflictInAnyFigureOfTheMarketAndInTheSignal() {
        assertAccepted(aapl(), 1);
        Quote quote = aapl().get();
        quote.signalStrength = 0.5;
        assertThat(screening.judge(state, quote).rejection.reason)
                .isEqualTo(ReasonCode.CONFLICTING_DUPLICATE);
        quote = aapl().get();
        quote.currency = "EUR";
        assertThat(screening.judge(state, quote).rejection.reason)
                .isEqualTo(ReasonCode.CONFLICTING_DUPLICATE);
    }

    @Test
    void shouldTakeACorrectionOfAQuoteThatWasRefused() {
        assertAccepted(aapl(), 1);
        assertRejected(aapl().at(60).price(1000), ReasonCode.UNEXPLAINED_JUMP);
        assertAccepted(aapl().at(60).price(101), 1);
    }

    @Test
    void shouldForgetTheOldestBeyondTheMemoryAndNeverPassARepeat() {
        config.set(QualityOptions.DUPLICATES_MEMORY, 3);
        config.set(QualityOptions.ORDER_TOLERANCE, Duration.ofHours(1));
        screening = new Screening(QualitySettings.from(config));
        for (int i = 0; i < 5; i++) {
            assertAccepted(aapl().at(10 * i), 1);
        }

        assertThat(state.remembered()).isEqualTo(3);
        assertThat(judge(aapl().at(20)).outcome).isEqualTo(Outcome.DUPLICATE);
        // At 10 s a repeat could not be told from a new quote any more.
        assertRejected(aapl().at(10), ReasonCode.LATE);
        assertAccepted(aapl().at(11), 1);
    }

    @Test
    void shouldShrinkToASmallerMemoryAfterAChangeOfTheOption() {
        for (int i = 0; i < 16; i++) {
            assertAccepted(aapl().at(i), 1);
        }
        config.set(QualityOptions.DUPLICATES_MEMORY, 4);
        screening = new Screening(QualitySettings.from(config));

        assertAccepted(aapl().at(16), 1);

        assertThat(state.remembered()).isEqualTo(4);
        assertThat(judge(aapl().at(13)).outcome).isEqualTo(Outcome.DUPLICATE);
        assertRejected(aapl().at(12), ReasonCode.LATE);
    }

    // Order

    @Test
    void shouldPassAnOlderQuoteWithinTheToleranceAndNoOlderOne() {
        assertAccepted(aapl().at(100), 1);

        assertAccepted(aapl().at(40), 1);
        Verdict late = judge(aapl().at(39));
        assertThat(late.rejection)
                .hasToString(
                        "LATE: 61000 ms older than the newest accepted quote of AAPL, tolerated"
                                + " are 60000");
    }

    @Test
    void shouldNotLetAnOlderQuoteBecomeTheLastPrice() {
        assertAccepted(aapl().at(100).price(100), 1);
        assertAccepted(aapl().at(90).price(125), 1);

        assertThat(state.lastPrice()).isEqualTo(100);
        assertThat(state.newestMillis()).isEqualTo(Quotes.T0 + 100_000);
        assertAccepted(aapl().at(101).price(80), 1);
    }

    // Jumps

    @Test
    void shouldAskForAnExplanationBeyondTheThresholdInBothDirections() {
        assertAccepted(aapl().price(100), 1);
        assertRejected(aapl().at(1).price(130.001), ReasonCode.UNEXPLAINED_JUMP);
        assertRejected(aapl().at(2).price(100 / 1.30001), ReasonCode.UNEXPLAINED_JUMP);
        assertAccepted(aapl().at(3).price(129.999), 1);
        assertAccepted(aapl().at(4).price(100.0), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0.5",
        "3, 0.3333333333333333",
        "1.5, 0.6666666666666666",
        "4, 0.25",
        "5, 0.2",
        "7, 0.14285714285714285",
        "10, 0.1",
        "20, 0.05",
        "0.5, 2",
        "0.1, 10",
        "0.02, 50",
        "0.125, 8"
    })
    void shouldRecogniseASplit(double newPerOld, double factor) {
        assertAccepted(aapl().price(100), 1);
        // The last quote before the split was not quite the close, and the price has moved since.
        double previousClose = 102 / newPerOld;

        Verdict verdict =
                judge(aapl().at(60_000).price(previousClose * 1.04).previousClose(previousClose));

        assertThat(verdict.outcome).isEqualTo(Outcome.ACCEPTED);
        assertThat(verdict.jumpExplained).isTrue();
        assertThat(Double.valueOf(verdict.adjustmentFactor)).isEqualTo(Double.valueOf(factor));
        assertAccepted(aapl().at(60_060).price(previousClose * 1.05), 1);
    }

    /**
     * Of two feeds one gives no previous close, or one that differs by a little: the first feed's
     * way back from the second's wrong trade was taken for a split.
     */
    @ParameterizedTest
    @CsvSource({"NaN", "99.2"})
    void shouldNotTakeTheOtherFeedsViewForASplit(double otherClose) {
        assertAccepted(aapl().price(100).previousClose(99), 1);
        Quotes wrong = aapl().at(1).feed("other").price(200).session(98, 201, 97);
        assertAccepted(wrong.previousClose(otherClose), 1);

        assertAccepted(aapl().at(2).price(100.5).previousClose(99), 1);
        assertAccepted(aapl().at(3).feed("other").price(100.6).previousClose(otherClose), 1);
    }

    @Test
    void shouldTakeTheSameFiguresAtTheSameTimeFromTwoFeeds() {
        assertAccepted(aapl().volume(1_000_000), 1);
        assertAccepted(aapl().feed("kinesis").price(100.01).volume(12_000), 1);
        assertAccepted(aapl().at(1).feed("kinesis").volume(12_100), 1);

        assertThat(judge(aapl().volume(1_000_000)).outcome).isEqualTo(Outcome.DUPLICATE);
        assertThat(judge(aapl().at(1).feed("kinesis").volume(12_100)).outcome)
                .isEqualTo(Outcome.DUPLICATE);
    }

    /**
     * The way back from a wrong trade was taken for a split of 10:1, and the whole history of the
     * symbol was divided by ten.
     */
    @Test
    void shouldNotTakeTheWayBackFromAWrongTradeForASplit() {
        assertAccepted(aapl().price(100).previousClose(99), 1);
        assertAccepted(aapl().at(60).price(1000).previousClose(99), 1);

        assertAccepted(aapl().at(120).price(101).previousClose(99), 1);

        assertThat(state.lastPrice()).isEqualTo(101);
    }

    @Test
    void shouldRecogniseASplitWhenThePreviousCloseMovesToTheNewScale() {
        assertAccepted(aapl().price(100).previousClose(99), 1);
        assertAccepted(aapl().at(60_000).price(51).previousClose(50), 0.5);
        assertAccepted(aapl().at(60_060).price(52).previousClose(50), 1);
    }

    @Test
    void shouldNotTakeAnyRatioForASplit() {
        assertAccepted(aapl().price(100), 1);
        // 1 : 1.76 lies between 3:2 and 2:1.
        assertRejected(aapl().at(60).price(57).previousClose(56.8), ReasonCode.UNEXPLAINED_JUMP);
        // The previous close is on the new scale, but the price is on neither.
        assertRejected(aapl().at(120).price(20).previousClose(50), ReasonCode.UNEXPLAINED_JUMP);
    }

    @Test
    void shouldAcceptACrashThatThePreviousCloseConfirms() {
        assertAccepted(aapl().price(100), 1);

        Verdict verdict = judge(aapl().at(60).price(50).previousClose(109));

        assertThat(verdict).isSameAs(Verdict.EXPLAINED);
    }

    @Test
    void shouldAcceptAMoveThatTheSessionWentThrough() {
        assertAccepted(aapl().price(100), 1);
        assertAccepted(aapl().at(60).price(60).session(99, 101, 60), 1);
    }

    @Test
    void shouldNotTrustASessionThatBeginsAJumpAway() {
        assertAccepted(aapl().price(62), 1);
        assertRejected(
                aapl().at(60).price(18.9).session(19.16, 19.18, 18.9), ReasonCode.UNEXPLAINED_JUMP);
    }

    @Test
    void shouldAcceptANewLevelOnTheThirdQuoteThatConfirmsIt() {
        assertAccepted(aapl().price(10), 1);
        assertRejected(aapl().at(60).price(70), ReasonCode.UNEXPLAINED_JUMP);
        assertRejected(aapl().at(120).price(71), ReasonCode.UNEXPLAINED_JUMP);
        assertAccepted(aapl().at(180).price(69), Double.NaN);
        assertAccepted(aapl().at(240).price(70), 1);
    }

    @Test
    void shouldStartCountingAgainWhenTheOldLevelReturns() {
        assertAccepted(aapl().price(10), 1);
        assertRejected(aapl().at(60).price(70), ReasonCode.UNEXPLAINED_JUMP);
        assertRejected(aapl().at(120).price(70), ReasonCode.UNEXPLAINED_JUMP);
        assertAccepted(aapl().at(180).price(10), 1);
        assertRejected(aapl().at(240).price(70), ReasonCode.UNEXPLAINED_JUMP);
        assertRejected(aapl().at(300).price(70), ReasonCode.UNEXPLAINED_JUMP);
    }

    @Test
    void shouldNotCountQuotesThatContradictEachOther() {
        assertAccepted(aapl().price(10), 1);
        assertRejected(aapl().at(60).price(70), ReasonCode.UNEXPLAINED_JUMP);
        assertRejected(aapl().at(120).price(85), ReasonCode.UNEXPLAINED_JUMP);
        // Near 85, but a jump away from 70.
        assertRejected(aapl().at(180).price(95), ReasonCode.UNEXPLAINED_JUMP);
        assertRejected(aapl().at(240).price(96), ReasonCode.UNEXPLAINED_JUMP);
        assertAccepted(aapl().at(300).price(97), Double.NaN);
    }

    @Test
    void shouldNotCountTheSameMomentTwice() {
        assertAccepted(aapl().price(10), 1);
        for (int i = 0; i < 5; i++) {
            assertRejected(aapl().at(60).price(70).feed("feed" + i), ReasonCode.UNEXPLAINED_JUMP);
        }
    }

    @Test
    void shouldNotLetAnOlderQuoteBeginASplitOrConfirmALevel() {
        assertAccepted(aapl().at(100).price(50), 1);
        assertRejected(aapl().at(90).price(100).previousClose(100), ReasonCode.UNEXPLAINED_JUMP);
        assertThat(state.pending()).isZero();
    }

    // Outliers

    private void warmUp() {
        for (int i = 0; i <= 20; i++) {
            assertAccepted(aapl().at(i).price(i % 2 == 0 ? 100 : 100.1), 1);
        }
    }

    @Test
    void shouldLetTheFloorDecideForAQuietSymbol() {
        warmUp();
        assertRejected(aapl().at(60).price(110.01), ReasonCode.OUTLIER);
        assertRejected(aapl().at(61).price(100 / 1.1001), ReasonCode.OUTLIER);
        assertAccepted(aapl().at(62).price(109.99), 1);
    }

    @Test
    void shouldNotScreenBeforeTheWarmUp() {
        for (int i = 0; i <= 19; i++) {
            assertAccepted(aapl().at(i).price(100), 1);
        }
        assertAccepted(aapl().at(20).price(125), 1);
    }

    @Test
    void shouldLetTheDispersionDecideForALivelySymbol() {
        double price = 100;
        for (int i = 0; i <= 60; i++) {
            price = i % 2 == 0 ? 100 : 101;
            assertAccepted(aapl().at(i).price(price), 1);
        }
        // Mean absolute log return ln(1.01); twenty times that is 22 %.
        assertThat(state.meanReturn()).isCloseTo(Math.log(1.01), within(1e-12));
        assertAccepted(aapl().at(61).price(100 * Math.exp(19.9 * Math.log(1.01))), 1);
    }

    @Test
    void shouldNotCallAMoveAnOutlierThatTheQuoteSupports() {
        warmUp();
        assertRejected(aapl().at(60).price(120).session(99, 101, 98), ReasonCode.OUTLIER);
        assertRejected(aapl().at(61).price(120).session(120, 120, 120), ReasonCode.OUTLIER);
        assertAccepted(aapl().at(62).price(121).session(118, 122, 117), 1);
        assertAccepted(aapl().at(63).price(100).session(118, 122, 99), 1);
        assertAccepted(aapl().at(64).price(119).previousClose(115), 1);
    }

    @Test
    void shouldAcceptAConfirmedOutlierWithItsHistory() {
        warmUp();
        assertRejected(aapl().at(60).price(120), ReasonCode.OUTLIER);
        assertRejected(aapl().at(61).price(119), ReasonCode.OUTLIER);
        assertAccepted(aapl().at(62).price(120), 1);
        assertAccepted(aapl().at(63).price(121), 1);
    }

    @Test
    void shouldSwitchTheOutlierScreenOff() {
        config.set(QualityOptions.OUTLIER_FACTOR, 0.0);
        screening = new Screening(QualitySettings.from(config));
        warmUp();
        assertAccepted(aapl().at(60).price(129), 1);
    }

    @Test
    void shouldForgetTheDispersionOfAnotherSecurity() {
        warmUp();
        assertThat(state.returns()).isEqualTo(20);
        assertRejected(aapl().at(60).price(7), ReasonCode.UNEXPLAINED_JUMP);
        assertRejected(aapl().at(61).price(7), ReasonCode.UNEXPLAINED_JUMP);
        assertAccepted(aapl().at(62).price(7), Double.NaN);
        assertThat(state.returns()).isZero();
        assertThat(state.meanReturn()).isZero();
    }
}
