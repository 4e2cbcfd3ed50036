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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The corporate actions of a chunk of symbols, all pages of them or nothing. */
final class AskedActions {

    private static final Logger LOG = LoggerFactory.getLogger(AskedActions.class);

    private static final String CURRENCY = "USD";

    /**
     * Days before the first session: a symbol may not have traded on the first day of an action.
     */
    private static final int DAYS_BEFORE = 14;

    /** Days after the last session within which its distributions are processed. */
    private static final int DAYS_AFTER = 60;

    private final AlpacaMarketData client;
    private final AtomicBoolean failing = new AtomicBoolean();

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
        private Duration pause = Duration.ZERO;

        private Found(List<String> symbols, Span span) {
            this.symbols = symbols;
            this.span = span;
        }

        /** How long the provider wants to be left alone. */
        Duration pause() {
            return pause;
        }

        /**
         * A check of each symbol, or what could not be read.
         *
         * @param feed of the bars of the same poll
         */
        List<PolledBar> records(String feed) {
            List<PolledBar> records = new ArrayList<>();
            if (deadLetter != null) {
                records.add(PolledBar.of(deadLetter));
            }
            if (failure == null) {
                symbols.forEach(symbol -> records.add(PolledBar.of(check(symbol, feed))));
            }
            return records;
        }

        private ActionCheck check(String symbol, String feed) {
            ActionCheck check =
                    ActionCheck.of(
                            symbol,
                            (int) span.first.minusDays(DAYS_BEFORE).toEpochDay(),
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
        return pages(new Found(symbols, span), null).thenApply(this::told);
    }

    /** Once, until it is well again: the rest of the poll fails in the same way. */
    private Found told(Found found) {
        if (found.failure == null) {
            failing.set(false);
        } else if (!failing.getAndSet(true)) {
            LOG.warn(
                    "No corporate actions from {} to {}: {}. What looks like a split stays suspect"
                            + " until a later poll learns better.",
                    found.span.first,
                    found.span.last,
                    found.failure);
        }
        return found;
    }

    private CompletableFuture<Found> pages(Found found, String token) {
        return client.corporateActions(
                        found.symbols,
                        found.span.first.minusDays(DAYS_BEFORE),
                        found.span.last.plusDays(DAYS_AFTER),
                        token)
                .thenCompose(
                        fetched -> {
                            if (fetched.kind() != Fetched.Kind.AVAILABLE) {
                                found.failure = fetched.detail();
                                found.deadLetter = fetched.deadLetter();
                                found.pause = fetched.pause();
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
