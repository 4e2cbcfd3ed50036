// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.http.ApiAnswer;
import dev.bellwether.clients.http.ApiClient;
import dev.bellwether.clients.http.ApiRequest;
import dev.bellwether.clients.http.HttpListener;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.http.RateLimiters;
import dev.bellwether.clients.http.RateShare;
import dev.bellwether.clients.http.Timers;
import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.clients.secrets.SecretResolver;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import dev.bellwether.model.Bar;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Bavest. No method blocks; every future completes with a {@link Fetched}, not exceptionally.
 *
 * <p>A malformed body, a crash of the provider's function and a failure without a reason are asked
 * for once more. After that a malformed body is a dead letter ({@code MALFORMED}), a crash means
 * that there is nothing for the symbol, and a failure is a failure. Limits, retries and timeouts
 * are the {@link HttpPolicy}'s.
 *
 * <p>An item that has the form of an ISIN is asked for as such in v0; v2 documents symbols only.
 */
public final class BavestClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BavestClient.class);

    private static final Pattern ISIN = Pattern.compile("[A-Z]{2}[A-Z0-9]{9}[0-9]");

    /** Pause for a 429 inside a 200, which comes without a wish of its own. */
    private static final Duration PAUSE_WITHOUT_WISH = Duration.ofSeconds(5);

    private final BavestSettings settings;
    private final SecretResolver key;
    private final BavestRequests requests;
    private final ApiClient api;
    private final RateShare share;
    private final Clock clock;
    private final AtomicBoolean otherCurrencySaid = new AtomicBoolean();

    private BavestClient(
            BavestSettings settings,
            SecretResolver key,
            ApiClient api,
            RateShare share,
            Clock clock) {
        this.settings = settings;
        this.key = key;
        this.requests = new BavestRequests(settings, key);
        this.api = api;
        this.share = share;
        this.clock = clock;
    }

    /**
     * Opens a client that shares the rate limit of its key with all others in this process.
     *
     * @param requestsPerSecond what this client adds to the limit of the key
     * @throws SecretUnavailableException if the key cannot be read
     */
    public static BavestClient open(
            BavestSettings settings,
            HttpPolicy policy,
            double requestsPerSecond,
            HttpListener listener) {
        Clock clock = Timers.system().clock();
        SecretResolver key = SecretResolver.of(settings.key(), settings.keyRefresh(), clock);
        RateShare share =
                RateLimiters.shared()
                        .register("bavest/" + key.resolve().fingerprint(), requestsPerSecond);
        ApiClient api = ApiClient.builder(policy).rateShare(share).listener(listener).build();
        return new BavestClient(settings, key, api, share, clock);
    }

    /**
     * The latest quote of one symbol, in the currency that the answer states. Not available if the
     * provider has no price for it.
     */
    public CompletableFuture<Fetched<Quote>> quote(String symbol) {
        String name = normalized(symbol);
        return ask(
                requests.quote(name),
                name,
                (data, received) -> {
                    Fetched<Quote> quote = QuoteReader.read(data, settings.version(), received);
                    if (quote.kind() == Fetched.Kind.AVAILABLE) {
                        noteCurrency(quote.value());
                    }
                    return quote;
                });
    }

    /**
     * The bars of one symbol that start in {@code [fromMillis, toMillis]}, in the order of time;
     * empty if there are none. v2 has no bars within a day.
     */
    public CompletableFuture<Fetched<List<Bar>>> candles(
            String symbol, Timeframe timeframe, long fromMillis, long toMillis) {
        if (settings.version() == BavestVersion.V2 && timeframe != Timeframe.SESSION) {
            return CompletableFuture.completedFuture(
                    Fetched.notAvailable("v2 has no candles within a day"));
        }
        String name = normalized(symbol);
        return ask(
                requests.candles(name, timeframe, fromMillis, toMillis),
                name,
                (data, received) ->
                        CandleReader.read(data, settings.version(), timeframe, received));
    }

    /** How many requests the plan still permits. */
    public CompletableFuture<Fetched<BavestQuota>> quota() {
        boolean v0 = settings.version() == BavestVersion.V0;
        return ask(
                requests.quota(),
                null,
                (data, received) -> {
                    double left = BavestJson.number(data.path(v0 ? "quota_left" : "remaining"));
                    double total = BavestJson.number(data.path(v0 ? "quota_total" : "limit"));
                    return Double.isNaN(left) && Double.isNaN(total)
                            ? received.unreadable(
                                    ReasonCode.UNEXPECTED_SHAPE, "the quota states no figures")
                            : Fetched.available(new BavestQuota(left, total));
                });
    }

    /** Ratios per reporting period in the order of time; v0 only. */
    public CompletableFuture<Fetched<List<BavestFundamentals>>> fundamentals(String symbol) {
        if (settings.version() == BavestVersion.V2) {
            return CompletableFuture.completedFuture(
                    Fetched.notAvailable("fundamentals are read in v0 only"));
        }
        String name = normalized(symbol);
        return ask(requests.fundamentals(name), name, FundamentalsReader::read);
    }

    /** Asks everyone in this process who uses the same key to wait. */
    public void pause(Duration duration) {
        share.pause(duration);
    }

    /** Gives up what is under way and hands back the share in the rate limit. */
    @Override
    public void close() {
        api.close();
    }

    static boolean isIsin(String symbol) {
        return ISIN.matcher(symbol).matches();
    }

    private static String normalized(String symbol) {
        return symbol.trim().toUpperCase(Locale.ROOT);
    }

    private <T> CompletableFuture<Fetched<T>> ask(
            ApiRequest request, String symbol, BiFunction<JsonNode, Received, Fetched<T>> reader) {
        return api.send(request).thenApply(answer -> interpret(answer, symbol, reader));
    }

    private <T> Fetched<T> interpret(
            ApiAnswer answer, String symbol, BiFunction<JsonNode, Received, Fetched<T>> reader) {
        switch (answer.outcome()) {
            case OK:
                return read(answer, symbol, reader);
            case NOT_FOUND:
                return Fetched.notAvailable(answer.detail());
            case REFUSED:
                return Fetched.refused(answer.detail());
            case LIMITED:
                return Fetched.limited(answer.detail(), answer.pause());
            case UNUSABLE:
                // 400 is about this query: an unknown symbol, as a rule.
                return answer.status() == 400 || answer.status() == 422
                        ? Fetched.notAvailable(answer.detail())
                        : Fetched.failed(answer.detail(), Duration.ZERO);
            default:
                return Fetched.failed(answer.detail(), answer.pause());
        }
    }

    private <T> Fetched<T> read(
            ApiAnswer answer, String symbol, BiFunction<JsonNode, Received, Fetched<T>> reader) {
        // Errors quote the request, and with bad luck its key.
        Secret secret = key.resolve();
        Received received =
                new Received(symbol, settings.currency(), answer.body(), clock.millis(), secret);
        BavestBody body = BavestBody.read(answer.body(), settings.version(), secret::redact);
        String detail = body.detail();
        switch (body.kind()) {
            case DATA:
                return reader.apply(body.data(), received);
            case NOTHING:
            case CRASH:
                return Fetched.notAvailable(detail);
            case MALFORMED:
                return received.unreadable(ReasonCode.MALFORMED, detail);
            case UNEXPECTED:
                return received.unreadable(ReasonCode.UNEXPECTED_SHAPE, detail);
            case REFUSAL:
                return Fetched.refused(detail);
            case LIMIT:
                pause(PAUSE_WITHOUT_WISH);
                return Fetched.limited(detail, PAUSE_WITHOUT_WISH);
            default:
                return Fetched.failed(detail, Duration.ZERO);
        }
    }

    private void noteCurrency(Quote quote) {
        if (!quote.currency.equals(settings.currency())
                && otherCurrencySaid.compareAndSet(false, true)) {
            LOG.warn(
                    "Bavest answers in {} where {} was asked for (first seen for {}); quotes"
                            + " keep the currency of the answer",
                    quote.currency,
                    settings.currency(),
                    quote.symbol);
        }
    }
}
