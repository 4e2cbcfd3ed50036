// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

/**
 * Two numbers compared. CEL has three ways, and they differ in {@code NaN} and in the sign of zero:
 * doubles are ordered by IEEE 754, equal if they are the same number of the same sign, and ordered
 * against whole numbers by {@link Double#compare}.
 */
abstract class Comparison extends Condition {

    /** What may come out, so that several can be accepted. */
    static final int LESS = 1;

    static final int EQUAL = 2;
    static final int GREATER = 4;

    /** One of the two is {@code NaN}. */
    private static final int UNORDERED = 0;

    private static int ordered(double a, double b) {
        return a < b ? LESS : a > b ? GREATER : a == b ? EQUAL : UNORDERED;
    }

    private static boolean isUnknown(double value, Figure figure, Facts facts) {
        return Double.isNaN(value) && !figure.isKnown(facts);
    }

    /** The order of two doubles. */
    static final class Doubles extends Comparison {

        private final Figure left;
        private final Figure right;
        private final int accepted;

        Doubles(Figure left, Figure right, int accepted) {
            this.left = left;
            this.right = right;
            this.accepted = accepted;
        }

        @Override
        Answer of(Facts facts) {
            double a = left.of(facts);
            double b = right.of(facts);
            return isUnknown(a, left, facts) || isUnknown(b, right, facts)
                    ? Answer.UNKNOWN
                    : Answer.of((ordered(a, b) & accepted) != 0);
        }
    }

    /** That of a fact and a double: what most rules ask. */
    static final class FactAndDouble extends Comparison {

        private final int fact;
        private final double constant;
        private final int accepted;

        FactAndDouble(Figure.Fact fact, double constant, int accepted) {
            this.fact = fact.ordinal;
            this.constant = constant;
            this.accepted = accepted;
        }

        @Override
        Answer of(Facts facts) {
            double a = facts.number(fact);
            return Double.isNaN(a)
                    ? Answer.UNKNOWN
                    : Answer.of((ordered(a, constant) & accepted) != 0);
        }
    }

    /** That of a double and a whole number. */
    static final class DoubleAndWhole extends Comparison {

        private final Figure figure;
        private final double whole;
        private final int accepted;

        DoubleAndWhole(Figure figure, long whole, int accepted) {
            this.figure = figure;
            this.whole = whole;
            this.accepted = accepted;
        }

        @Override
        Answer of(Facts facts) {
            double a = figure.of(facts);
            if (isUnknown(a, figure, facts)) {
                return Answer.UNKNOWN;
            }
            int order = Double.compare(a, whole);
            return Answer.of(((order < 0 ? LESS : order > 0 ? GREATER : EQUAL) & accepted) != 0);
        }
    }

    /** Whether two doubles are equal. */
    static final class SameDouble extends Comparison {

        private final Figure left;
        private final Figure right;

        SameDouble(Figure left, Figure right) {
            this.left = left;
            this.right = right;
        }

        @Override
        Answer of(Facts facts) {
            double a = left.of(facts);
            double b = right.of(facts);
            return isUnknown(a, left, facts) || isUnknown(b, right, facts)
                    ? Answer.UNKNOWN
                    : Answer.of(!Double.isNaN(a) && Double.compare(a, b) == 0);
        }
    }
}
