// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

/** A secret cannot be read; the message names the reference and what to do, never a value. */
public final class SecretUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SecretUnavailableException(String message) {
        super(message);
    }
}
