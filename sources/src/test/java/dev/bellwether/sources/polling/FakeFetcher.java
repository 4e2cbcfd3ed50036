// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A provider whose answers the test gives by hand, in any order. */
final class FakeFetcher implements PollFetcher<Polled> {

    /** One call that waits for its answer. */
    static final class Call {

        final PollRequest request;
        final CompletableFuture<PollResult<Polled>> answer = new CompletableFuture<>();

        Call(PollRequest request) {
            this.request = request;
        }

        /** One record of value 1 per item, and no further page. */
        void succeed() {
            answer.complete(PollResult.of(records(0, 1)));
        }

        void succeedWith(long value) {
            answer.complete(PollResult.of(records(0, value)));
        }

        /** Page {@code n} of {@code pages}; the token is the number of the next page. */
        void succeedPaged(int pages, long value) {
            int page = request.pageToken() == null ? 0 : Integer.parseInt(request.pageToken());
            String next = page + 1 < pages ? Integer.toString(page + 1) : null;
            answer.complete(PollResult.page(records(page, value), next));
        }

        private List<Polled> records(int page, long value) {
            List<Polled> records = new ArrayList<>();
            for (String item : request.items()) {
                records.add(
                        new Polled(
                                item,
                                request.scheduledMillis(),
                                request.windowStartMillis(),
                                page,
                                value));
            }
            return records;
        }
    }

    final List<Call> open = new ArrayList<>();
    final List<PollRequest> requests = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    int itemsPerRequest = 1;
    int maxConcurrentRequests = 1;
    RuntimeException thrown;
    Consumer<PollRequest> listener = request -> {};
    boolean closed;

    @Override
    public CompletionStage<PollResult<Polled>> fetch(PollRequest request) {
        if (thrown != null) {
            throw thrown;
        }
        listener.accept(request);
        requests.add(request);
        Call call = new Call(request);
        open.add(call);
        return call.answer;
    }

    /** The call for an item that has not been answered. */
    Call call(String item) {
        for (Call call : open) {
            if (call.request.items().contains(item)) {
                open.remove(call);
                return call;
            }
        }
        throw new AssertionError("No call for " + item + " is open, only " + requests);
    }

    /** Items of all open calls, in the order of the calls. */
    List<String> openItems() {
        List<String> items = new ArrayList<>();
        open.forEach(call -> items.addAll(call.request.items()));
        return items;
    }

    @Override
    public int itemsPerRequest() {
        return itemsPerRequest;
    }

    @Override
    public int maxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    @Override
    public void pause(Duration pause) {
        pauses.add(pause);
    }

    @Override
    public void close() {
        closed = true;
    }
}
