// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

/** What an expression says of a symbol. */
public enum Answer {
    TRUE,
    FALSE,
    /** It depends on a fact that is not known. */
    UNKNOWN;

    static Answer of(boolean known) {
        return known ? TRUE : FALSE;
    }

    Answer negated() {
        return this == UNKNOWN ? UNKNOWN : this == TRUE ? FALSE : TRUE;
    }
}
