// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {

    @Test
    void shouldBeMetAtItsBound() {
        assertThat(Goal.atLeast("SQL", 5, 5, "×").isMet()).isTrue();
        assertThat(Goal.atMost("p99", 250, 250, "ms").isMet()).isTrue();
    }

    @Test
    void shouldSayWhatWasMissed() {
        assertThat(Goal.atLeast("SQL", 4.994, 5, "×").line())
                .isEqualTo("| SQL | 4.99 × | ≥ 5 × | **missed** |\n");
        assertThat(Goal.atMost("p99", 251.5, 250, "ms").line())
                .isEqualTo("| p99 | 251.50 ms | ≤ 250 ms | **missed** |\n");
    }
}
