// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws;

import java.io.Serializable;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** How long a service may take for an answer, and how often it is asked for it. */
public final class Patience implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How much longer than after another failure the first pause is for who was throttled. */
    private static final int THROTTLED = 5;

    private final int attempts;
    private final Duration attempt;
    private final Duration whole;
    private final Duration pause;

    private Patience(int attempts, Duration attempt, Duration whole, Duration pause) {
        this.attempts = attempts;
        this.attempt = attempt;
        this.whole = whole;
        this.pause = pause;
    }

    /** One attempt of this length at most. */
    public static Patience once(Duration timeout) {
        return new Patience(1, timeout, timeout, Duration.ZERO);
    }

    /**
     * @param attempts how often at most
     * @param attempt for one of them, connecting and reading the answer included
     * @param whole for all of them with their pauses
     * @param pause at most before the second attempt, growing from there; five times as long for
     *     who was throttled
     */
    public static Patience of(int attempts, Duration attempt, Duration whole, Duration pause) {
        return new Patience(attempts, attempt, whole, pause);
    }

    /** For one attempt. */
    Duration attempt() {
        return attempt;
    }

    ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(strategy())
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(whole)
                .build();
    }

    private RetryStrategy strategy() {
        if (attempts == 1) {
            return DefaultRetryStrategy.doNotRetry();
        }
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .backoffStrategy(BackoffStrategy.exponentialDelay(pause, whole))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(pause.multipliedBy(THROTTLED), whole))
                .build();
    }
}
