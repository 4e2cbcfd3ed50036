// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.alpaca.AlpacaAccount;
import dev.bellwether.clients.alpaca.AlpacaTrading;
import dev.bellwether.model.PolledPortfolio;
import dev.bellwether.model.PortfolioSnapshot;
import dev.bellwether.model.Position;
import dev.bellwether.model.UsSessions;
import dev.bellwether.sources.polling.PollFetcher;
import dev.bellwether.sources.polling.PollRefusedException;
import dev.bellwether.sources.polling.PollRequest;
import dev.bellwether.sources.polling.PollResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Makes a snapshot of two answers: what the account has, and its positions. */
final class AlpacaPositionFetcher implements PollFetcher<PolledPortfolio> {

    private final AlpacaTrading client;
    private final String keyReference;
    private final Clock clock;
    private final UsSessions calendar = new UsSessions();

    /**
     * @param keyReference where the key comes from, for the one message that tells of its refusal
     */
    AlpacaPositionFetcher(AlpacaTrading client, String keyReference, Clock clock) {
        this.client = client;
        this.keyReference = keyReference;
        this.clock = clock;
    }

    /** The one item is the name of the account. */
    @Override
    public CompletionStage<PollResult<PolledPortfolio>> fetch(PollRequest request) {
        String account = request.items().get(0);
        return client.account()
                .thenCombine(
                        client.positions(),
                        (about, positions) -> result(account, about, positions));
    }

    private PollResult<PolledPortfolio> result(
            String account, Fetched<AlpacaAccount> about, Fetched<List<Position>> positions) {
        if (about.kind() != Fetched.Kind.AVAILABLE) {
            return failed(about);
        }
        if (positions.kind() != Fetched.Kind.AVAILABLE) {
            return failed(positions);
        }
        Instant now = clock.instant();
        return PollResult.of(
                List.of(
                        PolledPortfolio.of(
                                PortfolioSnapshot.of(
                                        account,
                                        now.toEpochMilli(),
                                        (int) calendar.current(now).toEpochDay(),
                                        about.value().equity(),
                                        about.value().cash(),
                                        positions.value()))));
    }

    private PollResult<PolledPortfolio> failed(Fetched<?> fetched) {
        if (fetched.kind() == Fetched.Kind.REFUSED) {
            throw new CompletionException(
                    new PollRefusedException(
                            "Alpaca refuses the API key from "
                                    + keyReference
                                    + " for the account ("
                                    + fetched.detail()
                                    + "): put a valid key there and restart the job."));
        }
        List<PolledPortfolio> records =
                fetched.deadLetter() == null
                        ? List.of()
                        : List.of(PolledPortfolio.of(fetched.deadLetter()));
        return PollResult.failed(fetched.detail(), records).withPause(fetched.pause());
    }

    @Override
    public void pause(Duration pause) {
        client.pause(pause);
    }

    @Override
    public void close() {
        client.close();
    }
}
