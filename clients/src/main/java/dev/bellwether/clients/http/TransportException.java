// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

/** Why there is no answer to a request. */
final class TransportException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is known of the failure. */
    enum Kind {
        /** No connection: the service has certainly not seen the request. */
        NOT_SENT,
        /** Timeout, or connection lost: the service may have acted on the request. */
        BROKEN,
        /** An answer came that cannot be read: too large, or in an unknown encoding. */
        UNREADABLE
    }

    private final Kind kind;

    TransportException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    TransportException(Kind kind, String message) {
        this(kind, message, null);
    }

    Kind kind() {
        return kind;
    }
}
