// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.Notification;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the messages of one channel: at each address one at a time and in the order in which they
 * were made, no faster than the service wants, and each until it is taken, refused, or too old.
 *
 * <p>Every address has a queue of its own, so one that is down, slow or gone holds up no other. At
 * most {@link #MOST_WAITING} wait for one address: what comes then is given up at once, rather than
 * fill what all addresses share. After a refusal for good nothing is sent to an address any more
 * until the job starts anew. What is wrong with the whole channel (a quota, an account, a
 * permission) makes all of it wait, and is said once.
 *
 * <p>A message whose answer was lost is sent again, so it may come twice; its key tells. No address
 * is in a log or an outcome.
 */
final class Deliveries implements AutoCloseable {

    /** For one address. */
    static final int MOST_WAITING = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);
    private static final double JITTER = 0.1;

    /** Requests that take their time do so here; webhooks do not. */
    private static final int WORKERS = 4;

    /** On the thread of the queues, but for the future. */
    private static final class Entry {
        final Notification notification;
        final CompletableFuture<String> outcome = new CompletableFuture<>();
        final long sinceNanos;
        List<Page> pages;
        int page;
        int attempts;
        boolean begun;
        boolean plain;

        /** What was refused of it so far. */
        String refused;

        Entry(Notification notification, long sinceNanos) {
            this.notification = notification;
            this.sinceNanos = sinceNanos;
        }

        String who() {
            return notification.recipient == null ? "" : " for " + notification.recipient;
        }
    }

    /** The queue of one address. */
    private static final class Lane {
        final String address;
        final LinkedList<Entry> entries = new LinkedList<>();
        boolean busy;
        long freeNanos;
        String gone;

        Lane(String address, long freeNanos) {
            this.address = address;
            this.freeNanos = freeNanos;
        }
    }

    private final String name;
    private final Sender sender;
    private final Duration retryTimeout;
    private final IntervalFunction backoff;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread;
    private final ExecutorService workers;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder retried = new LongAdder();

    /** When the next message may be sent at all, by its pace or after a pause. */
    private long channelFreeNanos;

    private volatile long pausedNanos;

    private boolean faultTold;

    /**
     * @param firstBackoff before the second attempt; doubles from there, up to a minute
     * @param settle how long nothing is sent at the beginning: what waited when the job stopped
     *     comes at once and in any order, and is put in order first
     */
    Deliveries(
            String name,
            Sender sender,
            Duration retryTimeout,
            Duration firstBackoff,
            Duration settle) {
        this(
                name,
                sender,
                retryTimeout,
                firstBackoff,
                settle,
                System::nanoTime,
                Executors.newSingleThreadScheduledExecutor(work -> daemon(name, work, "")),
                Executors.newFixedThreadPool(WORKERS, work -> daemon(name, work, "-sender")));
    }

    /** On a clock of its own: {@code thread} waits by it, and so does nothing else. */
    Deliveries(
            String name,
            Sender sender,
            Duration retryTimeout,
            Duration firstBackoff,
            Duration settle,
            LongSupplier nanoTime,
            ScheduledExecutorService thread,
            ExecutorService workers) {
        this.name = name;
        this.sender = sender;
        this.retryTimeout = retryTimeout;
        this.backoff =
                IntervalFunction.ofExponentialRandomBackoff(
                        firstBackoff.toMillis(), 2.0, JITTER, LONGEST_BACKOFF.toMillis());
        this.nanoTime = nanoTime;
        this.pausedNanos = now() + settle.toNanos();
        this.channelFreeNanos = pausedNanos;
        this.thread = thread;
        this.workers = workers;
    }

    private long now() {
        return nanoTime.getAsLong();
    }

    private static Thread daemon(String name, Runnable work, String suffix) {
        Thread worker = new Thread(work, "notify-" + name + suffix);
        worker.setDaemon(true);
        return worker;
    }

    /**
     * Queues a notification at each of its addresses.
     *
     * @return {@code null} once it is taken everywhere, or why it is given up
     */
    CompletableFuture<String> send(Notification notification) {
        List<String> addresses = sender.addresses(notification);
        if (addresses.isEmpty()) {
            return CompletableFuture.completedFuture("no address is configured for the channel");
        }
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (String address : addresses) {
            Entry entry = new Entry(notification, now());
            waiting.incrementAndGet();
            outcomes.add(entry.outcome.whenComplete((said, none) -> waiting.decrementAndGet()));
            thread.execute(() -> take(address, entry));
        }
        if (outcomes.size() == 1) {
            return outcomes.get(0);
        }
        return CompletableFuture.allOf(outcomes.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> joined(outcomes));
    }

    private static String joined(List<CompletableFuture<String>> outcomes) {
        List<String> problems =
                outcomes.stream()
                        .map(CompletableFuture::join)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toList());
        return problems.isEmpty()
                ? null
                : "at "
                        + problems.size()
                        + " of "
                        + outcomes.size()
                        + " addresses: "
                        + String.join("; ", problems);
    }

    /** Messages that wait for their answers, each once for each address. */
    int waiting() {
        return waiting.get();
    }

    /** Whether nothing is sent to anybody for now. */
    boolean isPaused() {
        return pausedNanos - now() > 0;
    }

    /** Attempts after the first. */
    long retried() {
        return retried.sum();
    }

    /** On the thread of the queues, like all that follows. */
    private void take(String address, Entry entry) {
        Lane lane = lanes.computeIfAbsent(address, to -> new Lane(to, now()));
        if (lane.entries.size() >= MOST_WAITING) {
            entry.outcome.complete(MOST_WAITING + " messages wait for that address already");
            return;
        }
        insert(lane, entry);
        next(lane);
    }

    /** Behind all that are not younger; the one that is being sent stays the first. */
    private static void insert(Lane lane, Entry entry) {
        ListIterator<Entry> from = lane.entries.listIterator(lane.entries.size());
        while (from.hasPrevious()) {
            Entry before = from.previous();
            if (before.begun || !isBefore(entry.notification, before.notification)) {
                from.next();
                break;
            }
        }
        from.add(entry);
    }

    private static boolean isBefore(Notification one, Notification other) {
        if (one.createdMillis != other.createdMillis) {
            return one.createdMillis < other.createdMillis;
        }
        if (one.eventMillis != other.eventMillis) {
            return one.eventMillis < other.eventMillis;
        }
        boolean same = one.alert != null && one.alert.equals(other.alert);
        return same && change(one) < change(other);
    }

    /** The number at the end of the key: changes of one alert are counted. */
    private static long change(Notification notification) {
        String end = notification.key.substring(notification.key.lastIndexOf('/') + 1);
        return end.matches("\\d{1,18}") ? Long.parseLong(end) : 0;
    }

    private void next(Lane lane) {
        if (lane.busy) {
            return;
        }
        while (lane.gone != null && !lane.entries.isEmpty()) {
            lane.entries.removeFirst().outcome.complete(lane.gone);
        }
        if (lane.entries.isEmpty()) {
            if (lane.gone == null && lane.freeNanos - now() <= 0) {
                lanes.remove(lane.address);
            }
            return;
        }
        lane.busy = true;
        at(lane.freeNanos, () -> reserve(lane));
    }

    /** Takes a place in the pace of the whole channel; a new one if it was made to wait since. */
    private void reserve(Lane lane) {
        long start = later(channelFreeNanos, now());
        channelFreeNanos = start + sender.channelPace().toNanos();
        at(
                start,
                () -> {
                    if (pausedNanos - now() > 0) {
                        reserve(lane);
                    } else {
                        attempt(lane, lane.entries.getFirst());
                    }
                });
    }

    private static long later(long oneNanos, long otherNanos) {
        return oneNanos - otherNanos > 0 ? oneNanos : otherNanos;
    }

    private void at(long nanos, Runnable work) {
        thread.schedule(work, Math.max(0, nanos - now()), TimeUnit.NANOSECONDS);
    }

    private void attempt(Lane lane, Entry entry) {
        entry.begun = true;
        entry.attempts++;
        if (entry.attempts > 1) {
            retried.increment();
        }
        CompletableFuture.supplyAsync(() -> dispatch(lane, entry), workers)
                .thenCompose(answer -> answer)
                .whenCompleteAsync((answer, failure) -> answered(lane, answer, failure), thread);
    }

    private CompletableFuture<Answer> dispatch(Lane lane, Entry entry) {
        if (entry.pages == null) {
            entry.pages = sender.pages(entry.notification);
        }
        return sender.send(lane.address, entry.pages.get(entry.page), entry.plain);
    }

    private void answered(Lane lane, Answer answer, Throwable failure) {
        Entry entry = lane.entries.getFirst();
        if (failure != null) {
            // Those behind it must not wait for ever.
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            end(lane, "cannot be written: " + cause);
            return;
        }
        switch (answer.kind) {
            case SENT:
                faultTold = false;
                lane.freeNanos = now() + longer(answer.wait, sender.pace()).toNanos();
                turn(lane, entry);
                break;
            case LATER:
                later(lane, entry, answer);
                break;
            case PLAIN:
                lane.freeNanos = now() + sender.pace().toNanos();
                if (entry.plain) {
                    refuse(lane, entry, answer.said);
                } else {
                    entry.plain = true;
                    again(lane);
                }
                break;
            case GONE:
                lane.gone = answer.said;
                LOG.error(
                        "{} does not take messages{} any more ({}): mend the address that is"
                                + " configured and restart the job. Until then its notifications"
                                + " are dead letters.",
                        name,
                        entry.who(),
                        answer.said);
                end(lane, answer.said);
                break;
            default:
                refuse(lane, entry, answer.said);
        }
    }

    /** The other pages are sent all the same. */
    private void refuse(Lane lane, Entry entry, String said) {
        String which =
                entry.pages.size() == 1
                        ? said
                        : "part " + (entry.page + 1) + " of " + entry.pages.size() + ": " + said;
        entry.refused = entry.refused == null ? which : entry.refused + "; " + which;
        turn(lane, entry);
    }

    private void turn(Lane lane, Entry entry) {
        entry.page++;
        entry.attempts = 0;
        entry.plain = false;
        if (entry.page < entry.pages.size()) {
            again(lane);
        } else {
            end(lane, entry.refused);
        }
    }

    private void later(Lane lane, Entry entry, Answer answer) {
        long age = now() - entry.sinceNanos;
        Duration pause =
                answer.wait == null
                        ? Duration.ofMillis(backoff.apply(Math.min(entry.attempts, 30)))
                        : answer.wait;
        if (answer.everybody) {
            pauseChannel(answer, pause);
        } else {
            lane.freeNanos = now() + longer(pause, sender.pace()).toNanos();
        }
        if (age > retryTimeout.toNanos()) {
            end(lane, answer.said + ", for " + retryTimeout.toSeconds() + " s");
            return;
        }
        if (entry.attempts == 3 && !answer.fault) {
            LOG.warn(
                    "{} does not take a message{} ({}); it is tried on.",
                    name,
                    entry.who(),
                    answer.said);
        }
        again(lane);
    }

    private void pauseChannel(Answer answer, Duration pause) {
        long until = now() + pause.toNanos();
        pausedNanos = later(pausedNanos, until);
        channelFreeNanos = later(channelFreeNanos, until);
        if (answer.fault && !faultTold) {
            faultTold = true;
            LOG.error(
                    "{} takes no messages at all ({}): this is to be mended where the service is"
                            + " administered. Messages wait, each for {} s at most, and are then"
                            + " dead letters.",
                    name,
                    answer.said,
                    retryTimeout.toSeconds());
        }
    }

    private void again(Lane lane) {
        lane.busy = false;
        next(lane);
    }

    private void end(Lane lane, String outcome) {
        lane.entries.removeFirst().outcome.complete(outcome);
        lane.busy = false;
        next(lane);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        workers.shutdownNow();
        sender.close();
    }
}
