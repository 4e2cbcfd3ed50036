// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

/** Is told what an {@link ApiClient} does, for metrics; called on any thread, must not block. */
public interface HttpListener {

    /** Ignores everything. */
    HttpListener NONE = new HttpListener() {};

    /** A request leaves; retries and followed redirects count again. */
    default void requestSent(String host) {}

    /** An attempt has ended. An attempt that an open breaker held back counts, too. */
    default void attemptEnded(String host, Outcome outcome) {}

    /** An attempt will be repeated. */
    default void requestRetried(String host, Outcome because) {}

    /** A request waited this long for the rate limit of its credential; 0 as a rule. */
    default void limiterWaited(long millis) {}

    /** State of a host's breaker after an attempt. */
    default void breakerObserved(String host, BreakerState state) {}
}
