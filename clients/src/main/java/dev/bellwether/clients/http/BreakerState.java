// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

/** State of a host's circuit breaker. */
public enum BreakerState {
    /** Requests pass. */
    CLOSED,
    /** A few requests pass, to see whether the host is well again. */
    HALF_OPEN,
    /** No request passes. */
    OPEN
}
