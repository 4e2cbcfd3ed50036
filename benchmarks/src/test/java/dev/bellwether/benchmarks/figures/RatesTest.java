// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatesTest {

    private static Rates rates(double... perSecond) {
        Rates rates = new Rates();
        for (double rate : perSecond) {
            rates.add(rate);
        }
        return rates;
    }

    @Test
    void shouldTakeTheMiddleRoundOfAnOddNumber() {
        Rates rates = rates(30, 10, 20);

        assertThat(rates.median()).isEqualTo(20);
        assertThat(rates.lowest()).isEqualTo(10);
        assertThat(rates.highest()).isEqualTo(30);
    }

    @Test
    void shouldTakeTheMeanOfTheTwoMiddleRoundsOfAnEvenNumber() {
        assertThat(rates(40, 10, 20, 30).median()).isEqualTo(25);
    }

    @Test
    void shouldDivideRoundByRound() {
        // given a machine that was half as fast in the second round
        Rates ours = rates(100, 50, 90);
        Rates other = rates(50, 25, 30);

        // then the ratio does not see it
        assertThat(ours.over(other).median()).isEqualTo(2);
        assertThat(ours.over(other).highest()).isEqualTo(3);
    }
}
