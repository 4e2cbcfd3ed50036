// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeterTest {

    private static final long SECOND = 1_000_000_000L;

    private long now = 17 * SECOND;
    private final Meter meter = new Meter(() -> now);

    @Test
    void shouldCountTheTimeBeforeABurst() {
        // given a job that gathers for nine seconds and gives everything in the tenth
        now += 9 * SECOND;
        meter.look();
        now += SECOND;
        Meter.records(5_000);
        meter.look();

        assertThat(meter.perSecond(5_000)).isEqualTo(500);
    }

    @Test
    void shouldNotCountTheWaitForTheLastRecords() {
        now += 2 * SECOND;
        Meter.records(990);
        assertThat(meter.look()).isEqualTo(990);
        now += 30 * SECOND;
        assertThat(meter.look()).isEqualTo(990);
        assertThat(meter.silentNanos()).isEqualTo(30 * SECOND);
        Meter.records(10);
        meter.look();

        assertThat(meter.perSecond(1_000)).isEqualTo(495);
    }

    @Test
    void shouldRefuseTheRateOfATurnOfWhichTooLittleHasArrived() {
        now += SECOND;
        Meter.records(900);
        meter.look();

        assertThatThrownBy(() -> meter.perSecond(1_000))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("only 900 of 1000 have arrived");
    }
}
