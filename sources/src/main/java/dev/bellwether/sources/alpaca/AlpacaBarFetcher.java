// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.bellwether.clients.Fetched;
import dev.bellwether.clients.alpaca.AlpacaMarketData;
import dev.bellwether.clients.alpaca.BarPage;
import dev.bellwether.model.Bar;
import dev.bellwether.model.PollOutcome;
import dev.bellwether.model.PolledBar;
import dev.bellwether.model.SymbolPoll;
import dev.bellwether.model.UsSessions;
import dev.bellwether.sources.alpaca.AskedSessions.Span;
import dev.bellwether.sources.polling.PollFetcher;
import dev.bellwether.sources.polling.PollRefusedException;
import dev.bellwether.sources.polling.PollRequest;
import dev.bellwether.sources.polling.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Fetches the daily bars of a chunk of symbols, a page at a time, and says of each symbol how the
 * asking ended. After the bars it asks for the corporate actions of the same sessions, so that a
 * move that looks like a split can be told from one; without an answer to that the bars stand.
 *
 * <p>A request that Alpaca refuses as such is asked again in halves, until the symbol that it
 * cannot read stands alone. When the key is refused, the symbols of the requests under way are
 * failed, so that the ranking learns of it; no further request is made.
 */
final class AlpacaBarFetcher implements PollFetcher<PolledBar> {

    private final AlpacaMarketData client;
    private final AskedSessions sessions;
    private final String keyReference;
    private final int itemsPerRequest;
    private final int maxConcurrentRequests;
    private final boolean checkActions;
    private final AskedActions actions;
    private volatile String refusal;

    /** Of the newest bars. */
    private volatile String feed = "alpaca";

    /**
     * @param keyReference where the key comes from, for the one message that tells of its refusal
     * @param checkActions whether to ask for corporate actions after the bars
     */
    AlpacaBarFetcher(
            AlpacaMarketData client,
            AskedSessions sessions,
            String keyReference,
            int itemsPerRequest,
            int maxConcurrentRequests,
            boolean checkActions) {
        this.client = client;
        this.sessions = sessions;
        this.keyReference = keyReference;
        this.itemsPerRequest = itemsPerRequest;
        this.maxConcurrentRequests = maxConcurrentRequests;
        this.checkActions = checkActions;
        this.actions = new AskedActions(client);
    }

    @Override
    public CompletionStage<PollResult<PolledBar>> fetch(PollRequest request) {
        if (refusal != null) {
            return CompletableFuture.failedFuture(
                    new PollRefusedException(
                            "Alpaca refuses the API key from "
                                    + keyReference
                                    + " ("
                                    + refusal
                                    + "): put a valid key there and restart the job."));
        }
        Poll poll = new Poll(request, sessions.of(request));
        if (poll.span.isEmpty()) {
            return completedFuture(PollResult.of(List.of()));
        }
        List<String> possible = new ArrayList<>();
        Answer impossible = new Answer();
        for (String symbol : request.items()) {
            if (AlpacaMarketData.canBeAskedFor(symbol)) {
                possible.add(symbol);
            } else {
                poll.ended(symbol, PollOutcome.NOT_AVAILABLE, "no symbol of Alpaca", impossible);
            }
        }
        if (possible.isEmpty()) {
            return completedFuture(
                    PollResult.notAvailable("no symbols of Alpaca", impossible.polls));
        }
        return ask(poll, possible, request.pageToken())
                .thenCompose(
                        answer ->
                                answer.nextPageToken == null
                                        ? ended(poll, answer.with(impossible))
                                        : completedFuture(answer))
                .thenApply(Answer::result);
    }

    /** Asks for corporate actions after the last page of bars, if there were any. */
    private CompletionStage<Answer> ended(Poll poll, Answer answer) {
        List<String> answered = new ArrayList<>();
        for (PolledBar one : answer.polls) {
            if (one.poll.outcome == PollOutcome.ANSWERED) {
                answered.add(one.poll.symbol);
            }
        }
        if (!checkActions || answered.isEmpty()) {
            return completedFuture(answer);
        }
        return actions.of(answered, poll.span).thenApply(found -> answer.withChecks(found, feed));
    }

    /** One page, or, of a request that is refused, all there is. */
    private CompletableFuture<Answer> ask(Poll poll, List<String> symbols, String token) {
        return client.bars(symbols, poll.span.first, poll.span.last, token)
                .thenCompose(
                        fetched -> {
                            boolean divide =
                                    fetched.kind() == Fetched.Kind.NOT_AVAILABLE
                                            && symbols.size() > 1;
                            return divide
                                    ? inHalves(poll, symbols)
                                    : completedFuture(answer(poll, symbols, fetched));
                        });
    }

    private CompletableFuture<Answer> inHalves(Poll poll, List<String> symbols) {
        int half = symbols.size() / 2;
        return all(poll, symbols.subList(0, half), null)
                .thenCompose(
                        left ->
                                all(poll, symbols.subList(half, symbols.size()), null)
                                        .thenApply(left::with));
    }

    /** All pages from one on. */
    private CompletableFuture<Answer> all(Poll poll, List<String> symbols, String token) {
        return ask(poll, symbols, token)
                .thenCompose(
                        page -> {
                            String next = page.nextPageToken;
                            if (next == null || next.equals(token)) {
                                return completedFuture(page.last());
                            }
                            return all(poll, symbols, next).thenApply(page.last()::with);
                        });
    }

    private Answer answer(Poll poll, List<String> symbols, Fetched<BarPage> fetched) {
        Answer answer = new Answer();
        answer.pause = fetched.pause();
        PollOutcome outcome = PollOutcome.FAILED;
        switch (fetched.kind()) {
            case AVAILABLE:
                fetched.value().bars().forEach(bar -> poll.take(bar, answer));
                feed =
                        fetched.value().bars().stream()
                                .map(bar -> bar.feed)
                                .findFirst()
                                .orElse(feed);
                answer.nextPageToken = fetched.value().nextPageToken();
                outcome = PollOutcome.ANSWERED;
                break;
            case NOT_AVAILABLE:
                answer.notAvailable = fetched.detail();
                outcome = PollOutcome.NOT_AVAILABLE;
                break;
            case UNREADABLE:
                answer.records.add(PolledBar.of(fetched.deadLetter()));
                answer.failure = fetched.detail();
                break;
            case REFUSED:
                refusal = fetched.detail();
                answer.failure = fetched.detail();
                break;
            default:
                answer.failure = fetched.detail();
        }
        if (answer.nextPageToken == null) {
            for (String symbol : symbols) {
                poll.ended(symbol, outcome, fetched.detail(), answer);
            }
        }
        return answer;
    }

    @Override
    public int itemsPerRequest() {
        return itemsPerRequest;
    }

    @Override
    public int maxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    @Override
    public void pause(Duration pause) {
        client.pause(pause);
    }

    @Override
    public void close() {
        client.close();
    }

    /** A request and the sessions that it is for. */
    private static final class Poll {

        final Span span;
        private final long dueMillis;
        private final int lastDay;

        Poll(PollRequest request, Span span) {
            this.span = span;
            this.dueMillis = request.scheduledMillis();
            this.lastDay = (int) span.last.toEpochDay();
        }

        /** A bar of a session that was not asked for is none that is over. */
        void take(Bar bar, Answer answer) {
            LocalDate day =
                    Instant.ofEpochMilli(bar.startMillis).atZone(UsSessions.ZONE).toLocalDate();
            if (!day.isAfter(span.last)) {
                answer.records.add(
                        day.isBefore(span.wanted) ? PolledBar.warmUp(bar) : PolledBar.of(bar));
            }
        }

        void ended(String symbol, PollOutcome outcome, String detail, Answer answer) {
            answer.polls.add(
                    PolledBar.of(SymbolPoll.of(symbol, lastDay, outcome, detail, dueMillis)));
        }
    }

    /** What came of one or more requests. */
    private static final class Answer {

        final List<PolledBar> records = new ArrayList<>();

        /** How the asking ended, which is said last. */
        final List<PolledBar> polls = new ArrayList<>();

        String nextPageToken;
        String notAvailable;
        String failure;
        Duration pause = Duration.ZERO;

        /** This and then that. */
        Answer with(Answer other) {
            records.addAll(other.records);
            polls.addAll(other.polls);
            notAvailable = notAvailable == null ? other.notAvailable : notAvailable;
            failure = failure == null ? other.failure : failure;
            pause = pause.compareTo(other.pause) < 0 ? other.pause : pause;
            return this;
        }

        Answer withChecks(AskedActions.Found found, String feed) {
            records.addAll(found.records(feed));
            pause = pause.compareTo(found.pause()) < 0 ? found.pause() : pause;
            return this;
        }

        Answer last() {
            nextPageToken = null;
            return this;
        }

        PollResult<PolledBar> result() {
            records.addAll(polls);
            if (failure != null) {
                return PollResult.failed(failure, records).withPause(pause);
            }
            if (nextPageToken != null) {
                return PollResult.page(records, nextPageToken);
            }
            return notAvailable == null
                    ? PollResult.of(records)
                    : PollResult.notAvailable(notAvailable, records);
        }
    }
}
