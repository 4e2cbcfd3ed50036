// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DistributionTest {

    @Test
    void shouldGiveTheNearestRank() {
        Distribution distribution = new Distribution();
        for (long value = 100; value >= 1; value--) {
            distribution.add(value);
        }

        assertThat(distribution.percentile(0.5)).isEqualTo(50);
        assertThat(distribution.percentile(0.99)).isEqualTo(99);
        assertThat(distribution.percentile(1)).isEqualTo(100);
        assertThat(distribution.percentile(0.001)).isEqualTo(1);
    }

    @Test
    void shouldSayNothingOfNothing() {
        assertThatThrownBy(() -> new Distribution().percentile(0.99))
                .hasMessageContaining("nothing was measured");
    }
}
