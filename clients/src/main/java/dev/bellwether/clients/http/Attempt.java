// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import dev.bellwether.clients.http.Transport.RawAnswer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request under way, for which its breaker has given permission. Whichever comes first of
 * answer, timeout and cancellation settles it; the breaker hears of it exactly once.
 */
final class Attempt implements Timers.Task {

    /** Is told how the attempt ended, unless it was cancelled; one of the two is null. */
    interface End {
        void ended(RawAnswer answer, TransportException failure);
    }

    /** What breakers are told of a failure; they only count. */
    private static final Exception COUNTED_FAILURE =
            new TransportException(TransportException.Kind.BROKEN, "a failed attempt");

    private final Transport transport;
    private final Timers timers;
    private final Duration limit;
    private final CircuitBreaker breaker;
    private final End end;
    private final long startNanos;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final PendingTask timeout = new PendingTask();
    private volatile Transport.Exchange exchange;

    Attempt(Transport transport, Timers timers, Duration limit, CircuitBreaker breaker, End end) {
        this.transport = transport;
        this.timers = timers;
        this.limit = limit;
        this.breaker = breaker;
        this.end = end;
        startNanos = timers.nanoTime();
    }

    void start(ApiRequest request, URI uri, Map<String, String> headers) {
        try {
            exchange = transport.send(request.method(), uri, headers, request.body());
        } catch (RuntimeException e) {
            // The message may quote a header, so only its kind is told.
            settle(
                    null,
                    new TransportException(
                            TransportException.Kind.UNREADABLE,
                            "the request cannot be sent: " + e.getClass().getSimpleName()));
            return;
        }
        if (settled.get()) {
            exchange.abort();
            return;
        }
        timeout.set(timers.schedule(limit, this::timedOut));
        exchange.answer().whenComplete((raw, failure) -> settle(raw, unwrap(failure)));
    }

    private void timedOut() {
        boolean late =
                settle(
                        null,
                        new TransportException(
                                TransportException.Kind.BROKEN,
                                "no complete answer within " + limit.toMillis() + " ms"));
        if (late) {
            exchange.abort();
        }
    }

    /** Gives the attempt up; it then counts neither as a success nor as a failure. */
    @Override
    public void cancel() {
        if (settled.compareAndSet(false, true)) {
            timeout.cancel();
            breaker.releasePermission();
            Transport.Exchange underWay = exchange;
            if (underWay != null) {
                underWay.abort();
            }
        }
    }

    private boolean settle(RawAnswer raw, TransportException failure) {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        timeout.cancel();
        long nanos = timers.nanoTime() - startNanos;
        boolean failed =
                failure == null
                        ? Answers.classify(raw.status) == Outcome.TRANSIENT
                        : failure.kind() != TransportException.Kind.UNREADABLE;
        if (failed) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, COUNTED_FAILURE);
        } else {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
        end.ended(raw, failure);
        return true;
    }

    private static TransportException unwrap(Throwable failure) {
        if (failure == null) {
            return null;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause instanceof TransportException
                ? (TransportException) cause
                : new TransportException(
                        TransportException.Kind.BROKEN, cause.getClass().getSimpleName(), cause);
    }
}
