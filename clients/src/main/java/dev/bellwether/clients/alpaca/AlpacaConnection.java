// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.http.ApiAnswer;
import dev.bellwether.clients.http.ApiClient;
import dev.bellwether.clients.http.ApiRequest;
import dev.bellwether.clients.http.HttpListener;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.http.Outcome;
import dev.bellwether.clients.http.RateLimiters;
import dev.bellwether.clients.http.RateShare;
import dev.bellwether.clients.http.Timers;
import dev.bellwether.clients.secrets.SecretResolver;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One key at one of Alpaca's two services, each of which has a limit of its own for it. */
final class AlpacaConnection implements AutoCloseable {

    /**
     * Makes a value of a body. Throws {@link IllegalArgumentException} or {@link DateTimeException}
     * with what is wrong with it.
     */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonNode body, long receivedMillis);
    }

    private final String baseUrl;
    private final SecretResolver keyId;
    private final SecretResolver secret;
    private final ApiClient api;
    private final RateShare share;
    private final Clock clock;

    private AlpacaConnection(
            String baseUrl,
            SecretResolver keyId,
            SecretResolver secret,
            ApiClient api,
            RateShare share,
            Clock clock) {
        this.baseUrl = baseUrl;
        this.keyId = keyId;
        this.secret = secret;
        this.api = api;
        this.share = share;
        this.clock = clock;
    }

    /**
     * @param service name of the limit that is shared by all who use the key in this process
     * @param requestsPerSecond what this connection adds to that limit
     * @throws SecretUnavailableException if the key cannot be read
     */
    static AlpacaConnection open(
            AlpacaSettings settings,
            String baseUrl,
            String service,
            HttpPolicy policy,
            double requestsPerSecond,
            HttpListener listener) {
        Clock clock = Timers.system().clock();
        SecretResolver keyId = SecretResolver.of(settings.keyId(), settings.refresh(), clock);
        SecretResolver secret = SecretResolver.of(settings.secret(), settings.refresh(), clock);
        secret.resolve();
        RateShare share =
                RateLimiters.shared()
                        .register(service + "/" + keyId.resolve().fingerprint(), requestsPerSecond);
        ApiClient api = ApiClient.builder(policy).rateShare(share).listener(listener).build();
        return new AlpacaConnection(baseUrl, keyId, secret, api, share, clock);
    }

    Clock clock() {
        return clock;
    }

    CompletableFuture<ApiAnswer> send(String pathAndQuery) {
        return api.send(
                ApiRequest.get(URI.create(baseUrl + pathAndQuery))
                        .header("Accept", "application/json")
                        .credential("APCA-API-KEY-ID", keyId)
                        .credential("APCA-API-SECRET-KEY", secret)
                        .askAgainIf(AlpacaConnection::isCutOff)
                        .build());
    }

    private static boolean isCutOff(ApiAnswer answer) {
        byte[] body = answer.body();
        int last = body.length - 1;
        while (last >= 0 && body[last] <= ' ') {
            last--;
        }
        return answer.outcome() == Outcome.OK
                && (last < 0 || (body[last] != '}' && body[last] != ']'));
    }

    /**
     * Asks and reads.
     *
     * @param feed source of the dead letter, if the answer becomes one
     */
    <T> CompletableFuture<Fetched<T>> get(String pathAndQuery, String feed, Reader<T> reader) {
        return send(pathAndQuery).thenApply(answer -> interpret(answer, feed, reader));
    }

    <T> Fetched<T> interpret(ApiAnswer answer, String feed, Reader<T> reader) {
        switch (answer.outcome()) {
            case OK:
                return read(answer.body(), feed, reader);
            case NOT_FOUND:
                return Fetched.notAvailable(answer.detail());
            case REFUSED:
                return Fetched.refused(answer.detail());
            case LIMITED:
                return Fetched.limited(answer.detail(), answer.pause());
            case UNUSABLE:
                return answer.status() == 400 || answer.status() == 422
                        ? Fetched.notAvailable(answer.detail())
                        : Fetched.failed(answer.detail(), Duration.ZERO);
            default:
                return Fetched.failed(answer.detail(), answer.pause());
        }
    }

    private <T> Fetched<T> read(byte[] body, String feed, Reader<T> reader) {
        try {
            return Fetched.available(reader.read(Json.mapper().readTree(body), clock.millis()));
        } catch (JsonProcessingException e) {
            return unreadable(ReasonCode.MALFORMED, e.getOriginalMessage(), body, feed);
        } catch (IOException e) {
            return unreadable(ReasonCode.MALFORMED, e.getMessage(), body, feed);
        } catch (DateTimeException | IllegalArgumentException e) {
            return unreadable(ReasonCode.UNEXPECTED_SHAPE, e.getMessage(), body, feed);
        }
    }

    /** The bytes as they came, but for a key that they quote. */
    private <T> Fetched<T> unreadable(ReasonCode reason, String message, byte[] body, String feed) {
        byte[] kept = secret.resolve().redact(keyId.resolve().redact(body));
        return Fetched.unreadable(DeadLetter.of(feed, reason, message, kept, clock.millis()));
    }

    static boolean isForbidden(ApiAnswer answer) {
        return answer.outcome() == Outcome.REFUSED && answer.status() == 403;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    void pause(Duration duration) {
        share.pause(duration);
    }

    @Override
    public void close() {
        api.close();
    }
}
