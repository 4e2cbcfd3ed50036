// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {

    private final ManualTimers timers = new ManualTimers();
    private final RateLimiters limiters = new RateLimiters(timers);
    private final List<Duration> grants = new ArrayList<>();

    @Test
    void shouldLetOneRequestPassEveryTenSecondsAtARateOfATenth() {
        RateShare share = limiters.register("key", 0.1);

        ask(share, 4);
        timers.advance(Duration.ofSeconds(60));

        assertThat(grants)
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30));
    }

    @Test
    void shouldAddUpTheRatesOfAllHoldersAndTakeThemBackWhenTheyClose() {
        RateShare one = limiters.register("key", 0.5);
        RateShare two = limiters.register("key", 1.5);
        assertThat(one.totalPerSecond()).isEqualTo(2.0);

        ask(one, 5);
        timers.advance(Duration.ofSeconds(1));
        assertThat(grants).containsExactly(Duration.ZERO, millis(500), millis(1000));

        two.close();
        assertThat(one.totalPerSecond()).isEqualTo(0.5);
        timers.advance(Duration.ofSeconds(10));
        assertThat(grants).hasSize(5);
        assertThat(grants.get(4).minus(grants.get(3))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldSpeedUpThoseWhoWaitWhenAShareIsAdded() {
        RateShare slow = limiters.register("key", 0.001);
        ask(slow, 2);
        timers.advance(Duration.ofSeconds(1));
        assertThat(grants).hasSize(1);

        limiters.register("key", 0.999);
        timers.advance(Duration.ofSeconds(1));

        assertThat(grants).hasSize(2);
    }

    @Test
    void shouldKeepCredentialsApart() {
        RateShare one = limiters.register("key one", 1);
        RateShare two = limiters.register("key two", 1);
        one.pause(Duration.ofMinutes(1));

        ask(one, 1);
        ask(two, 1);

        assertThat(grants).containsExactly(Duration.ZERO);
    }

    @Test
    void shouldDrainTheLimiterForEveryoneOnAPauseAndKeepTheLongerOfTwo() {
        RateShare one = limiters.register("key", 100);
        RateShare two = limiters.register("key", 100);

        one.pause(Duration.ofSeconds(30));
        two.pause(Duration.ofSeconds(5));
        ask(one, 1);
        ask(two, 1);

        timers.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(grants).isEmpty();
        timers.advance(Duration.ofSeconds(1));
        assertThat(grants).hasSize(2);
    }

    @Test
    void shouldTakeAPauseOfAnyLengthForAVeryLongOne() {
        RateShare share = limiters.register("key", 1);

        share.pause(Duration.ofMillis(Long.MAX_VALUE));
        ask(share, 1);

        timers.advance(Duration.ofDays(3649));
        assertThat(grants).isEmpty();
    }

    @Test
    void shouldNotForgetAPauseWhenTheLastHolderRestarts() {
        limiters.register("key", 1).close();
        assertThat(limiters.size()).isZero();

        RateShare before = limiters.register("key", 1);
        before.pause(Duration.ofSeconds(30));
        before.close();
        assertThat(limiters.size()).isEqualTo(1);

        ask(limiters.register("key", 1), 1);
        timers.advance(Duration.ofSeconds(29));
        assertThat(grants).isEmpty();
        timers.advance(Duration.ofSeconds(1));
        assertThat(grants).hasSize(1);
    }

    @Test
    void shouldCancelWhoWaitsWhenTheShareIsClosedAndLetTheOthersGoOn() {
        RateShare one = limiters.register("key", 0.5);
        RateShare two = limiters.register("key", 0.5);
        ask(one, 1);
        CompletableFuture<Duration> waiting = one.acquire();
        ask(two, 1);

        one.close();

        assertThat(waiting).isCancelled();
        assertThat(one.acquire()).isCancelled();
        timers.advance(Duration.ofSeconds(2));
        assertThat(grants).hasSize(2);
    }

    @Test
    void shouldNotSpendATokenOnWhoGaveUpWaiting() {
        RateShare share = limiters.register("key", 1);
        ask(share, 1);
        CompletableFuture<Duration> impatient = share.acquire();
        ask(share, 1);

        impatient.cancel(false);
        timers.advance(Duration.ofSeconds(1));

        assertThat(grants).containsExactly(Duration.ZERO, Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseRatesThatAreNone(double rate) {
        assertThatThrownBy(() -> limiters.register("key", rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was " + rate);
    }

    @Property(tries = 200)
    void shouldNeverExceedTheSumOfTheSharesInAnySpan(
            @ForAll @Size(min = 1, max = 4) List<@DoubleRange(min = 0.05, max = 40) Double> rates,
            @ForAll @IntRange(min = 2, max = 60) int requests) {
        ManualTimers time = new ManualTimers();
        RateLimiters registry = new RateLimiters(time);
        List<RateShare> shares = new ArrayList<>();
        rates.forEach(rate -> shares.add(registry.register("key", rate)));
        double total = shares.get(0).totalPerSecond();
        List<Double> seconds = new ArrayList<>();

        for (int i = 0; i < requests; i++) {
            shares.get(i % shares.size())
                    .acquire()
                    .thenAccept(waited -> seconds.add(time.elapsed().toNanos() / 1e9));
        }
        time.advance(Duration.ofNanos((long) (requests / total * 1e9) + 1_000_000_000L));

        assertThat(total)
                .isEqualTo(rates.stream().mapToDouble(Double::doubleValue).sum(), within(1e-9));
        assertThat(seconds).hasSize(requests);
        for (int from = 0; from < requests; from++) {
            for (int to = from; to < requests; to++) {
                double span = seconds.get(to) - seconds.get(from);
                // One more for the span's closed ends; a millionth for rounded nanoseconds.
                assertThat((double) (to - from))
                        .isLessThanOrEqualTo(total * (span + 0.1) * (1 + 1e-6) + 1);
            }
        }
    }

    private void ask(RateShare share, int times) {
        for (int i = 0; i < times; i++) {
            share.acquire().thenAccept(waited -> grants.add(timers.elapsed()));
        }
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
