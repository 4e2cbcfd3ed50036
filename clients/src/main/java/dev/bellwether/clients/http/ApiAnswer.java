// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * The final answer to a request, after all retries.
 *
 * <p>{@link #detail()} is one line for logs and metrics; credentials that a service echoes are
 * masked in it. {@link #body()} is what the service sent, unmasked.
 */
public final class ApiAnswer {

    private final Outcome outcome;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final String detail;
    private final Duration pause;
    private final int attempts;

    ApiAnswer(
            Outcome outcome,
            int status,
            HttpHeaders headers,
            byte[] body,
            String detail,
            Duration pause,
            int attempts) {
        this.outcome = outcome;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.detail = detail;
        this.pause = pause;
        this.attempts = attempts;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** HTTP status; 0 if no answer came. */
    public int status() {
        return status;
    }

    /** First value of a header of the answer. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /**
     * The decompressed body, not to be changed. Whole if the outcome is {@link Outcome#OK};
     * otherwise at most its first 64 KiB.
     */
    public byte[] body() {
        return body;
    }

    /** What happened, for people; {@code null} if the outcome is {@link Outcome#OK}. */
    public String detail() {
        return detail;
    }

    /**
     * How long everyone with this credential pauses because of this answer; already in force in
     * this process. Zero unless the service has asked for it or limits its requests.
     */
    public Duration pause() {
        return pause;
    }

    /** Requests that were made or held back by an open breaker for this answer. */
    public int attempts() {
        return attempts;
    }

    ApiAnswer withOutcome(Outcome newOutcome, String newDetail) {
        return new ApiAnswer(newOutcome, status, headers, body, newDetail, pause, attempts);
    }

    ApiAnswer withPause(Duration newPause) {
        return new ApiAnswer(outcome, status, headers, body, detail, newPause, attempts);
    }

    @Override
    public String toString() {
        return outcome + (detail == null ? "" : ": " + detail);
    }
}
