// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

/** What an answer means for the one who asked. */
public enum Outcome {
    /** 2xx, or 304 to a conditional request. */
    OK,
    /** 404 or 410: the service has no such thing. */
    NOT_FOUND,
    /** 401 or 403, or no usable credential: asking again with it is pointless. */
    REFUSED,
    /** 429: too many requests, or the plan's quota is used up. */
    LIMITED,
    /** 408, 5xx, timeout, broken connection, open circuit breaker: may pass by itself. */
    TRANSIENT,
    /** Any other answer: the request, or the body's size or encoding, will not do. */
    UNUSABLE
}
