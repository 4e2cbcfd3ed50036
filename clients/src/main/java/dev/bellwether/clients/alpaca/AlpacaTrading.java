// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.http.HttpListener;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import dev.bellwether.model.Position;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads an account through Trading v2; it never trades. Calls return at once; a result says what
 * came of it and never throws for what a provider can do. The service has a rate limit of its own,
 * 200 requests a minute for an account.
 *
 * <p>Source: docs.alpaca.markets, Account and Positions.
 */
public final class AlpacaTrading implements AutoCloseable {

    /** What the service allows. */
    public static final double REQUESTS_PER_SECOND = 200.0 / 60;

    private static final String FEED = "alpaca-trading";

    private final AlpacaConnection connection;

    private AlpacaTrading(AlpacaConnection connection) {
        this.connection = connection;
    }

    /**
     * Opens a client that shares the rate limit of its key with all others in this process.
     *
     * @param requestsPerSecond what this client adds to the limit of the key
     * @throws SecretUnavailableException if the key cannot be read
     */
    public static AlpacaTrading open(
            AlpacaSettings settings,
            HttpPolicy policy,
            double requestsPerSecond,
            HttpListener listener) {
        return new AlpacaTrading(
                AlpacaConnection.open(
                        settings,
                        settings.tradingUrl(),
                        FEED,
                        policy,
                        requestsPerSecond,
                        listener));
    }

    public CompletableFuture<Fetched<AlpacaAccount>> account() {
        return connection.get("/v2/account", FEED, (body, millis) -> AccountReader.account(body));
    }

    /** All positions, none for an empty account. */
    public CompletableFuture<Fetched<List<Position>>> positions() {
        return connection.get(
                "/v2/positions", FEED, (body, millis) -> AccountReader.positions(body));
    }

    /** The position in one symbol; not available if there is none. */
    public CompletableFuture<Fetched<Position>> position(String symbol) {
        String name = AlpacaSymbols.toAlpaca(symbol);
        if (!AlpacaSymbols.isValid(name)) {
            return CompletableFuture.completedFuture(
                    Fetched.notAvailable("this cannot be a symbol: " + symbol));
        }
        return connection.get(
                "/v2/positions/" + name, FEED, (body, millis) -> AccountReader.position(body));
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
