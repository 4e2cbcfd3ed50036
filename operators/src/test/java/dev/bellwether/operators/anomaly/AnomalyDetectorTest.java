// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Direction;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.operators.sessions.SessionDays;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomalyDetectorTest {

    private static final long DAY = 86_400_000L;

    private final Configuration options = new Configuration();
    private final AnomalyState state = new AnomalyState(100);
    private long time;

    @Test
    void shouldTellWhenAChangeBeginsGetsWorseAndEnds() {
        assertThat(change(9.9)).isEmpty();
        assertThat(change(10.1))
                .extracting(a -> a.phase, a -> a.direction, a -> a.text)
                .containsExactly(
                        tuple(AnomalyPhase.ENTERED, Direction.UP, "extreme_price_change_10.10%"));
        assertThat(change(12)).isEmpty();
        assertThat(change(12.7)).extracting(a -> a.phase).containsExactly(AnomalyPhase.WORSENED);
        assertThat(change(8.1)).isEmpty();
        assertThat(change(7.9)).extracting(a -> a.phase).containsExactly(AnomalyPhase.LEFT);
    }

    @Test
    void shouldEndOneDirectionBeforeTheOtherBegins() {
        change(11);

        assertThat(change(-11))
                .extracting(a -> a.phase, a -> a.direction)
                .containsExactly(
                        tuple(AnomalyPhase.LEFT, Direction.DOWN),
                        tuple(AnomalyPhase.ENTERED, Direction.DOWN));
    }

    @Test
    void shouldHaveThresholdsForEachClass() {
        Quote quote = quote(100);
        quote.assetClass = AssetClass.CRYPTO;
        SymbolAnalytics analytics = analytics();
        analytics.priceChangePercent = 14;
        assertThat(accept(quote, analytics)).isEmpty();
        quote = quote(100);
        quote.assetClass = AssetClass.FX;
        assertThat(accept(quote, analytics)).hasSize(1);
    }

    /** Thresholds are compared after rounding, and are no anomalies themselves. */
    @ParameterizedTest
    @CsvSource({
        "12.5, 3.2, extreme_price_change_12.50%",
        "-12.345, 6.25, extreme_price_change_-12.35% volume_spike_6.2x",
        "11, 5.01, extreme_price_change_11.00% volume_spike_5.0x",
        "10.004, 5.004, ''",
        "10.006, 5.006, extreme_price_change_10.01% volume_spike_5.0x",
        "-10, 5, ''",
        "NaN, NaN, ''"
    })
    void shouldFindWhatTheReplacedProgramFoundIfAsked(double change, double ratio, String texts) {
        options.set(AnomalyOptions.ORIGINAL, true);
        SymbolAnalytics analytics = analytics();
        analytics.priceChangePercent = change;
        analytics.volumeRatio = ratio;

        assertThat(accept(quote(100), analytics))
                .extracting(anomaly -> anomaly.text)
                .containsExactly(texts.isEmpty() ? new String[0] : texts.split(" "));
    }

    @Test
    void shouldFindAReturnFarFromTheOthersAndNotBeforeItKnowsEnough() {
        Random random = new Random(1);
        double price = 100;
        accept(quote(price), analytics());
        for (int i = 0; i < 19; i++) {
            price *= Math.exp(0.01 * random.nextGaussian());
            accept(quote(price), analytics());
        }
        assertThat(state.returns.size()).isEqualTo(19);
        assertThat(accept(quote(price * 1.5), analytics())).isEmpty();
        accept(quote(price * 1.51), analytics());

        List<Anomaly> found = accept(quote(price * 1.2), analytics());

        assertThat(found).hasSize(1);
        Anomaly anomaly = found.get(0);
        assertThat(anomaly.kind).isEqualTo(AnomalyKind.RETURN);
        assertThat(anomaly.direction).isEqualTo(Direction.DOWN);
        assertThat(anomaly.expectedLow).isEqualTo(-6);
        assertThat(anomaly.expectedHigh).isEqualTo(6);
        assertThat(anomaly.observed).isLessThan(-6);
        assertThat(anomaly.score).isCloseTo(-anomaly.observed / 6, within(1e-12));
        assertThat(anomaly.fields).containsExactly("price");
    }

    /** A price that stood still has no deviation to measure by. */
    @Test
    void shouldLetAPriceMoveThatStoodStill() {
        for (int i = 0; i < 50; i++) {
            accept(quote(100), analytics());
        }
        assertThat(accept(quote(100.05), analytics())).isEmpty();
        assertThat(accept(quote(101.05), analytics())).hasSize(1);
    }

    @Test
    void shouldFindVolumesAboveOnly() {
        for (int i = 0; i < 30; i++) {
            assertThat(volume(1_000 + 10 * (i % 5))).isEmpty();
        }
        assertThat(volume(10)).isEmpty();
        assertThat(volume(5_000))
                .extracting(a -> a.kind, a -> a.direction)
                .containsExactly(tuple(AnomalyKind.VOLUME, Direction.UP));
    }

    @Test
    void shouldFindAGapOncePerSession() {
        Quote first = quote(110);
        first.previousClose = 100;
        first.open = 106;
        assertThat(accept(first, analytics()))
                .extracting(a -> a.kind, a -> a.text)
                .containsExactly(tuple(AnomalyKind.GAP, "opened +6.00 % from the last close"));
        time -= DAY - 60_000;
        Quote second = quote(110);
        second.previousClose = 100;
        second.open = 106;
        assertThat(accept(second, analytics())).isEmpty();
        Quote again = quote(117);
        again.previousClose = 110;
        again.open = 116.6;
        assertThat(accept(again, analytics()))
                .extracting(a -> a.phase)
                .containsExactly(AnomalyPhase.LEFT, AnomalyPhase.ENTERED);
        // the first session of which nothing is known
        assertThat(accept(quote(117), analytics()))
                .extracting(a -> a.phase)
                .containsExactly(AnomalyPhase.LEFT);
    }

    @Test
    void shouldFindAPriceOutsideItsBandOnceTheWindowIsFull() {
        SymbolAnalytics analytics = analytics();
        analytics.price = 107;
        analytics.meanPrice = 100;
        analytics.priceVolatility = 2;
        analytics.ready = false;
        assertThat(accept(quote(107), analytics)).isEmpty();
        analytics.ready = true;
        assertThat(accept(quote(107), analytics))
                .extracting(a -> a.kind, a -> a.observed)
                .containsExactly(tuple(AnomalyKind.BAND, 3.5));
    }

    /** A second feed that brings no volume, a window that began anew. */
    @Test
    void shouldConcludeNothingFromWhatIsNotKnown() {
        change(11);
        SymbolAnalytics analytics = analytics();
        analytics.volumeRatio = 6;
        assertThat(accept(quote(100), analytics)).hasSize(1);

        assertThat(accept(quote(100), analytics())).isEmpty();
        assertThat(accept(quote(25).withAdjustmentFactor(Double.NaN), analytics()))
                .extracting(a -> a.kind, a -> a.phase, a -> a.text)
                .containsExactly(
                        tuple(AnomalyKind.PRICE_CHANGE, AnomalyPhase.LEFT, "over"),
                        tuple(AnomalyKind.VOLUME_SPIKE, AnomalyPhase.LEFT, "over"));
    }

    /** After a split the history is of other shares. */
    @Test
    void shouldStartAnewAfterAPriceAdjustment() {
        for (int i = 0; i < 50; i++) {
            accept(quote(100 + i % 3), analytics());
        }
        Quote split = quote(25).withAdjustmentFactor(0.25);

        assertThat(accept(split, analytics())).isEmpty();
        assertThat(state.returns.size()).isZero();
    }

    private List<Anomaly> change(double percent) {
        SymbolAnalytics analytics = analytics();
        analytics.priceChangePercent = percent;
        return accept(quote(100), analytics).stream()
                .filter(a -> a.kind == AnomalyKind.PRICE_CHANGE)
                .collect(Collectors.toList());
    }

    private List<Anomaly> volume(double volume) {
        SymbolAnalytics analytics = analytics();
        analytics.intervalVolume = volume;
        return accept(quote(100), analytics);
    }

    private List<Anomaly> accept(Quote quote, SymbolAnalytics analytics) {
        List<Anomaly> found = new ArrayList<>();
        new AnomalyDetector(new AnomalySettings(options), new SessionDays(ZoneOffset.UTC))
                .accept(state, AnalyzedQuote.of(quote, analytics), found);
        return found;
    }

    private Quote quote(double price) {
        time += DAY;
        return Quote.of("AAPL", price, time);
    }

    private static SymbolAnalytics analytics() {
        return new SymbolAnalytics();
    }
}
