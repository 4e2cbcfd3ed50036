// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a client does; the counts only grow, and may be read on any thread. */
public final class HttpCounters implements HttpListener {

    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder limiterWaitMillis = new LongAdder();
    private final Map<Outcome, LongAdder> attempts = new EnumMap<>(Outcome.class);
    private final Map<String, BreakerState> breakers = new ConcurrentHashMap<>();

    public HttpCounters() {
        for (Outcome outcome : Outcome.values()) {
            attempts.put(outcome, new LongAdder());
        }
    }

    public long requests() {
        return requests.sum();
    }

    public long retries() {
        return retries.sum();
    }

    /** Total time that requests waited for their rate limit, in milliseconds. */
    public long limiterWaitMillis() {
        return limiterWaitMillis.sum();
    }

    /** Attempts that ended so. */
    public long attempts(Outcome outcome) {
        return attempts.get(outcome).sum();
    }

    /** Hosts whose breaker let nothing pass when this client last asked them. */
    public int openBreakers() {
        return (int) breakers.values().stream().filter(state -> state == BreakerState.OPEN).count();
    }

    @Override
    public void requestSent(String host) {
        requests.increment();
    }

    @Override
    public void attemptEnded(String host, Outcome outcome) {
        attempts.get(outcome).increment();
    }

    @Override
    public void requestRetried(String host, Outcome because) {
        retries.increment();
    }

    @Override
    public void limiterWaited(long millis) {
        limiterWaitMillis.add(millis);
    }

    @Override
    public void breakerObserved(String host, BreakerState state) {
        breakers.put(host, state);
    }
}
