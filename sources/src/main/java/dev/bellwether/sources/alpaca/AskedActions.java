// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.alpaca.AlpacaMarketData;
import dev.bellwether.clients.alpaca.CorporateActionPage;
import dev.bellwether.model.ActionCheck;
import dev.bellwether.model.CorporateAction;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.PolledBar;
import dev.bellwether.sources.alpaca.AskedSessions.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The corporate actions of a chunk of symbols, all pages of them or nothing. */
final class AskedActions {

    private static final Logger LOG = LoggerFactory.getLogger(AskedActions.class);

    private static final String CURRENCY = "USD";

    private final AlpacaMarketData client;

    AskedActions(AlpacaMarketData client) {
        this.client = client;
    }

    /** What came of the asking. */
    static final class Found {

        private final List<String> symbols;
        private final Span span;
        private final List<CorporateAction> actions = new ArrayList<>();
        private DeadLetter deadLetter;
        private String failure;

        private Found(List<String> symbols, Span span) {
            this.symbols = symbols;
            this.span = span;
        }

        /**
         * Adds a check of each symbol, or what could not be read.
         *
         * @param records bars of the same poll
         */
        void addTo(List<PolledBar> records) {
            if (deadLetter != null) {
                records.add(PolledBar.of(deadLetter));
            }
            if (failure != null) {
                LOG.warn(
                        "No corporate actions of {} symbols from {} to {}: {}. What looks like a"
                                + " split stays suspect until a later poll learns better.",
                        symbols.size(),
                        span.first,
                        span.last,
                        failure);
                return;
            }
            String feed =
                    records.stream()
                            .filter(one -> one.bar != null)
                            .findFirst()
                            .map(one -> one.bar.feed)
                            .orElse("alpaca");
            symbols.forEach(symbol -> records.add(PolledBar.of(check(symbol, feed))));
        }

        private ActionCheck check(String symbol, String feed) {
            ActionCheck check =
                    ActionCheck.of(
                            symbol,
                            (int) span.first.toEpochDay(),
                            (int) span.wanted.toEpochDay(),
                            (int) span.last.toEpochDay(),
                            actions.stream()
                                    .filter(action -> symbol.equals(action.symbol))
                                    .toArray(CorporateAction[]::new));
            check.currency = CURRENCY;
            check.feed = feed;
            return check;
        }
    }

    /** Never fails: what went wrong is in what was found. */
    CompletableFuture<Found> of(List<String> symbols, Span span) {
        return pages(new Found(symbols, span), null);
    }

    private CompletableFuture<Found> pages(Found found, String token) {
        return client.corporateActions(found.symbols, found.span.first, found.span.last, token)
                .thenCompose(
                        fetched -> {
                            if (fetched.kind() != Fetched.Kind.AVAILABLE) {
                                found.failure = fetched.detail();
                                found.deadLetter = fetched.deadLetter();
                                return CompletableFuture.completedFuture(found);
                            }
                            CorporateActionPage page = fetched.value();
                            found.actions.addAll(page.actions());
                            String next = page.nextPageToken();
                            return next == null || next.equals(token)
                                    ? CompletableFuture.completedFuture(found)
                                    : pages(found, next);
                        });
    }
}
