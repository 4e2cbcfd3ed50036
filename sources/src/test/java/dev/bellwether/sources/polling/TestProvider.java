// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import dev.bellwether.sources.polling.PollResult.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;

/**
 * A provider for jobs on a mini-cluster, found by name from inside the tasks. It answers on a
 * thread of its own, misbehaves on demand and remembers what it was asked.
 */
final class TestProvider {

    private static final Map<String, TestProvider> WORLDS = new ConcurrentHashMap<>();

    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger created = new AtomicInteger();
    final AtomicInteger openFetchers = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();

    /** How often each page of each item of each firing was asked for. */
    final Map<String, Integer> fetched = new ConcurrentHashMap<>();

    /** What reached a sink, also of attempts that failed later. */
    final List<Polled> written = new CopyOnWriteArrayList<>();

    /** What had passed the operator behind the source at a completed checkpoint. */
    final Set<String> checkpointed = ConcurrentHashMap.newKeySet();

    volatile int pages = 1;
    volatile int delayMillis = 1;

    /** After so many calls answers take long, until the job has failed once. */
    volatile int slowAfterCalls = Integer.MAX_VALUE;

    volatile boolean refused;
    volatile boolean brokenFactory;
    volatile String broken = "";
    volatile String unknown = "";
    volatile LongUnaryOperator valueOf = scheduled -> scheduled;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private volatile long lastCallNanos = System.nanoTime();

    static TestProvider open(String world) {
        TestProvider provider = new TestProvider();
        WORLDS.put(world, provider);
        return provider;
    }

    static TestProvider of(String world) {
        return WORLDS.get(world);
    }

    static void close(String world) {
        WORLDS.remove(world).thread.shutdownNow();
    }

    PollFetcher<Polled> connect() {
        if (brokenFactory) {
            throw new IllegalStateException("no such host");
        }
        created.incrementAndGet();
        openFetchers.incrementAndGet();
        return new Fetcher();
    }

    boolean isQuietFor(Duration period) {
        return System.nanoTime() - lastCallNanos > period.toNanos();
    }

    private PollResult<Polled> answer(PollRequest request) throws PollRefusedException {
        if (refused) {
            throw new PollRefusedException("the key is not accepted; set another one");
        }
        int page = request.pageToken() == null ? 0 : Integer.parseInt(request.pageToken());
        List<Polled> records = new ArrayList<>();
        Status status = Status.OK;
        for (String item : request.items()) {
            if (item.equals(broken)) {
                throw new IllegalStateException("HTTP 500");
            }
            status = item.equals(unknown) ? Status.NOT_AVAILABLE : status;
            long scheduled = request.scheduledMillis();
            Polled record =
                    new Polled(
                            item,
                            scheduled,
                            request.windowStartMillis(),
                            page,
                            valueOf.applyAsLong(scheduled));
            fetched.merge(record.place(), 1, Integer::sum);
            records.add(record);
        }
        if (status == Status.NOT_AVAILABLE) {
            return PollResult.notAvailable("unknown", Collections.emptyList());
        }
        return PollResult.page(records, page + 1 < pages ? Integer.toString(page + 1) : null);
    }

    private final class Fetcher implements PollFetcher<Polled> {

        @Override
        public CompletionStage<PollResult<Polled>> fetch(PollRequest request) {
            boolean slow = calls.incrementAndGet() > slowAfterCalls && failures.get() == 0;
            lastCallNanos = System.nanoTime();
            CompletableFuture<PollResult<Polled>> future = new CompletableFuture<>();
            thread.schedule(
                    () -> {
                        try {
                            future.complete(answer(request));
                        } catch (Exception e) {
                            future.completeExceptionally(e);
                        }
                    },
                    slow ? 20 : delayMillis,
                    TimeUnit.MILLISECONDS);
            return future;
        }

        @Override
        public int maxConcurrentRequests() {
            return 2;
        }

        @Override
        public void close() {
            openFetchers.decrementAndGet();
        }
    }
}
