// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands where there is no usable credential: every call is refused, none is made. */
final class RefusedFetcher<T> implements PollFetcher<T> {

    private final PollRefusedException refusal;

    RefusedFetcher(PollRefusedException refusal) {
        this.refusal = refusal;
    }

    @Override
    public CompletionStage<PollResult<T>> fetch(PollRequest request) {
        return CompletableFuture.failedFuture(refusal);
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
