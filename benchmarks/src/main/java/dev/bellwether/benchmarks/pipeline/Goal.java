// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import java.util.Locale;

/** One figure that was to be reached. */
final class Goal {

    private final String what;
    private final double figure;
    private final double bound;
    private final boolean atLeast;
    private final String unit;

    private Goal(String what, double figure, double bound, boolean atLeast, String unit) {
        this.what = what;
        this.figure = figure;
        this.bound = bound;
        this.atLeast = atLeast;
        this.unit = unit;
    }

    static Goal atLeast(String what, double figure, double bound, String unit) {
        return new Goal(what, figure, bound, true, unit);
    }

    static Goal atMost(String what, double figure, double bound, String unit) {
        return new Goal(what, figure, bound, false, unit);
    }

    boolean isMet() {
        return atLeast ? figure >= bound : figure <= bound;
    }

    /** A line of the table {@code what | measured | goal | met}. */
    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s %s | %s %s %s | %s |\n",
                what,
                number(figure),
                unit,
                atLeast ? "≥" : "≤",
                number(bound),
                unit,
                isMet() ? "met" : "**missed**");
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
