// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import dev.bellwether.clients.http.Transport.RawAnswer;
import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.clients.secrets.SecretResolver;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One call from its first attempt to its final answer.
 *
 * <p>A call does one thing at a time: it waits for the limiter, has an attempt under way, or waits
 * for a backoff. Whoever ends that step goes on with the next, so the fields of a step need no
 * lock; only {@link #giveUp} and {@link #abandon} come from elsewhere, and they meet the steps in
 * {@link #ended} and {@link #current}.
 */
final class ApiCall {

    private static final int MAX_REDIRECTS = 5;

    private final ApiRequest request;
    private final HttpPolicy policy;
    private final Timers timers;
    private final Transport transport;
    private final HostBreakers breakers;
    private final RateShare share;
    private final HttpListener listener;

    private final CompletableFuture<ApiAnswer> answer = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final PendingTask deadline = new PendingTask();
    private volatile Timers.Task current = () -> {};
    private volatile ApiAnswer lastAnswer;
    private volatile boolean waitsForLimiter;

    private URI uri;
    private List<Secret> secrets = List.of();
    private volatile int attempts;
    private int redirects;
    private boolean askedAgain;
    private boolean refreshedCredentials;

    ApiCall(
            ApiRequest request,
            HttpPolicy policy,
            Timers timers,
            Transport transport,
            HostBreakers breakers,
            RateShare share,
            HttpListener listener) {
        this.request = request;
        this.policy = policy;
        this.timers = timers;
        this.transport = transport;
        this.breakers = breakers;
        this.share = share;
        this.listener = listener;
        uri = request.uri();
    }

    CompletableFuture<ApiAnswer> answer() {
        return answer;
    }

    void start() {
        long limitMillis = policy.callTimeout().toMillis();
        deadline.set(
                timers.schedule(
                        policy.callTimeout(),
                        () -> giveUp("not done within " + limitMillis + " ms")));
        attemptWhenAllowed(true);
    }

    /** Ends the call with the last answer there was, if any. */
    void giveUp(String why) {
        ApiAnswer last = lastAnswer;
        if (last == null) {
            Outcome outcome = waitsForLimiter ? Outcome.LIMITED : Outcome.TRANSIENT;
            String waiting = waitsForLimiter ? ", waiting for the rate limit" : "";
            end(Answers.failed(outcome, why + waiting, List.of(), attempts));
        } else if (last.outcome() == Outcome.OK) {
            end(last);
        } else {
            end(last.withOutcome(last.outcome(), last.detail() + "; " + why));
        }
    }

    /** Ends the call for someone who no longer wants an answer. */
    void abandon() {
        end(null);
    }

    private void end(ApiAnswer last) {
        if (ended.compareAndSet(false, true)) {
            deadline.cancel();
            current.cancel();
            if (last != null) {
                answer.complete(last);
            }
        }
    }

    /** Makes a step the one that ending the call cancels. */
    private void during(Timers.Task step) {
        current = step;
        if (ended.get()) {
            step.cancel();
        }
    }

    private void attemptWhenAllowed(boolean counts) {
        if (share == null) {
            attempt(counts);
            return;
        }
        if (ended.get()) {
            return;
        }
        waitsForLimiter = true;
        CompletableFuture<Duration> permission = share.acquire();
        during(() -> permission.cancel(false));
        permission.whenComplete(
                (waited, cancelled) -> {
                    waitsForLimiter = false;
                    if (cancelled != null) {
                        giveUp("the client was closed");
                        return;
                    }
                    listener.limiterWaited(waited.toMillis());
                    attempt(counts);
                });
    }

    private void attempt(boolean counts) {
        if (ended.get()) {
            return;
        }
        if (counts) {
            attempts++;
        }
        Map<String, String> headers;
        try {
            headers = headersWithCredentials();
        } catch (SecretUnavailableException e) {
            end(Answers.failed(Outcome.REFUSED, e.getMessage(), List.of(), attempts));
            return;
        }
        if (headers == null) {
            end(
                    Answers.failed(
                            Outcome.REFUSED,
                            "the credential has characters that no header may hold",
                            secrets,
                            attempts));
            return;
        }
        String host = Hosts.of(uri);
        CircuitBreaker breaker = breakers.of(host, policy);
        if (!breaker.tryAcquirePermission()) {
            listener.breakerObserved(host, HostBreakers.state(breaker));
            ApiAnswer held =
                    Answers.failed(
                            Outcome.TRANSIENT,
                            host + " has failed too often, its circuit breaker is open",
                            secrets,
                            attempts);
            listener.attemptEnded(host, held.outcome());
            retryOrEnd(held, Duration.ZERO, true);
            return;
        }
        listener.requestSent(host);
        Attempt attempt =
                new Attempt(
                        transport,
                        timers,
                        policy.requestTimeout(),
                        breaker,
                        (raw, failure) -> ended(host, breaker, raw, failure));
        during(attempt);
        attempt.start(request, uri, headers);
    }

    private void ended(
            String host, CircuitBreaker breaker, RawAnswer raw, TransportException failure) {
        listener.breakerObserved(host, HostBreakers.state(breaker));
        if (failure == null) {
            listener.attemptEnded(host, Answers.classify(raw.status));
            judge(raw);
            return;
        }
        String detail = host + ": " + failure.getMessage();
        if (failure.kind() == TransportException.Kind.UNREADABLE) {
            listener.attemptEnded(host, Outcome.UNUSABLE);
            end(Answers.failed(Outcome.UNUSABLE, detail, secrets, attempts));
        } else {
            listener.attemptEnded(host, Outcome.TRANSIENT);
            retryOrEnd(
                    Answers.failed(Outcome.TRANSIENT, detail, secrets, attempts),
                    Duration.ZERO,
                    request.isRepeatable() || failure.kind() == TransportException.Kind.NOT_SENT);
        }
    }

    /** Null if a credential cannot stand in a header. */
    private Map<String, String> headersWithCredentials() {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        List<Secret> used = new ArrayList<>();
        for (Map.Entry<String, SecretResolver> entry : request.credentials().entrySet()) {
            Secret secret = entry.getValue().resolve();
            used.add(secret);
            headers.put(entry.getKey(), secret.reveal());
        }
        secrets = List.copyOf(used);
        boolean allowed = headers.values().stream().allMatch(HeaderText::isAllowed);
        return allowed ? headers : null;
    }

    private void judge(RawAnswer raw) {
        if (isRedirect(raw)) {
            redirect(raw);
            return;
        }
        ApiAnswer got = Answers.received(raw, uri, secrets, attempts);
        switch (got.outcome()) {
            case OK:
                if (!askedAgain && request.isRepeatable() && request.isDoubtful(got)) {
                    askedAgain = true;
                    listener.requestRetried(Hosts.of(uri), Outcome.OK);
                    lastAnswer = got;
                    attemptAfter(policy.backoff(attempts));
                } else {
                    end(got);
                }
                break;
            case REFUSED:
                if (credentialsHaveChanged()) {
                    lastAnswer = got;
                    listener.requestRetried(Hosts.of(uri), Outcome.REFUSED);
                    attemptWhenAllowed(true);
                } else {
                    end(got);
                }
                break;
            case LIMITED:
            case TRANSIENT:
                judgeWithPause(got);
                break;
            default:
                end(got);
        }
    }

    /** Services without Retry-After say when the count of requests begins anew. */
    private Optional<Duration> untilReset(ApiAnswer got) {
        return got.outcome() == Outcome.LIMITED
                ? got.header("x-ratelimit-reset")
                        .flatMap(text -> RetryAfter.parseReset(text, timers.clock().instant()))
                : Optional.empty();
    }

    private void judgeWithPause(ApiAnswer got) {
        Duration asked =
                got.header("retry-after")
                        .flatMap(text -> RetryAfter.parse(text, timers.clock().instant()))
                        .or(() -> untilReset(got))
                        .orElse(null);
        boolean everyone = got.outcome() == Outcome.LIMITED || got.status() == 503 && asked != null;
        if (!everyone) {
            retryOrEnd(got, Duration.ZERO, request.isRepeatable());
            return;
        }
        Duration wanted = asked != null ? asked : policy.backoff(attempts);
        boolean tooLong = asked != null && asked.compareTo(policy.retryAfterMax()) > 0;
        Duration pause = tooLong ? policy.retryAfterMax() : wanted;
        if (share != null) {
            share.pause(pause);
        }
        ApiAnswer paused = got.withPause(pause);
        if (tooLong) {
            end(
                    paused.withOutcome(
                            got.outcome(),
                            got.detail() + "; asked to wait " + wanted.getSeconds() + " s"));
        } else {
            // A 429 or 503 says that nothing was done.
            retryOrEnd(paused, pause, true);
        }
    }

    private void retryOrEnd(ApiAnswer failure, Duration pause, boolean harmless) {
        lastAnswer = failure;
        if (attempts >= policy.maxAttempts() || !harmless) {
            end(failure);
            return;
        }
        listener.requestRetried(Hosts.of(uri), failure.outcome());
        Duration backoff = policy.backoff(attempts);
        attemptAfter(pause.compareTo(backoff) > 0 ? pause : backoff);
    }

    private void attemptAfter(Duration delay) {
        PendingTask backoff = new PendingTask();
        during(backoff);
        backoff.set(timers.schedule(delay, () -> attemptWhenAllowed(true)));
    }

    private boolean credentialsHaveChanged() {
        if (refreshedCredentials) {
            return false;
        }
        refreshedCredentials = true;
        List<Secret> now = new ArrayList<>();
        for (SecretResolver secret : request.credentials().values()) {
            secret.refresh();
            now.add(secret.resolve());
        }
        // Not what refresh() says: another call may have taken up the new value just before.
        return !now.equals(secrets);
    }

    private static boolean isRedirect(RawAnswer raw) {
        return (raw.status >= 301 && raw.status <= 303 || raw.status == 307 || raw.status == 308)
                && raw.headers.firstValue("location").isPresent();
    }

    private void redirect(RawAnswer raw) {
        Redirect redirect = Redirect.of(request, uri, raw);
        if (redirect.target() == null || ++redirects > MAX_REDIRECTS) {
            String why =
                    redirect.target() == null ? redirect.refusal() : "redirected more than 5 times";
            end(
                    Answers.received(raw, uri, secrets, attempts)
                            .withOutcome(
                                    Outcome.UNUSABLE,
                                    "HTTP " + raw.status + " from " + Hosts.of(uri) + ": " + why));
            return;
        }
        uri = redirect.target();
        attemptWhenAllowed(false);
    }
}
