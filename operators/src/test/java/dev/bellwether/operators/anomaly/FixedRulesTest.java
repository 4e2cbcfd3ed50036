// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The thresholds are compared after rounding, and are not anomalies themselves. */
class FixedRulesTest {

    @Test
    void shouldFindWhatTheReplacedProgramFound() {
        assertThat(FixedRules.texts(800.75, 12.5, 3.2))
                .containsExactly("extreme_price_change_12.50%");
        assertThat(FixedRules.texts(800.75, -12.345, 6.25))
                .containsExactly("extreme_price_change_-12.35%", "volume_spike_6.2x");
        assertThat(FixedRules.texts(0, 0, 0)).containsExactly("invalid_price");
        assertThat(FixedRules.texts(-1, 11, 5.01))
                .containsExactly(
                        "extreme_price_change_11.00%", "volume_spike_5.0x", "invalid_price");
    }

    @Test
    void shouldCompareWhatIsRounded() {
        assertThat(FixedRules.texts(1, 10.004, 5.004)).isEmpty();
        assertThat(FixedRules.texts(1, 10.006, 5.006)).hasSize(2);
        assertThat(FixedRules.texts(1, -10, 5)).isEmpty();
        assertThat(FixedRules.texts(1, Double.NaN, Double.NaN)).isEmpty();
        assertThat(FixedRules.texts(Double.NaN, 0, 0)).containsExactly("invalid_price");
    }
}
