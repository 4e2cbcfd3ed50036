// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.model.ReasonCode;

/** A record of which no alert can be made; becomes a dead letter. */
final class UnusableAlertException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ReasonCode reason;
    private String symbol;

    UnusableAlertException(ReasonCode reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Names what it is about, as far as that could be read. */
    UnusableAlertException of(String about) {
        symbol = about;
        return this;
    }

    ReasonCode reason() {
        return reason;
    }

    /** {@code null} if that could not be read. */
    String symbol() {
        return symbol;
    }
}
