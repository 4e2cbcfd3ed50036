// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.IOException;

/** Why the sink cannot go on: one sentence without secrets, with what to look at. */
public final class RedisSinkException extends IOException {

    private static final long serialVersionUID = 1L;

    RedisSinkException(String message) {
        super(message);
    }

    RedisSinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
