// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeysTest {

    private static final int SYMBOLS = 1_000;
    private static final int DRAWS = 1_000_000;

    private static int[] counts(Keys keys) {
        IntSupplier choice = keys.of(SYMBOLS, 7);
        int[] counts = new int[SYMBOLS];
        for (int i = 0; i < DRAWS; i++) {
            counts[choice.getAsInt()]++;
        }
        return counts;
    }

    @ParameterizedTest
    @EnumSource
    void shouldChooseTheSameForTheSameSeed(Keys keys) {
        IntSupplier first = keys.of(SYMBOLS, 7);
        IntSupplier second = keys.of(SYMBOLS, 7);

        for (int i = 0; i < 10_000; i++) {
            assertThat(first.getAsInt()).isEqualTo(second.getAsInt());
        }
    }

    @Test
    void shouldGiveEverySymbolAboutAsManyWhenUniform() {
        for (int count : counts(Keys.UNIFORM)) {
            // Six standard deviations around 1000.
            assertThat(count).isBetween(1_000 - 190, 1_000 + 190);
        }
    }

    @Test
    void shouldGiveRankRAnRthOfTheFirstWhenZipf() {
        // given the harmonic number of 1000, 7.485
        double harmonic = 0;
        for (int rank = 1; rank <= SYMBOLS; rank++) {
            harmonic += 1.0 / rank;
        }

        int[] counts = counts(Keys.ZIPF);

        for (int rank : new int[] {1, 2, 3, 10, 100}) {
            double expected = DRAWS / harmonic / rank;
            assertThat((double) counts[rank - 1])
                    .isCloseTo(expected, within(6 * Math.sqrt(expected)));
        }
        assertThat(counts[SYMBOLS - 1]).isBetween(60, 210);
    }

    @Test
    void shouldGiveEverySymbolExactlyAsManyInTurn() {
        assertThat(counts(Keys.IN_TURN)).containsOnly(DRAWS / SYMBOLS);
    }
}
