// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretResolver;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import dev.bellwether.model.Notification;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Posts to webhooks: that of the configuration, and those of people, whose addresses are references
 * of secrets. The webhook itself is a secret: it is in no log and no answer. One that was replaced
 * in its place is taken up at the latest when the old one is refused.
 *
 * <p>Those of people are written by others than the configuration: they are posted to at {@link
 * NotifyOptions#WEBHOOK_HOSTS} only, and what they answer makes nobody else wait.
 */
final class WebhookSender implements Sender {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** That of the configuration. */
    private static final String CONFIGURED = "";

    private final String name;
    private final Webhook webhook;
    private final SecretStores stores;
    private final Duration pace;
    private final WebhookHosts hosts;

    /** {@code null} if there is none. */
    private final String configuredHost;

    private final Map<String, SecretResolver> secrets = new ConcurrentHashMap<>();
    private final HttpClient http;

    /**
     * @param configured {@code null} if people have webhooks of their own only
     * @param hosts where those of people may be
     * @throws IllegalArgumentException if what is configured is no address, without saying it
     * @throws SecretUnavailableException if it cannot be read
     */
    WebhookSender(
            String name,
            Webhook webhook,
            SecretReference configured,
            SecretStores stores,
            WebhookHosts hosts,
            Duration pace) {
        this.name = name;
        this.webhook = webhook;
        this.stores = stores;
        this.hosts = hosts;
        this.pace = pace;
        if (configured == null) {
            this.configuredHost = null;
        } else {
            SecretResolver resolver = SecretResolver.of(configured);
            this.configuredHost = uri(CONFIGURED, resolver.resolve()).getHost();
            secrets.put(CONFIGURED, resolver);
        }
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(REQUEST_TIMEOUT)
                        .build();
    }

    private URI uri(String address, Secret secret) {
        String text = secret.reveal().trim();
        try {
            URI uri = new URI(text);
            if (address.equals(CONFIGURED) ? isSafe(uri) : hosts.allow(uri)) {
                return webhook.query().isEmpty()
                        ? uri
                        : new URI(text + (uri.getQuery() == null ? "?" : "&") + webhook.query());
            }
        } catch (URISyntaxException e) {
            // The message would hold the address.
            throw new IllegalArgumentException("the webhook of " + name + " is no address");
        }
        throw new IllegalArgumentException(
                "the webhook of "
                        + name
                        + " is no https address"
                        + (address.equals(CONFIGURED)
                                ? ""
                                : " at one of Notifications."
                                        + NotifyOptions.WEBHOOK_HOSTS.key()
                                        + ", without port and user"));
    }

    private static boolean isSafe(URI uri) {
        boolean local = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
        return uri.getHost() != null
                && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local));
    }

    @Override
    public Duration pace() {
        return pace;
    }

    @Override
    public List<String> addresses(Notification notification) {
        if (notification.address != null) {
            return List.of(notification.address);
        }
        return secrets.containsKey(CONFIGURED) ? List.of(CONFIGURED) : List.of();
    }

    @Override
    public List<Page> pages(Notification notification) {
        return webhook.pages(notification);
    }

    @Override
    public CompletableFuture<Answer> send(String address, Page page, boolean plain) {
        SecretResolver resolver;
        Secret secret;
        URI uri;
        try {
            resolver = secrets.computeIfAbsent(address, this::resolver);
            secret = resolver.resolve();
            uri = uri(address, secret);
        } catch (SecretUnavailableException e) {
            return CompletableFuture.completedFuture(Answer.later(null, e.getMessage()));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Answer.gone(e.getMessage()));
        }
        Webhook.Body body = plain ? webhook.plain(page) : webhook.message(page);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .timeout(REQUEST_TIMEOUT)
                        .header("Content-Type", body.contentType)
                        .header("User-Agent", "Bellwether")
                        .POST(BodyPublishers.ofByteArray(body.bytes))
                        .build();
        // The request's own timeout ends with the headers, whatever becomes of the body.
        return http.sendAsync(request, headers -> new BoundedBody(REQUEST_TIMEOUT))
                .handle(
                        (response, failure) ->
                                failure == null
                                        ? answer(address, response, resolver, secret, uri)
                                        : Answer.later(null, "no answer: " + kind(failure)));
    }

    private SecretResolver resolver(String address) {
        return SecretResolver.of(SecretReference.parse(address, stores));
    }

    private static String kind(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName();
    }

    private Answer answer(
            String address,
            HttpResponse<String> response,
            SecretResolver resolver,
            Secret secret,
            URI uri) {
        String masked = masked(response.body().strip(), secret, uri);
        String said = "HTTP " + response.statusCode() + " " + Texts.cut(masked, 200);
        Answer answer =
                webhook.answer(
                        response.statusCode(), response.headers(), response.body(), said.trim());
        if (answer.kind == Answer.Kind.GONE && resolver.refresh()) {
            return Answer.later(Duration.ZERO, answer.said);
        }
        return answer.everybody && !speaksForAll(address, uri)
                ? Answer.later(answer.wait, answer.said)
                : answer;
    }

    /** Whoever else answers so holds up himself. */
    private boolean speaksForAll(String address, URI uri) {
        return address.equals(CONFIGURED)
                || uri.getHost().equalsIgnoreCase(configuredHost)
                || webhook.hosts().contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    /** A proxy may quote the path alone. Masked before it is cut. */
    private static String masked(String text, Secret secret, URI uri) {
        String masked = secret.redact(text);
        String path = uri.getRawPath();
        return path.length() > 1 ? masked.replace(path, "***") : masked;
    }
}
