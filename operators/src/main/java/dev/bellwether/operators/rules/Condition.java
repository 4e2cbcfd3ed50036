// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import java.util.Set;

/**
 * What facts can be asked, in CEL's logic of three values: what one side alone decides does not
 * depend on the other. Allocates nothing.
 */
abstract class Condition {

    abstract Answer of(Facts facts);

    /** {@code true} or {@code false}. */
    static final class Literal extends Condition {

        private final Answer answer;

        Literal(boolean value) {
            this.answer = Answer.of(value);
        }

        @Override
        Answer of(Facts facts) {
            return answer;
        }
    }

    /** That it is not so. */
    static final class Not extends Condition {

        private final Condition condition;

        Not(Condition condition) {
            this.condition = condition;
        }

        @Override
        Answer of(Facts facts) {
            return condition.of(facts).negated();
        }
    }

    /** Both, or at least one: either can decide alone, by being false or true. */
    static final class Both extends Condition {

        private final Answer decisive;
        private final Condition left;
        private final Condition right;

        private Both(Answer decisive, Condition left, Condition right) {
            this.decisive = decisive;
            this.left = left;
            this.right = right;
        }

        static Both and(Condition left, Condition right) {
            return new Both(Answer.FALSE, left, right);
        }

        static Both or(Condition left, Condition right) {
            return new Both(Answer.TRUE, left, right);
        }

        @Override
        Answer of(Facts facts) {
            Answer first = left.of(facts);
            if (first == decisive) {
                return decisive;
            }
            Answer second = right.of(facts);
            return second == decisive || first != Answer.UNKNOWN ? second : Answer.UNKNOWN;
        }
    }

    /** One or the other. */
    static final class Choice extends Condition {

        private final Condition condition;
        private final Condition then;
        private final Condition otherwise;

        Choice(Condition condition, Condition then, Condition otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        Answer of(Facts facts) {
            Answer answer = condition.of(facts);
            return answer == Answer.UNKNOWN
                    ? Answer.UNKNOWN
                    : (answer == Answer.TRUE ? then : otherwise).of(facts);
        }
    }

    /** Two texts, equal or not. */
    static final class SameText extends Condition {

        private final Text left;
        private final Text right;

        SameText(Text left, Text right) {
            this.left = left;
            this.right = right;
        }

        @Override
        Answer of(Facts facts) {
            String a = left.of(facts);
            String b = right.of(facts);
            return a == null || b == null ? Answer.UNKNOWN : Answer.of(a.equals(b));
        }
    }

    /** A text that is one of some. */
    static final class OneOf extends Condition {

        private final Text text;
        private final Set<String> texts;

        OneOf(Text text, Set<String> texts) {
            this.text = text;
            this.texts = Set.copyOf(texts);
        }

        @Override
        Answer of(Facts facts) {
            String value = text.of(facts);
            return value == null ? Answer.UNKNOWN : Answer.of(texts.contains(value));
        }
    }

    /** A fact or a constant. */
    static final class Text {

        /** {@code null} for a constant. */
        private final TextFact fact;

        private final String constant;

        Text(TextFact fact) {
            this.fact = fact;
            this.constant = null;
        }

        Text(String constant) {
            this.fact = null;
            this.constant = constant;
        }

        String of(Facts facts) {
            return fact == null ? constant : facts.text(fact);
        }
    }
}
