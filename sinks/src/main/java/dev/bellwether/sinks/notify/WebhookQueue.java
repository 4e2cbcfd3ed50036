// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.model.Notification;
import dev.bellwether.sinks.notify.Webhook.Verdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages to one webhook, one at a time and in their order, no faster than it wants, and
 * each until it is taken, refused, or too old.
 *
 * <p>A message whose answer was lost is sent again, so it may come twice; its key tells. After a
 * refusal for good nothing is sent any more until the job starts anew. The address is a secret: it
 * is in no log and no answer.
 */
final class WebhookQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookQueue.class);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);

    /** What became of a message: {@code null} if it was taken, else why not. */
    private static final class Entry {
        final Notification notification;
        final CompletableFuture<String> outcome = new CompletableFuture<>();
        final long sinceNanos = System.nanoTime();
        int attempts;
        boolean plain;

        Entry(Notification notification) {
            this.notification = notification;
        }
    }

    private final String name;
    private final Webhook webhook;
    private final Secret address;
    private final URI uri;
    private final Duration retryTimeout;
    private final Duration firstBackoff;
    private final Duration pace;
    private final HttpClient http;
    private final ScheduledExecutorService thread;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private boolean busy;
    private String gone;

    /**
     * @throws IllegalArgumentException if the address is none, without saying it
     */
    WebhookQueue(
            String name,
            Webhook webhook,
            Secret address,
            Duration retryTimeout,
            Duration firstBackoff,
            Duration pace) {
        this.name = name;
        this.webhook = webhook;
        this.address = address;
        this.retryTimeout = retryTimeout;
        this.firstBackoff = firstBackoff;
        this.pace = pace;
        this.uri = uri(name, address.reveal().trim(), webhook.query());
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(REQUEST_TIMEOUT)
                        .build();
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread worker = new Thread(work, "notify-" + name);
                            worker.setDaemon(true);
                            return worker;
                        });
    }

    private static URI uri(String name, String text, String query) {
        try {
            URI uri = new URI(text);
            boolean local = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
            if (uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && local))) {
                if (query.isEmpty()) {
                    return uri;
                }
                return new URI(text + (uri.getQuery() == null ? "?" : "&") + query);
            }
        } catch (URISyntaxException e) {
            // The message would hold the address.
            throw new IllegalArgumentException("the webhook of " + name + " is no address");
        }
        throw new IllegalArgumentException("the webhook of " + name + " is no https address");
    }

    /**
     * Queues a message.
     *
     * @return {@code null} once it is taken, or why it is given up
     */
    CompletableFuture<String> send(Notification notification) {
        Entry entry = new Entry(notification);
        thread.execute(
                () -> {
                    entries.addLast(entry);
                    next();
                });
        return entry.outcome;
    }

    /** On the thread of the queue, like all that follows. */
    private void next() {
        if (busy || entries.isEmpty()) {
            return;
        }
        Entry entry = entries.peekFirst();
        if (gone != null) {
            end(entry, gone);
            return;
        }
        busy = true;
        entry.attempts++;
        ObjectNode message;
        try {
            message =
                    entry.plain
                            ? webhook.plain(entry.notification)
                            : webhook.message(entry.notification);
        } catch (RuntimeException e) {
            // Those behind it must not wait for ever.
            end(entry, "cannot be written: " + e);
            return;
        }
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .timeout(REQUEST_TIMEOUT)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("User-Agent", "Bellwether")
                        .POST(BodyPublishers.ofString(message.toString(), StandardCharsets.UTF_8))
                        .build();
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        // The request's own timeout ends with the headers, whatever becomes of the body.
        exchange.orTimeout(REQUEST_TIMEOUT.toMillis() + 1000, TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (response, failure) -> answered(entry, response, failure), thread);
    }

    private void answered(Entry entry, HttpResponse<String> response, Throwable failure) {
        if (failure != null) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            again(entry, null, "no answer: " + cause.getClass().getSimpleName());
            return;
        }
        String said =
                "HTTP "
                        + response.statusCode()
                        + " "
                        + Texts.cut(masked(response.body().strip()), 200);
        Verdict verdict =
                webhook.verdict(response.statusCode(), response.headers(), response.body());
        switch (verdict.kind) {
            case SENT:
                end(entry, null);
                break;
            case LATER:
                again(entry, verdict.wait, said);
                break;
            case PLAIN:
                if (entry.plain) {
                    end(entry, said);
                } else {
                    entry.plain = true;
                    pauseThenNext(pace);
                }
                break;
            case GONE:
                gone = said;
                LOG.error(
                        "{} does not take messages any more ({}): put a valid webhook where its"
                                + " option points and restart the job. Until then its"
                                + " notifications are dead letters.",
                        name,
                        said);
                end(entry, said);
                break;
            default:
                end(entry, said);
        }
    }

    /** A proxy may quote the path alone. Masked before it is cut. */
    private String masked(String text) {
        String masked = address.redact(text);
        String path = uri.getRawPath();
        return path.length() > 1 ? masked.replace(path, "***") : masked;
    }

    private void again(Entry entry, Duration wanted, String said) {
        long age = System.nanoTime() - entry.sinceNanos;
        if (age > retryTimeout.toNanos()) {
            end(entry, said + ", for " + retryTimeout.toSeconds() + " s");
            return;
        }
        if (entry.attempts == 3) {
            LOG.warn("{} does not take a message ({}); it is tried on.", name, said);
        }
        long backoff =
                Math.min(
                        LONGEST_BACKOFF.toMillis(),
                        firstBackoff.toMillis() << Math.min(16, entry.attempts - 1));
        Duration pause = wanted == null ? Duration.ofMillis(backoff) : wanted;
        pauseThenNext(pause.compareTo(pace) < 0 ? pace : pause);
    }

    private void end(Entry entry, String outcome) {
        entries.removeFirst();
        entry.outcome.complete(outcome);
        pauseThenNext(outcome == null ? pace : Duration.ZERO);
    }

    private void pauseThenNext(Duration pause) {
        busy = true;
        thread.schedule(
                () -> {
                    busy = false;
                    next();
                },
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s webhook", name);
    }
}
