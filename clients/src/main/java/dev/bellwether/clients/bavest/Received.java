// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import dev.bellwether.clients.Fetched;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;

/** What an answer is about and when it came: the context of reading it. */
final class Received {

    static final String FEED = "bavest";

    final String symbol;

    /** Currency that was asked for. */
    final String currency;

    final byte[] body;
    final long millis;

    Received(String symbol, String currency, byte[] body, long millis) {
        this.symbol = symbol;
        this.currency = currency;
        this.body = body;
        this.millis = millis;
    }

    <T> Fetched<T> unreadable(ReasonCode reason, String message) {
        DeadLetter letter = DeadLetter.of(FEED, reason, message, body, millis);
        letter.symbol = symbol;
        return Fetched.unreadable(letter);
    }
}
