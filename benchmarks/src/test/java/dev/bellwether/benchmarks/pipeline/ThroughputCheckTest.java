// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.benchmarks.pipeline.job.JobSettings;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Backend;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Kind;
import dev.bellwether.benchmarks.pipeline.job.Turn;
import org.junit.jupiter.api.Test;

class ThroughputCheckTest {

    private static final JobSettings SIGNALS = new JobSettings(Kind.SIGNALS, Backend.HEAP, 1);

    private static Turn turn(long records, long events) {
        Turn turn = new Turn();
        turn.records = records;
        turn.events = events;
        turn.commands = 340_000;
        return turn;
    }

    @Test
    void shouldTakeATurnWhoseCommandsFit() {
        assertThatCode(() -> Throughput.check(SIGNALS, turn(100_000, 100_000), 340_000))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseATurnThatLostEvents() {
        assertThatThrownBy(() -> Throughput.check(SIGNALS, turn(100_000, 99_999), 340_000))
                .hasMessageContaining("99999");
    }

    @Test
    void shouldRefuseATurnOfWhichRedisHasOtherCommands() {
        assertThatThrownBy(() -> Throughput.check(SIGNALS, turn(100_000, 100_000), 339_999))
                .hasMessageContaining("339999");
        assertThatThrownBy(() -> Throughput.check(SIGNALS, turn(100_000, 100_000), 340_001))
                .hasMessageContaining("340001");
    }
}
