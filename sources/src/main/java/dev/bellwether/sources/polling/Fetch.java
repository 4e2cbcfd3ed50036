// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One call to the provider: not begun, under way, or answered. Answered on any thread, read on the
 * task's after {@link #begin}'s listener has handed it over.
 */
final class Fetch<T> {

    private final PollRequest request;

    private boolean begun;
    private long begunMillis;
    private volatile long millis;
    private volatile PollResult<T> result;
    private volatile Throwable failure;

    Fetch(PollRequest request) {
        this.request = request;
    }

    PollRequest request() {
        return request;
    }

    /** Makes the call. The listener hears of the answer exactly once, perhaps at once. */
    void begin(PollFetcher<T> fetcher, LongSupplier clock, Consumer<Fetch<T>> listener) {
        begun = true;
        begunMillis = clock.getAsLong();
        CompletionStage<PollResult<T>> stage;
        try {
            stage = fetcher.fetch(request);
            if (stage == null) {
                throw new IllegalStateException("the fetcher gave no future");
            }
        } catch (Exception e) {
            answer(null, e, clock, listener);
            return;
        }
        stage.whenComplete((answer, thrown) -> answer(answer, thrown, clock, listener));
    }

    private void answer(
            PollResult<T> answer, Throwable thrown, LongSupplier clock, Consumer<Fetch<T>> heard) {
        millis = Math.max(0, clock.getAsLong() - begunMillis);
        if (thrown != null) {
            failure = unwrap(thrown);
        } else if (answer == null) {
            failure = new IllegalStateException("the fetcher answered null");
        } else if (answer.nextPageToken() != null
                && answer.nextPageToken().equals(request.pageToken())) {
            failure = new IllegalStateException("the page token does not advance");
        } else {
            result = answer;
        }
        heard.accept(this);
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    boolean isBegun() {
        return begun;
    }

    boolean isAnswered() {
        return result != null || failure != null;
    }

    /** Whether the answer is one that a split can be moved on by. */
    boolean isUsable() {
        return isAnswered() && !isRefused();
    }

    boolean isRefused() {
        return failure instanceof PollRefusedException;
    }

    /** {@code null} if the call failed with an exception. */
    PollResult<T> result() {
        return result;
    }

    /** {@code null} if there is a result. */
    Throwable failure() {
        return failure;
    }

    /** How long the call took. */
    long millis() {
        return millis;
    }
}
