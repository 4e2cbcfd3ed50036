// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.nio.charset.StandardCharsets;

/** Why a quote is refused: the code for machines and one sentence for people. */
final class Rejection {

    final ReasonCode reason;
    final String message;

    Rejection(ReasonCode reason, String message) {
        this.reason = reason;
        this.message = message;
    }

    /** The dead letter of a refused quote; its payload is the quote as JSON. */
    DeadLetter of(Quote quote, long occurredMillis) {
        byte[] payload = Json.write(quote).getBytes(StandardCharsets.UTF_8);
        DeadLetter letter = DeadLetter.of(quote.feed, reason, message, payload, occurredMillis);
        letter.symbol = quote.symbol;
        return letter;
    }

    @Override
    public String toString() {
        return reason + ": " + message;
    }
}
