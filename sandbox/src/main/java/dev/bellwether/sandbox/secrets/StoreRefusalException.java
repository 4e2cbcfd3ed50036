// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.secrets;

/** An answer that is an error: HTTP status, {@code __type} and message. */
final class StoreRefusalException extends Exception {

    private static final long serialVersionUID = 1L;

    final int status;
    final String type;

    StoreRefusalException(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static StoreRefusalException of(String type, String message) {
        return new StoreRefusalException(400, type, message);
    }
}
