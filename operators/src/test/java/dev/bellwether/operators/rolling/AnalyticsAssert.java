// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.SymbolAnalytics;
import java.lang.reflect.Field;

/**
 * Compares analytics field by field: numbers to 1e-9 relative, percentages also to 1e-11 points
 * (differences of nearly equal numbers have no more), everything else exactly.
 */
final class AnalyticsAssert {

    private static final double TOLERANCE = 1e-9;

    private static final double PERCENT_TOLERANCE = 1e-11;

    private AnalyticsAssert() {}

    /** Identity fields (symbol, currency, feed) are left out: the naive form has none. */
    static void assertSameStatistics(SymbolAnalytics actual, SymbolAnalytics expected, String at)
            throws IllegalAccessException {
        for (Field field : SymbolAnalytics.class.getFields()) {
            String name = field.getName();
            if (name.equals("symbol") || name.equals("currency") || name.equals("feed")) {
                continue;
            }
            if (field.getType() == double.class) {
                assertClose(field.getDouble(actual), field.getDouble(expected), name + " at " + at);
            } else {
                assertThat(field.get(actual)).as(name + " at " + at).isEqualTo(field.get(expected));
            }
        }
    }

    static void assertClose(double actual, double expected, String what) {
        if (Double.isNaN(expected)) {
            assertThat(actual).as(what).isNaN();
        } else if (what.contains("Percent") && Math.abs(actual - expected) <= PERCENT_TOLERANCE) {
            assertThat(actual).as(what).isFinite();
        } else if (expected == 0) {
            assertThat(actual).as(what).isZero();
        } else {
            assertThat(Math.abs(actual - expected) / Math.abs(expected))
                    .as("%s: relative difference of %s to %s", what, actual, expected)
                    .isLessThanOrEqualTo(TOLERANCE);
        }
    }
}
