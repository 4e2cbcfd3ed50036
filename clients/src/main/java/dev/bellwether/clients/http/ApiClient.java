// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends requests under one {@link HttpPolicy}: each call is tried until it succeeds, fails for
 * good, or its attempts or time are used up.
 *
 * <ul>
 *   <li>Every attempt, retries and redirects included, first waits for the rate share if there is
 *       one, then asks the circuit breaker of its host.
 *   <li>A 429, and a 503 with {@code Retry-After}, pauses everyone with the same credential in this
 *       process: for as long as the service says (up to {@code retry-after.max}), else for the
 *       backoff.
 *   <li>5xx, timeouts and broken connections are retried after an exponential, randomized backoff,
 *       but only if the request is repeatable or certainly was not sent.
 *   <li>401 and 403 are final, unless the credential turns out to have been rotated.
 *   <li>Redirects are followed within the same origin; with credentials to nowhere else.
 * </ul>
 *
 * <p>Thread-safe. Connections are given up when the client is closed and collected.
 */
public final class ApiClient implements AutoCloseable {

    private final HttpPolicy policy;
    private final Timers timers;
    private final Transport transport;
    private final HostBreakers breakers;
    private final RateShare share;
    private final HttpListener listener;
    private final Set<ApiCall> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private ApiClient(Builder builder) {
        policy = builder.policy;
        timers = builder.timers;
        transport =
                builder.transport != null ? builder.transport : new JdkTransport(builder.policy);
        breakers = builder.breakers;
        share = builder.share;
        listener = builder.listener;
    }

    public static Builder builder(HttpPolicy policy) {
        return new Builder(policy);
    }

    /**
     * Returns at once. The future always completes with an answer, never exceptionally; on a thread
     * of the client, which the caller's follow-ups must not block. Cancelling the future gives the
     * call up.
     */
    public CompletableFuture<ApiAnswer> send(ApiRequest request) {
        ApiCall call = new ApiCall(request, policy, timers, transport, breakers, share, listener);
        calls.add(call);
        CompletableFuture<ApiAnswer> answer = call.answer();
        answer.whenComplete(
                (ignored, failure) -> {
                    calls.remove(call);
                    if (failure != null) {
                        call.abandon();
                    }
                });
        call.start();
        if (closed) {
            call.giveUp("the client is closed");
        }
        return answer;
    }

    /** Gives up what is under way and hands back the rate share. */
    @Override
    public void close() {
        closed = true;
        calls.forEach(call -> call.giveUp("the client was closed"));
        if (share != null) {
            share.close();
        }
    }

    /** Collects what a client consists of. */
    public static final class Builder {

        private final HttpPolicy policy;
        private Timers timers = Timers.system();
        private Transport transport;
        private HostBreakers breakers = HostBreakers.shared();
        private RateShare share;
        private HttpListener listener = HttpListener.NONE;

        private Builder(HttpPolicy policy) {
            this.policy = policy;
        }

        /** The part in a credential's rate limit that this client uses, and closes with itself. */
        public Builder rateShare(RateShare newShare) {
            share = newShare;
            return this;
        }

        public Builder listener(HttpListener newListener) {
            listener = newListener;
            return this;
        }

        /** Time and waiting; real ones unless set. */
        public Builder timers(Timers newTimers) {
            timers = newTimers;
            return this;
        }

        Builder transport(Transport newTransport) {
            transport = newTransport;
            return this;
        }

        Builder breakers(HostBreakers newBreakers) {
            breakers = newBreakers;
            return this;
        }

        public ApiClient build() {
            return new ApiClient(this);
        }
    }
}
