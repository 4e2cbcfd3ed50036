// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import static dev.bellwether.operators.bars.Observations.millis;
import static dev.bellwether.operators.bars.Observations.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Quote;
import dev.bellwether.operators.sessions.SessionDays;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalVolumesTest {

    private final IntervalVolumes volumes =
            new IntervalVolumes(new SessionDays(ZoneId.of("America/New_York")));
    private final SymbolBars symbol = new SymbolBars("A");
    private final List<Double> intervals = new ArrayList<>();
    private final List<Double> sessionIntervals = new ArrayList<>();

    private void send(Quote... quotes) {
        for (Quote quote : quotes) {
            Observation observation = Observation.of(quote);
            volumes.account(symbol.of(quote.feed, Long.MIN_VALUE, 0), quote, observation);
            intervals.add(observation.intervalVolume);
            sessionIntervals.add(observation.fromSessionStart().intervalVolume);
        }
    }

    @Test
    void shouldCountEachUnitOnceInWhateverOrder() {
        send(
                quote("A", "2020-12-15T14:30:00Z", 10, 1000),
                quote("A", "2020-12-15T14:31:00Z", 10, 1500),
                quote("A", "2020-12-15T14:33:00Z", 10, 1900),
                quote("A", "2020-12-15T14:32:00Z", 10, 1700),
                quote("A", "2020-12-15T14:34:00Z", 10, Double.NaN),
                quote("A", "2020-12-15T14:35:00Z", 10, 1800),
                quote("A", "2020-12-15T14:36:00Z", 10, 2000));

        assertThat(intervals)
                .isEqualTo(Arrays.asList(Double.NaN, 500.0, 400.0, 0.0, Double.NaN, 0.0, 100.0));
    }

    @Test
    void shouldCountAllOfANewSessionsFirstVolume() {
        send(
                quote("A", "2020-12-15T21:00:00Z", 10, 9000),
                quote("A", "2020-12-16T14:31:00Z", 10, 300),
                // of the session before: cannot be told from what was counted
                quote("A", "2020-12-15T21:01:00Z", 10, 9100),
                quote("A", "2020-12-16T14:32:00Z", 10, 350));

        assertThat(intervals).isEqualTo(Arrays.asList(Double.NaN, 300.0, Double.NaN, 50.0));
    }

    @Test
    void shouldCountTheVeryFirstVolumeOnlyForSessionBars() {
        Quote other = quote("A", "2020-12-15T21:02:00Z", 10, 70);
        other.adjustmentFactor = Double.NaN;
        send(
                quote("A", "2020-12-15T21:00:00Z", 10, 9000),
                quote("A", "2020-12-15T21:01:00Z", 10, 9001),
                other);

        assertThat(intervals).isEqualTo(Arrays.asList(Double.NaN, 1.0, Double.NaN));
        assertThat(sessionIntervals).isEqualTo(Arrays.asList(9000.0, 1.0, 70.0));
    }

    @Test
    void shouldKeepTheVolumesOfTwoFeedsApart() {
        Quote other = quote("A", "2020-12-15T14:31:00Z", 10, 5);
        other.feed = "other";
        Quote next = quote("A", "2020-12-15T14:32:00Z", 10, 7);
        next.feed = "other";
        send(
                quote("A", "2020-12-15T14:30:00Z", 10, 1000),
                other,
                next,
                quote("A", "2020-12-15T14:32:00Z", 10, 1001));

        assertThat(intervals).isEqualTo(Arrays.asList(Double.NaN, Double.NaN, 2.0, 1.0));
    }

    @Test
    void shouldCountOnTheNewScaleAfterASplitWithinTheSession() {
        Quote split = quote("A", "2020-12-15T14:31:00Z", 5, 2100);
        split.adjustmentFactor = 0.5;
        send(
                quote("A", "2020-12-15T14:30:00Z", 10, 1000),
                split,
                quote("A", "2020-12-15T14:32:00Z", 5, 2150));

        assertThat(intervals).isEqualTo(Arrays.asList(Double.NaN, 100.0, 50.0));
    }

    @Test
    void shouldForgetAVolumeAWeekAfterItsSession() {
        send(quote("A", "2020-12-15T14:30:00Z", 10, 1000));
        FeedBars feed = symbol.of("test", Long.MIN_VALUE, 0);

        feed.forget(millis("2020-12-23T04:59:59.999Z"), 0);
        assertThat(feed.accounted).isEqualTo(1000);
        feed.forget(millis("2020-12-23T05:00:00Z"), 0);
        assertThat(feed.accounted).isNaN();
        send(quote("A", "2020-12-23T14:30:00Z", 10, 300));

        assertThat(intervals).isEqualTo(Arrays.asList(Double.NaN, Double.NaN));
    }
}
