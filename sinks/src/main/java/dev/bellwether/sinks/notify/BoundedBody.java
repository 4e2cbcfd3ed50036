// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The beginning of what an endpoint answers, in UTF-8: it may send without end, or stop in the
 * middle. After {@link #MOST_BYTES} the exchange is broken off and the answer is what has come; one
 * that is not over in time is broken off and is none, with a {@link TimeoutException}.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<String> {

    /** Answers of Slack and Discord are far shorter. */
    static final int MOST_BYTES = 16 * 1024;

    private final Duration timeout;
    private final ByteBuffer kept = ByteBuffer.allocate(MOST_BYTES);
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private Flow.Subscription subscription;

    /**
     * @param timeout for the whole body, from the end of the headers
     */
    BoundedBody(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscribed) {
        subscription = subscribed;
        body.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete(
                        (text, failure) -> {
                            if (failure instanceof TimeoutException) {
                                subscribed.cancel();
                            }
                        });
        subscribed.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int most = Math.min(buffer.remaining(), kept.remaining());
            kept.put(buffer.slice().limit(most));
        }
        if (kept.hasRemaining()) {
            subscription.request(1);
        } else {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(new String(kept.array(), 0, kept.position(), StandardCharsets.UTF_8));
    }
}
