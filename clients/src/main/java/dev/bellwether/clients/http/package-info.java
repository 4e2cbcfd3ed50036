// SPDX-License-Identifier: Apache-2.0
/**
 * How to talk HTTP, once for every provider: timeouts, bounded retries with jitter, a rate limit
 * per credential and a circuit breaker per host that the whole process shares, bounded bodies, and
 * answers in six classes.
 *
 * <p>Nothing here blocks a thread: all waiting goes through {@link
 * dev.bellwether.clients.http.Timers}, which tests replace. Credentials are added when a request
 * leaves and never appear in a message.
 */
package dev.bellwether.clients.http;
