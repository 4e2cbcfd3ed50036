// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.benchmarks.pipeline.job.JobSettings.Backend;
import dev.bellwether.benchmarks.pipeline.job.JobSettings.Kind;
import dev.bellwether.benchmarks.pipeline.tape.Keys;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void shouldBeEverythingWithoutAWord() {
        Selection all = new Selection(List.of());

        assertThat(all.isEverything()).isTrue();
        assertThat(all.cases()).hasSize(8);
        assertThat(all.part(Kind.SMALL_WRITE)).isTrue();
        assertThat(all.part(Selection.PYTHON)).isTrue();
        assertThat(all.backend(Backend.ROCKSDB)).isTrue();
    }

    @Test
    void shouldNarrowDownByGroups() {
        Selection some = new Selection(List.of("signals", "sql", "heap", "p2", "1000"));

        assertThat(some.isEverything()).isFalse();
        assertThat(some.part(Kind.SIGNALS)).isTrue();
        assertThat(some.part(Kind.SQL)).isTrue();
        assertThat(some.part(Kind.PASS_THROUGH)).isFalse();
        assertThat(some.part(Selection.LATENCY)).isFalse();
        assertThat(some.backend(Backend.HEAP)).isTrue();
        assertThat(some.backend(Backend.ROCKSDB)).isFalse();
        assertThat(some.cases())
                .containsExactly(new Case(1_000, Keys.UNIFORM, 2), new Case(1_000, Keys.ZIPF, 2));
    }

    @Test
    void shouldNameTheWordsThatItDoesNotKnow() {
        assertThatThrownBy(() -> new Selection(List.of("heap", "sequel")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[sequel]")
                .hasMessageContaining("pass-through");
    }
}
