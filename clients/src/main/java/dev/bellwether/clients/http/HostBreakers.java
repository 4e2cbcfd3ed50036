// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.internal.CircuitBreakerStateMachine;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breakers of a process, one per host and port. If clients with different policies talk
 * to one host, the policy of the first holds.
 */
final class HostBreakers {

    private static final HostBreakers SHARED = new HostBreakers(Timers.system().clock());

    private static final Logger LOG = LoggerFactory.getLogger(HostBreakers.class);

    private static final int TRIALS_WHEN_HALF_OPEN = 2;

    private final Clock clock;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    HostBreakers(Clock clock) {
        this.clock = clock;
    }

    static HostBreakers shared() {
        return SHARED;
    }

    CircuitBreaker of(String host, HttpPolicy policy) {
        return breakers.computeIfAbsent(host, name -> newBreaker(name, policy));
    }

    static BreakerState state(CircuitBreaker breaker) {
        switch (breaker.getState()) {
            case OPEN:
            case FORCED_OPEN:
                return BreakerState.OPEN;
            case HALF_OPEN:
                return BreakerState.HALF_OPEN;
            default:
                return BreakerState.CLOSED;
        }
    }

    private CircuitBreaker newBreaker(String host, HttpPolicy policy) {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                policy.breakerWindow(),
                                Math.max(1, policy.breakerWindow() / 2),
                                SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(policy.breakerFailurePercent())
                        .waitDurationInOpenState(policy.breakerOpen())
                        .permittedNumberOfCallsInHalfOpenState(TRIALS_WHEN_HALF_OPEN)
                        .build();
        // The public factory of this version of the library takes no clock; its class does.
        CircuitBreaker breaker = new CircuitBreakerStateMachine(host, config, clock);
        breaker.getEventPublisher()
                .onStateTransition(
                        event -> {
                            CircuitBreaker.State to = event.getStateTransition().getToState();
                            if (to == CircuitBreaker.State.OPEN) {
                                LOG.warn(
                                        "{} fails too often: nothing is sent to it for {} ms",
                                        host,
                                        policy.breakerOpen().toMillis());
                            } else if (to == CircuitBreaker.State.CLOSED) {
                                LOG.info("{} answers again", host);
                            }
                        });
        return breaker;
    }
}
