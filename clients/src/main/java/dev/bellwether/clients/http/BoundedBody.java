// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Collects a body up to a limit and stops reading beyond it: then it either fails or keeps the
 * beginning. Can be given up at any time, which closes the connection.
 */
final class BoundedBody implements BodySubscriber<byte[]> {

    private final int limit;
    private final boolean cutWhenLonger;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

    private Flow.Subscription subscription;
    private boolean abandoned;

    BoundedBody(int limit, boolean cutWhenLonger) {
        this.limit = limit;
        this.cutWhenLonger = cutWhenLonger;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        boolean stop;
        synchronized (this) {
            stop = abandoned || subscription != null;
            if (!stop) {
                subscription = newSubscription;
            }
        }
        if (stop) {
            newSubscription.cancel();
        } else {
            newSubscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            byte[] bytes = new byte[Math.min(buffer.remaining(), limit - collected.size())];
            boolean tooLong = bytes.length < buffer.remaining();
            buffer.get(bytes);
            collected.write(bytes, 0, bytes.length);
            if (tooLong) {
                subscription.cancel();
                if (cutWhenLonger) {
                    body.complete(collected.toByteArray());
                } else {
                    body.completeExceptionally(tooLarge(limit));
                }
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(collected.toByteArray());
    }

    void abandon() {
        Flow.Subscription toCancel;
        synchronized (this) {
            abandoned = true;
            toCancel = subscription;
        }
        if (toCancel != null) {
            toCancel.cancel();
        }
        body.cancel(false);
    }

    static TransportException tooLarge(int limit) {
        return new TransportException(
                TransportException.Kind.UNREADABLE,
                "the answer's body is larger than " + limit + " bytes");
    }
}
