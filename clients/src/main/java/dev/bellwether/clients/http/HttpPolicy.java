// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import io.github.resilience4j.core.IntervalFunction;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/** The validated values of {@link HttpOptions}. Immutable; travels with a job. */
public final class HttpPolicy implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final double BACKOFF_MULTIPLIER = 2.0;
    private static final double BACKOFF_RANDOMIZATION = 0.5;

    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final Duration callTimeout;
    private final int maxAttempts;
    private final Duration backoffInitial;
    private final Duration backoffMax;
    private final Duration retryAfterMax;
    private final int bodyMax;
    private final int breakerWindow;
    private final int breakerFailurePercent;
    private final Duration breakerOpen;

    private HttpPolicy(ReadableConfig config) {
        connectTimeout = config.get(HttpOptions.CONNECT_TIMEOUT);
        requestTimeout = config.get(HttpOptions.REQUEST_TIMEOUT);
        callTimeout = config.get(HttpOptions.CALL_TIMEOUT);
        maxAttempts = config.get(HttpOptions.MAX_ATTEMPTS);
        backoffInitial = config.get(HttpOptions.BACKOFF_INITIAL);
        backoffMax = config.get(HttpOptions.BACKOFF_MAX);
        retryAfterMax = config.get(HttpOptions.RETRY_AFTER_MAX);
        bodyMax = Math.toIntExact(config.get(HttpOptions.BODY_MAX).getBytes());
        breakerWindow = config.get(HttpOptions.BREAKER_WINDOW);
        breakerFailurePercent = config.get(HttpOptions.BREAKER_FAILURE_PERCENT);
        breakerOpen = config.get(HttpOptions.BREAKER_OPEN);
    }

    /**
     * @throws IllegalArgumentException with all that {@link HttpOptions#check} finds
     */
    public static HttpPolicy from(ReadableConfig config) {
        List<String> problems = new ArrayList<>();
        HttpOptions.check(config, (option, text) -> problems.add(option.key() + " " + text));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("HTTP policy: " + String.join("; ", problems));
        }
        return new HttpPolicy(config);
    }

    public static HttpPolicy defaults() {
        return from(new Configuration());
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    Duration callTimeout() {
        return callTimeout;
    }

    int maxAttempts() {
        return maxAttempts;
    }

    Duration retryAfterMax() {
        return retryAfterMax;
    }

    int bodyMax() {
        return bodyMax;
    }

    int breakerWindow() {
        return breakerWindow;
    }

    int breakerFailurePercent() {
        return breakerFailurePercent;
    }

    Duration breakerOpen() {
        return breakerOpen;
    }

    /** Pause after the n-th failure (from 1): doubling, varied by half either way, bounded. */
    Duration backoff(int failures) {
        long millis =
                IntervalFunction.ofExponentialRandomBackoff(
                                backoffInitial,
                                BACKOFF_MULTIPLIER,
                                BACKOFF_RANDOMIZATION,
                                backoffMax)
                        .apply(failures);
        return Duration.ofMillis(Math.max(1, Math.min(millis, backoffMax.toMillis())));
    }
}
