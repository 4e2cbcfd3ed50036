// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<long[]> samples = new ArrayList<>();

    private void at(long nanos, long records) {
        samples.add(new long[] {nanos, records});
    }

    @Test
    void shouldLeaveOutASlowBeginningAndEnd() {
        // given ten seconds for the first fifth, a steady rate, and a minute for the last record
        at(0, 0);
        at(10 * SECOND, 200);
        at(12 * SECOND, 600);
        at(14 * SECOND, 1_000 - 1);
        at(74 * SECOND, 1_000);

        assertThat(Meter.perSecond(samples, 1_000)).isEqualTo(799 / 4.0);
    }

    @Test
    void shouldRefuseARateBetweenASampleAndItself() {
        at(0, 0);
        at(SECOND, 1_000);

        assertThatThrownBy(() -> Meter.perSecond(samples, 1_000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1000");
    }
}
