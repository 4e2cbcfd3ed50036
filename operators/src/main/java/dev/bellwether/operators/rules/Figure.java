// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

/** A number that is computed of facts, as CEL computes with doubles: by IEEE 754. */
abstract class Figure {

    /** {@code NaN} if it is unknown; but what is {@code NaN} can be known, as 0 / 0 is. */
    abstract double of(Facts facts);

    /** Whether it depends on no fact that is unknown. Only asked of what is {@code NaN}. */
    abstract boolean isKnown(Facts facts);

    /** A fact. */
    static final class Fact extends Figure {

        final int ordinal;

        Fact(FactName name) {
            this.ordinal = name.ordinal();
        }

        @Override
        double of(Facts facts) {
            return facts.number(ordinal);
        }

        @Override
        boolean isKnown(Facts facts) {
            return !Double.isNaN(facts.number(ordinal));
        }
    }

    /** A constant. */
    static final class Constant extends Figure {

        final double value;

        Constant(double value) {
            this.value = value;
        }

        @Override
        double of(Facts facts) {
            return value;
        }

        @Override
        boolean isKnown(Facts facts) {
            return true;
        }
    }

    /** Minus another. */
    static final class Negative extends Figure {

        private final Figure figure;

        Negative(Figure figure) {
            this.figure = figure;
        }

        @Override
        double of(Facts facts) {
            return -figure.of(facts);
        }

        @Override
        boolean isKnown(Facts facts) {
            return figure.isKnown(facts);
        }
    }

    /** Sum, difference, product or quotient of two. */
    static final class Arithmetic extends Figure {

        private final char sign;
        private final Figure left;
        private final Figure right;

        Arithmetic(char sign, Figure left, Figure right) {
            this.sign = sign;
            this.left = left;
            this.right = right;
        }

        @Override
        double of(Facts facts) {
            double a = left.of(facts);
            double b = right.of(facts);
            switch (sign) {
                case '+':
                    return a + b;
                case '-':
                    return a - b;
                case '*':
                    return a * b;
                default:
                    return a / b;
            }
        }

        @Override
        boolean isKnown(Facts facts) {
            return left.isKnown(facts) && right.isKnown(facts);
        }
    }

    /** One or the other. */
    static final class Choice extends Figure {

        private final Condition condition;
        private final Figure then;
        private final Figure otherwise;

        Choice(Condition condition, Figure then, Figure otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        double of(Facts facts) {
            Answer answer = condition.of(facts);
            return answer == Answer.UNKNOWN
                    ? Double.NaN
                    : answer == Answer.TRUE ? then.of(facts) : otherwise.of(facts);
        }

        @Override
        boolean isKnown(Facts facts) {
            Answer answer = condition.of(facts);
            return answer != Answer.UNKNOWN
                    && (answer == Answer.TRUE ? then : otherwise).isKnown(facts);
        }
    }
}
