// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.alpaca.AlpacaOptions.Adjustment;
import dev.bellwether.clients.alpaca.AlpacaOptions.Feed;
import dev.bellwether.clients.http.ApiAnswer;
import dev.bellwether.clients.http.ApiClient;
import dev.bellwether.clients.http.ApiRequest;
import dev.bellwether.clients.http.HttpListener;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.http.Outcome;
import dev.bellwether.clients.http.RateLimiters;
import dev.bellwether.clients.http.RateShare;
import dev.bellwether.clients.http.Timers;
import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.clients.secrets.SecretResolver;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Market Data v2. Calls return at once; a result says what came of it and never throws for what a
 * provider can do.
 *
 * <p>Source: docs.alpaca.markets, Historical bars.
 */
public final class AlpacaMarketData implements AutoCloseable {

    /** Bars of all symbols together. */
    private static final int BARS_PER_PAGE = 10_000;

    /** Within so many days of now, a plan may not give consolidated data. */
    private static final int RECENT_DAYS = 1;

    private static final int FORBIDDEN = 403;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final AlpacaSettings settings;
    private final SecretResolver keyId;
    private final SecretResolver secret;
    private final ApiClient api;
    private final RateShare share;
    private final Clock clock;

    private AlpacaMarketData(
            AlpacaSettings settings,
            SecretResolver keyId,
            SecretResolver secret,
            ApiClient api,
            RateShare share,
            Clock clock) {
        this.settings = settings;
        this.keyId = keyId;
        this.secret = secret;
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
    public static AlpacaMarketData open(
            AlpacaSettings settings,
            HttpPolicy policy,
            double requestsPerSecond,
            HttpListener listener) {
        Clock clock = Timers.system().clock();
        SecretResolver keyId = SecretResolver.of(settings.keyId(), settings.refresh(), clock);
        SecretResolver secret = SecretResolver.of(settings.secret(), settings.refresh(), clock);
        secret.resolve();
        RateShare share =
                RateLimiters.shared()
                        .register(
                                "alpaca-data/" + keyId.resolve().fingerprint(), requestsPerSecond);
        ApiClient api = ApiClient.builder(policy).rateShare(share).listener(listener).build();
        return new AlpacaMarketData(settings, keyId, secret, api, share, clock);
    }

    /**
     * The daily bars of some symbols from one session to another, both included, a page at a time.
     *
     * <p>Not available, with the detail, if Alpaca refuses the request as such (400, 422): one
     * symbol that it cannot read is enough for that, so ask for fewer. A symbol that it does not
     * know has no bars. A symbol that cannot be one is left out of the request.
     *
     * @param pageToken {@code null} for the first page
     */
    public CompletableFuture<Fetched<BarPage>> bars(
            List<String> symbols, LocalDate first, LocalDate last, String pageToken) {
        Map<String, String> askedAs = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (String symbol : symbols) {
            String name = AlpacaSymbols.toAlpaca(symbol);
            if (AlpacaSymbols.isValid(name) && askedAs.put(name, symbol) == null) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            return CompletableFuture.completedFuture(
                    Fetched.notAvailable("none of these can be a symbol: " + symbols));
        }
        return bars(names, askedAs, first, last, pageToken, settings.feed());
    }

    private CompletableFuture<Fetched<BarPage>> bars(
            List<String> names,
            Map<String, String> askedAs,
            LocalDate first,
            LocalDate last,
            String pageToken,
            Feed feed) {
        String query =
                "symbols="
                        + encoded(String.join(",", names))
                        + "&timeframe=1Day&start="
                        + first
                        + "&end="
                        + last
                        + "&limit="
                        + BARS_PER_PAGE
                        + "&adjustment="
                        + settings.adjustment().label()
                        + "&feed="
                        + feed.label()
                        + (pageToken == null ? "" : "&page_token=" + encoded(pageToken));
        ApiRequest request =
                ApiRequest.get(URI.create(settings.dataUrl() + "/v2/stocks/bars?" + query))
                        .header("Accept", "application/json")
                        .credential("APCA-API-KEY-ID", keyId)
                        .credential("APCA-API-SECRET-KEY", secret)
                        .build();
        BarReader reader =
                new BarReader(
                        "alpaca-" + feed.label(), settings.adjustment() != Adjustment.RAW, askedAs);
        return api.send(request)
                .thenCompose(
                        answer ->
                                isBeyondThePlan(answer, feed, last)
                                        ? bars(names, askedAs, first, last, pageToken, Feed.IEX)
                                        : CompletableFuture.completedFuture(
                                                interpret(answer, reader)));
    }

    /** A key that is refused as such is refused for IEX as well, which the second answer says. */
    private boolean isBeyondThePlan(ApiAnswer answer, Feed feed, LocalDate last) {
        LocalDate today = clock.instant().atZone(NEW_YORK).toLocalDate();
        return answer.status() == FORBIDDEN
                && feed == Feed.SIP
                && settings.feedFallback()
                && !last.isBefore(today.minusDays(RECENT_DAYS));
    }

    private Fetched<BarPage> interpret(ApiAnswer answer, BarReader reader) {
        if (answer.outcome() == Outcome.OK) {
            Secret id = keyId.resolve();
            Secret hidden = secret.resolve();
            return reader.read(
                    answer.body(), clock.millis(), body -> hidden.redact(id.redact(body)));
        }
        switch (answer.outcome()) {
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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
}
