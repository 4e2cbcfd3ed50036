// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The part of one reader in the rate limit of a credential. The limit in force is the sum of all
 * parts held in the process: readers divide what the provider allows among themselves, and what
 * idle ones leave over the others may use.
 */
public final class RateShare implements AutoCloseable {

    private final RateLimiter limiter;

    RateShare(RateLimiter limiter) {
        this.limiter = limiter;
    }

    /** Asks everyone with this credential to wait; a longer pause that is under way stays. */
    public void pause(Duration duration) {
        limiter.pause(duration);
    }

    /** The limit in force for the credential, in requests per second. */
    public double totalPerSecond() {
        return limiter.perSecond();
    }

    /** Completes with the time waited when one request may leave; may be cancelled. */
    CompletableFuture<Duration> acquire() {
        return limiter.acquire(this);
    }

    /** Gives the share back; requests of this reader that wait are cancelled. */
    @Override
    public void close() {
        limiter.remove(this);
    }
}
