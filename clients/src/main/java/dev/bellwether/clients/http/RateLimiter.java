// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The rate limit of one credential: a token bucket (Bucket4j) whose rate is the sum of the shares
 * of all who use the credential, with one queue, first come first served, in front of it.
 *
 * <p>The bucket holds a tenth of a second's tokens, at least one: requests leave evenly, and any
 * span of t seconds sees at most {@code rate * (t + 0.1) + 1} of them. Waiting costs one timer for
 * the whole queue. A pause holds the queue back; what has been granted before is not called back.
 */
final class RateLimiter {

    private static final double BURST_SECONDS = 0.1;

    /** For ever, for a job; nanoseconds cannot count much further. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(3650);

    private final Timers timers;
    private final Map<RateShare, Double> shares = new IdentityHashMap<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();

    private Bucket bucket;
    private boolean paused;
    private long pausedUntilNanos;
    private Timers.Task wakeUp;

    RateLimiter(Timers timers) {
        this.timers = timers;
    }

    void add(RateShare share, double perSecond) {
        synchronized (this) {
            shares.put(share, perSecond);
            applyRate();
        }
        // Whoever waits may pass earlier now.
        grant();
    }

    void remove(RateShare share) {
        List<Waiter> abandoned = new ArrayList<>();
        synchronized (this) {
            if (shares.remove(share) == null) {
                return;
            }
            for (Waiter waiter : waiters) {
                if (waiter.share == share) {
                    abandoned.add(waiter);
                }
            }
            waiters.removeAll(abandoned);
            if (!shares.isEmpty()) {
                applyRate();
            }
        }
        abandoned.forEach(waiter -> waiter.granted.cancel(false));
        grant();
    }

    /** Whether nobody uses it and there is no pause that a newcomer would have to know of. */
    synchronized boolean isForgettable() {
        return shares.isEmpty() && !isPaused();
    }

    /** The limit that is in force, in requests per second: the sum of the shares. */
    synchronized double perSecond() {
        return shares.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Completes with the time waited when the request may leave; cancelled with its share. */
    CompletableFuture<Duration> acquire(RateShare share) {
        Waiter waiter = new Waiter(share, timers.nanoTime());
        synchronized (this) {
            if (!shares.containsKey(share)) {
                waiter.granted.cancel(false);
                return waiter.granted;
            }
            waiters.add(waiter);
        }
        grant();
        return waiter.granted;
    }

    /** Empties the bucket and lets nobody pass for the duration; a longer pause stays. */
    synchronized void pause(Duration duration) {
        Duration bounded = duration.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : duration;
        long until = timers.nanoTime() + bounded.toNanos();
        if (!isPaused() || until - pausedUntilNanos > 0) {
            paused = true;
            pausedUntilNanos = until;
        }
        if (bucket != null) {
            bucket.tryConsumeAsMuchAsPossible();
        }
    }

    private boolean isPaused() {
        return paused && pausedUntilNanos - timers.nanoTime() > 0;
    }

    private void grant() {
        List<Waiter> free = new ArrayList<>();
        synchronized (this) {
            while (!waiters.isEmpty()) {
                // Whoever ran out of time while waiting has cancelled.
                if (waiters.peek().granted.isDone()) {
                    waiters.remove();
                    continue;
                }
                long waitNanos = nanosUntilNext();
                if (waitNanos > 0) {
                    wakeUpIn(waitNanos);
                    break;
                }
                free.add(waiters.remove());
            }
        }
        long now = timers.nanoTime();
        for (Waiter waiter : free) {
            waiter.granted.complete(Duration.ofNanos(now - waiter.sinceNanos));
        }
    }

    /** Takes a token, or tells how long there will be none. */
    private long nanosUntilNext() {
        if (isPaused()) {
            return pausedUntilNanos - timers.nanoTime();
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
    }

    private void wakeUpIn(long nanos) {
        if (wakeUp != null) {
            wakeUp.cancel();
        }
        wakeUp = timers.schedule(Duration.ofNanos(nanos), this::grant);
    }

    private void applyRate() {
        double rate = perSecond();
        Bandwidth bandwidth =
                Bandwidth.builder()
                        .capacity(Math.max(1, Math.round(rate * BURST_SECONDS)))
                        .refillGreedy(1, Duration.ofNanos(Math.max(1, Math.round(1e9 / rate))))
                        .build();
        if (bucket == null) {
            bucket =
                    Bucket.builder()
                            .addLimit(bandwidth)
                            .withCustomTimePrecision(new Monotonic())
                            .build();
        } else {
            bucket.replaceConfiguration(
                    BucketConfiguration.builder().addLimit(bandwidth).build(),
                    TokensInheritanceStrategy.AS_IS);
        }
    }

    private static final class Waiter {

        final RateShare share;
        final long sinceNanos;
        final CompletableFuture<Duration> granted = new CompletableFuture<>();

        Waiter(RateShare share, long sinceNanos) {
            this.share = share;
            this.sinceNanos = sinceNanos;
        }
    }

    private final class Monotonic implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return timers.nanoTime();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
