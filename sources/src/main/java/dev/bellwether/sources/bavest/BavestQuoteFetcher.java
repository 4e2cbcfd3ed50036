// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.bavest;

import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.bavest.BavestClient;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.sources.polling.PollFetcher;
import dev.bellwether.sources.polling.PollRefusedException;
import dev.bellwether.sources.polling.PollRequest;
import dev.bellwether.sources.polling.PollResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Fetches one quote per request.
 *
 * <p>An unreadable answer, after it was asked for once more, is a failed item that emits its dead
 * letter. A symbol without a quote emits nothing and is not available.
 */
final class BavestQuoteFetcher implements PollFetcher<Ingested> {

    private final BavestClient client;
    private final String keyReference;
    private final int maxConcurrentRequests;

    /**
     * @param keyReference where the key comes from, for the one message that tells of its refusal
     */
    BavestQuoteFetcher(BavestClient client, String keyReference, int maxConcurrentRequests) {
        this.client = client;
        this.keyReference = keyReference;
        this.maxConcurrentRequests = maxConcurrentRequests;
    }

    @Override
    public CompletionStage<PollResult<Ingested>> fetch(PollRequest request) {
        if (request.items().size() != 1) {
            throw new IllegalArgumentException(
                    "one symbol per request, was asked for " + request.items());
        }
        return client.quote(request.items().get(0)).thenCompose(this::toResult);
    }

    private CompletionStage<PollResult<Ingested>> toResult(Fetched<Quote> fetched) {
        switch (fetched.kind()) {
            case AVAILABLE:
                return done(PollResult.of(List.of(Ingested.of(fetched.value()))));
            case NOT_AVAILABLE:
                return done(PollResult.notAvailable(fetched.detail(), List.of()));
            case UNREADABLE:
                return done(
                        PollResult.failed(
                                fetched.detail(), List.of(Ingested.of(fetched.deadLetter()))));
            case REFUSED:
                return CompletableFuture.failedFuture(
                        new PollRefusedException(
                                "Bavest refuses the API key from "
                                        + keyReference
                                        + " ("
                                        + fetched.detail()
                                        + "): put a valid key there and restart the job."));
            default:
                PollResult<Ingested> failed = PollResult.failed(fetched.detail(), List.of());
                return done(failed.withPause(fetched.pause()));
        }
    }

    private static CompletionStage<PollResult<Ingested>> done(PollResult<Ingested> result) {
        return CompletableFuture.completedFuture(result);
    }

    @Override
    public int maxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    @Override
    public void pause(Duration pause) {
        client.pause(pause);
    }

    @Override
    public void close() {
        client.close();
    }
}
