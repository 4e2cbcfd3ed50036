// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import java.time.Duration;

/** What a service made of a message, and what is to be done about it. */
final class Answer {

    enum Kind {
        SENT,
        /** To be sent again after {@link #wait}. */
        LATER,
        /** To be sent again in its plainest form: its shape is not liked. */
        PLAIN,
        /** This message never. */
        REFUSED,
        /** No message ever to this address. */
        GONE
    }

    final Kind kind;

    /**
     * Before the next message to this address; {@code null}: as long as the number of attempts
     * suggests.
     */
    final Duration wait;

    /** Whether the wait is one of the whole channel. */
    final boolean everybody;

    /** Whether only a person can end it. */
    final boolean fault;

    /** What the service said, without any secret; may be empty. */
    final String said;

    private Answer(Kind kind, Duration wait, boolean everybody, boolean fault, String said) {
        this.kind = kind;
        this.wait = wait;
        this.everybody = everybody;
        this.fault = fault;
        this.said = said;
    }

    static Answer sent() {
        return sent(Duration.ZERO);
    }

    /**
     * @param quiet how long the service wants to hear nothing more for this address
     */
    static Answer sent(Duration quiet) {
        return new Answer(Kind.SENT, quiet, false, false, "");
    }

    static Answer later(Duration wait, String said) {
        return new Answer(Kind.LATER, wait, false, false, said);
    }

    /** Nothing can be sent to anybody for that long. */
    static Answer pause(Duration wait, String said) {
        return new Answer(Kind.LATER, wait, true, false, said);
    }

    /** Nothing can be sent to anybody until a person has mended something. */
    static Answer fault(Duration wait, String said) {
        return new Answer(Kind.LATER, wait, true, true, said);
    }

    static Answer plain(String said) {
        return new Answer(Kind.PLAIN, null, false, false, said);
    }

    static Answer refused(String said) {
        return new Answer(Kind.REFUSED, null, false, false, said);
    }

    static Answer gone(String said) {
        return new Answer(Kind.GONE, null, false, true, said);
    }
}
