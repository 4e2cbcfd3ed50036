// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static Latencies upTo(int most) {
        Latencies latencies = new Latencies();
        for (int i = most; i >= 1; i--) {
            latencies.add(i);
        }
        return latencies;
    }

    @Test
    void shouldGiveTheNearestRank() {
        Latencies hundred = upTo(100);

        assertThat(hundred.percentile(0.5)).isEqualTo(50);
        assertThat(hundred.percentile(0.99)).isEqualTo(99);
        assertThat(hundred.percentile(0.991)).isEqualTo(100);
        assertThat(hundred.percentile(1)).isEqualTo(100);
    }

    @Test
    void shouldGiveTheOnlyOneForEveryShare() {
        assertThat(upTo(1).percentile(0.01)).isEqualTo(1);
        assertThat(upTo(1).percentile(1)).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutTheFirstFifth() {
        // given 100, 99, …, 1 in this order
        Latencies warm = upTo(100).warm();

        assertThat(warm.size()).isEqualTo(80);
        assertThat(warm.percentile(1)).isEqualTo(80);
    }

    @Test
    void shouldGrowAndJoin() {
        Latencies many = upTo(200_000).with(upTo(10));

        assertThat(many.size()).isEqualTo(200_010);
        assertThat(many.percentile(1)).isEqualTo(200_000);
    }

    @Test
    void shouldRefuseAFigureOfNothing() {
        assertThatThrownBy(() -> new Latencies().percentile(0.5))
                .isInstanceOf(IllegalStateException.class);
    }
}
