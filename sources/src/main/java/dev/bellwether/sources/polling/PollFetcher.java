// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Talks to one provider on behalf of one reader of a {@link PollingSource}.
 *
 * <p>Calls must not block: they return at once and complete later, on any thread. Timeouts, bounded
 * retries and rate limits are the fetcher's business; the source only decides what is asked for and
 * when.
 *
 * @param <T> type of the records
 */
public interface PollFetcher<T> extends AutoCloseable {

    /**
     * Fetches one page.
     *
     * <p>Completes exceptionally with {@link PollRefusedException} if the provider refuses the
     * credential: the source then stops polling. Any other exception counts as {@link
     * PollResult.Status#FAILED} for these items only; it is logged, so its text holds no secret. An
     * {@link Error} fails the task.
     */
    CompletionStage<PollResult<T>> fetch(PollRequest request);

    /** How many items of a chunk may go into one request; 1 for providers that know no batches. */
    default int itemsPerRequest() {
        return 1;
    }

    /** How many requests may be under way at once from one reader. */
    default int maxConcurrentRequests() {
        return 1;
    }

    /** Asks everyone who shares this fetcher's credential in this process to wait. */
    default void pause(Duration pause) {}

    /** Releases connections; calls under way may be abandoned. */
    @Override
    void close();
}
