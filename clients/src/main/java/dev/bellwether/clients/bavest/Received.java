// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;

/** What an answer is about and when it came: the context of reading it. */
final class Received {

    static final String FEED = "bavest";

    final String symbol;

    /** Currency that was asked for. */
    final String currency;

    final long millis;

    private final byte[] body;
    private final Secret key;

    Received(String symbol, String currency, byte[] body, long millis, Secret key) {
        this.symbol = symbol;
        this.currency = currency;
        this.body = body;
        this.millis = millis;
        this.key = key;
    }

    /** The dead letter of this answer: its bytes as they came, but for a key that they quote. */
    <T> Fetched<T> unreadable(ReasonCode reason, String message) {
        DeadLetter letter = DeadLetter.of(FEED, reason, message, key.redact(body), millis);
        letter.symbol = symbol;
        return Fetched.unreadable(letter);
    }
}
