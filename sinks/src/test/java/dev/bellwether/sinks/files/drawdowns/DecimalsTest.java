// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files.drawdowns;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

    /** What Python prints for round(x, 2). */
    @ParameterizedTest
    @CsvSource({
        "-30, -30.0",
        "84, 84.0",
        "84.155, 84.16",
        "2.675, 2.67",
        "1.005, 1.0",
        "0.125, 0.12",
        "0.375, 0.38",
        "-0.001, -0.0",
        "123456789.125, 123456789.12",
        "7.5, 7.5",
        "0, 0.0",
        "12345678901234.5, 12345678901234.5"
    })
    void shouldPrintAsPythonDoes(double value, String expected) {
        assertThat(text(value)).isEqualTo(expected);
    }

    @Property
    void shouldRoundTheExactValue(@ForAll @DoubleRange(min = -1e7, max = 1e7) double value) {
        assertThat(new BigDecimal(text(value)))
                .isEqualByComparingTo(new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN));
    }

    @Property
    void shouldRoundWhatIsNearATie(@ForAll @DoubleRange(min = 0, max = 1e5) double value) {
        double tie = Math.floor(value) + 0.005;
        assertThat(new BigDecimal(text(tie)))
                .isEqualByComparingTo(new BigDecimal(tie).setScale(2, RoundingMode.HALF_EVEN));
    }

    private static String text(double value) {
        StringBuilder text = new StringBuilder();
        Decimals.append(text, value);
        return text.toString();
    }
}
