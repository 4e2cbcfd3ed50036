// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.util.HashMap;
import java.util.Map;

/**
 * The rate limits of a process, one per credential.
 *
 * <p>They are shared within one process (more exactly, by what one class loader loaded: one job on
 * one task manager). Between processes the limit holds because each reader registers its share of
 * the whole.
 */
public final class RateLimiters {

    private static final RateLimiters SHARED = new RateLimiters(Timers.system());

    private static final double MAX_PER_SECOND = 1e6;

    private final Timers timers;
    private final Map<String, RateLimiter> limiters = new HashMap<>();

    public RateLimiters(Timers timers) {
        this.timers = timers;
    }

    /** Those of the process. */
    public static RateLimiters shared() {
        return SHARED;
    }

    /**
     * @param credential names the credential without being it: a {@link
     *     dev.bellwether.clients.secrets.Secret#fingerprint() fingerprint}
     * @param perSecond requests per second that this reader adds; may be a fraction
     */
    public synchronized RateShare register(String credential, double perSecond) {
        if (!(perSecond > 0 && perSecond <= MAX_PER_SECOND)) {
            throw new IllegalArgumentException(
                    "requests per second must be above 0 and at most 1000000, was " + perSecond);
        }
        limiters.values().removeIf(RateLimiter::isForgettable);
        RateLimiter limiter = limiters.computeIfAbsent(credential, name -> new RateLimiter(timers));
        RateShare share = new RateShare(limiter);
        limiter.add(share, perSecond);
        return share;
    }

    /** Number of credentials that are in use or paused. */
    synchronized int size() {
        limiters.values().removeIf(RateLimiter::isForgettable);
        return limiters.size();
    }
}
