// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.ReasonCode;

/** What the screen decides on one quote. */
final class Verdict {

    enum Outcome {
        ACCEPTED,
        /** An exact repeat, to be counted and dropped. */
        DUPLICATE,
        REJECTED
    }

    static final Verdict PLAIN = new Verdict(Outcome.ACCEPTED, null, 1.0, false);
    static final Verdict EXPLAINED = new Verdict(Outcome.ACCEPTED, null, 1.0, true);
    static final Verdict NEW_LEVEL = new Verdict(Outcome.ACCEPTED, null, Double.NaN, false);
    static final Verdict DUPLICATE = new Verdict(Outcome.DUPLICATE, null, 1.0, false);

    final Outcome outcome;

    /** Why it is refused; {@code null} otherwise. */
    final Rejection rejection;

    /** For {@link dev.bellwether.model.Quote#adjustmentFactor}. */
    final double adjustmentFactor;

    /** Whether it was a jump that the quote itself explains. */
    final boolean jumpExplained;

    private Verdict(Outcome outcome, Rejection rejection, double factor, boolean jumpExplained) {
        this.outcome = outcome;
        this.rejection = rejection;
        this.adjustmentFactor = factor;
        this.jumpExplained = jumpExplained;
    }

    static Verdict split(double factor) {
        return new Verdict(Outcome.ACCEPTED, null, factor, true);
    }

    static Verdict rejected(ReasonCode reason, String message) {
        return new Verdict(Outcome.REJECTED, new Rejection(reason, message), 1.0, false);
    }

    @Override
    public String toString() {
        return outcome + (rejection == null ? " x" + adjustmentFactor : " " + rejection);
    }
}
