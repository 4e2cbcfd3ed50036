// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Notification;
import java.net.http.HttpHeaders;
import java.time.Duration;

/** How one service wants its messages, and what its answers mean. */
interface Webhook {

    /** What became of a message, or is to become of it. */
    final class Verdict {

        enum Kind {
            SENT,
            /** To be sent again after {@link #wait}. */
            LATER,
            /** To be sent again as a plain text: its shape is not liked. */
            PLAIN,
            /** This message never. */
            REFUSED,
            /** No message ever: the webhook is gone or not allowed any more. */
            GONE
        }

        final Kind kind;

        /** {@code null}: as long as the number of attempts suggests. */
        final Duration wait;

        private Verdict(Kind kind, Duration wait) {
            this.kind = kind;
            this.wait = wait;
        }

        static Verdict of(Kind kind) {
            return new Verdict(kind, null);
        }

        static Verdict later(Duration wait) {
            return new Verdict(Kind.LATER, wait);
        }
    }

    /** The shortest time from one message to the next. */
    Duration pace();

    /** What is added to the address. */
    default String query() {
        return "";
    }

    ObjectNode message(Notification notification);

    /** With nothing that could be wrong. */
    ObjectNode plain(Notification notification);

    Verdict verdict(int status, HttpHeaders headers, String body);
}
