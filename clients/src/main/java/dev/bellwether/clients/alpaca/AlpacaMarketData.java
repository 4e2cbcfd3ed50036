// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.alpaca.AlpacaConnection.Reader;
import dev.bellwether.clients.alpaca.AlpacaOptions.Adjustment;
import dev.bellwether.clients.alpaca.AlpacaOptions.Feed;
import dev.bellwether.clients.http.ApiAnswer;
import dev.bellwether.clients.http.HttpListener;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import dev.bellwether.model.Bar;
import dev.bellwether.model.Quote;
import dev.bellwether.model.UsSessions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Market Data v2. Calls return at once; a result says what came of it and never throws for what a
 * provider can do.
 *
 * <p>All methods take symbols as lists of index members write them. A symbol that cannot be one is
 * left out of a request, one that Alpaca does not know is not in the answer. Not available, with
 * the detail, is a request that Alpaca refuses as such (400, 422): one symbol that it cannot read
 * is enough for that, so ask for fewer.
 *
 * <p>What the plan does not give from the consolidated feed (403) is asked for from IEX, if so
 * configured.
 *
 * <p>Source: docs.alpaca.markets, Historical bars, Latest bars, Snapshots, Corporate actions.
 */
public final class AlpacaMarketData implements AutoCloseable {

    /** Bars of all symbols together. */
    private static final int BARS_PER_PAGE = 10_000;

    private static final int ACTIONS_PER_PAGE = 1000;

    /** Within so many days of now, a plan may not give consolidated data. */
    private static final int RECENT_DAYS = 1;

    private final AlpacaSettings settings;
    private final AlpacaConnection connection;

    private AlpacaMarketData(AlpacaSettings settings, AlpacaConnection connection) {
        this.settings = settings;
        this.connection = connection;
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
        return new AlpacaMarketData(
                settings,
                AlpacaConnection.open(
                        settings,
                        settings.dataUrl(),
                        "alpaca-data",
                        policy,
                        requestsPerSecond,
                        listener));
    }

    /** Whether Alpaca can be asked for it at all. */
    public static boolean canBeAskedFor(String symbol) {
        return AlpacaSymbols.isValid(AlpacaSymbols.toAlpaca(symbol));
    }

    /**
     * The daily bars of some symbols from one session to another, both included, a page at a time.
     *
     * @param pageToken {@code null} for the first page
     */
    public CompletableFuture<Fetched<BarPage>> bars(
            List<String> symbols, LocalDate first, LocalDate last, String pageToken) {
        String query =
                "&timeframe=1Day&start="
                        + first
                        + "&end="
                        + last
                        + "&limit="
                        + BARS_PER_PAGE
                        + "&adjustment="
                        + settings.adjustment().label()
                        + page(pageToken);
        LocalDate today = connection.clock().instant().atZone(UsSessions.ZONE).toLocalDate();
        return fed(
                "/v2/stocks/bars",
                new Asked(symbols),
                query,
                !last.isBefore(today.minusDays(RECENT_DAYS)),
                source -> {
                    boolean adjusted = settings.adjustment() != Adjustment.RAW;
                    BarReader reader = new BarReader(source.feed, adjusted, source.asked);
                    return (body, millis) -> reader.page(body);
                });
    }

    /** The newest minute bar of each symbol that has one. */
    public CompletableFuture<Fetched<List<Bar>>> latestBars(List<String> symbols) {
        return fed(
                "/v2/stocks/bars/latest",
                new Asked(symbols),
                "",
                true,
                source -> {
                    BarReader reader = new BarReader(source.feed, false, source.asked);
                    return (body, millis) -> reader.latest(body);
                });
    }

    /** A quote of each symbol that has a price, with what its session has brought so far. */
    public CompletableFuture<Fetched<List<Quote>>> snapshots(List<String> symbols) {
        return fed(
                "/v2/stocks/snapshots",
                new Asked(symbols),
                "",
                true,
                source -> new SnapshotReader(source.feed, source.asked)::read);
    }

    /**
     * Splits, distributions, spin-offs, mergers and changes of name that are processed between two
     * days, both included, a page at a time. A distribution is often processed weeks after its
     * first session without it; and what has just been announced may come late.
     *
     * @param pageToken {@code null} for the first page
     */
    public CompletableFuture<Fetched<CorporateActionPage>> corporateActions(
            List<String> symbols, LocalDate first, LocalDate last, String pageToken) {
        Asked asked = new Asked(symbols);
        if (asked.isEmpty()) {
            return none(symbols.toString());
        }
        String query =
                "/v1/corporate-actions?symbols="
                        + asked.list()
                        + "&types="
                        + AlpacaConnection.encoded(CorporateActionReader.TYPES)
                        + "&start="
                        + first
                        + "&end="
                        + last
                        + "&limit="
                        + ACTIONS_PER_PAGE
                        + page(pageToken);
        return connection.get(
                query, "alpaca", (body, millis) -> new CorporateActionReader(asked).read(body));
    }

    private static String page(String token) {
        return token == null ? "" : "&page_token=" + AlpacaConnection.encoded(token);
    }

    private static <T> CompletableFuture<Fetched<T>> none(String what) {
        return CompletableFuture.completedFuture(
                Fetched.notAvailable("none of these can be a symbol: " + what));
    }

    /** Where an answer comes from, and what was asked for. */
    private static final class Origin {
        final String feed;
        final Asked asked;

        Origin(String feed, Asked asked) {
            this.feed = feed;
            this.asked = asked;
        }
    }

    private <T> CompletableFuture<Fetched<T>> fed(
            String path,
            Asked asked,
            String query,
            boolean recent,
            Function<Origin, Reader<T>> reader) {
        if (asked.isEmpty()) {
            return none(path);
        }
        String request = path + "?symbols=" + asked.list() + query + "&feed=";
        return fed(request, asked, settings.feed(), recent, reader);
    }

    private <T> CompletableFuture<Fetched<T>> fed(
            String request,
            Asked asked,
            Feed feed,
            boolean recent,
            Function<Origin, Reader<T>> reader) {
        String source = "alpaca-" + feed.label();
        return connection
                .send(request + feed.label())
                .thenCompose(
                        answer ->
                                recent && isBeyondThePlan(answer, feed)
                                        ? fed(request, asked, Feed.IEX, true, reader)
                                        : CompletableFuture.completedFuture(
                                                connection.interpret(
                                                        answer,
                                                        source,
                                                        reader.apply(new Origin(source, asked)))));
    }

    /** A key that is refused as such is refused for IEX as well, which the second answer says. */
    private boolean isBeyondThePlan(ApiAnswer answer, Feed feed) {
        return AlpacaConnection.isForbidden(answer) && feed == Feed.SIP && settings.feedFallback();
    }

    /** Asks everyone in this process who uses the same key to wait. */
    public void pause(Duration duration) {
        connection.pause(duration);
    }

    /** Gives up what is under way and hands back the share in the rate limit. */
    @Override
    public void close() {
        connection.close();
    }
}
