// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.ranking;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownRanking;
import dev.bellwether.model.DrawdownReport;
import dev.bellwether.model.Json;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PollOutcome;
import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.model.RankingClose;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.SymbolPoll;
import dev.bellwether.operators.writeback.WriteBackFunction;
import dev.bellwether.operators.writeback.WriteBackState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * One ranking per session of a universe; all of it under one key, as a ranking needs all symbols
 * and the session before.
 *
 * <p><b>When.</b> A session opens with the first that is heard of it. It is ranked as soon as every
 * symbol of the universe has its figures; or, while the job polls, at its deadline in wall-clock
 * time; or, in a bounded run, when event time passes the day after it or the input ends. Older
 * sessions that are still open are ranked before it. A session of which there is nothing at all at
 * its deadline is an outage: no ranking, a critical event, and a ranking as soon as there is
 * something.
 *
 * <p><b>Corrections.</b> Figures that come or change after that lead to a ranking with the next
 * revision, after a short wait for more of them. The sessions that were compared with the corrected
 * one are not issued anew. Figures of a session that is no longer kept are dead letters.
 *
 * <p><b>Rows.</b> {@link #ROWS} has exactly one row per symbol and session, as it was first issued;
 * {@link #CORRECTED_ROWS} the rows of a later revision that differ from what was issued before.
 * Exactly once with respect to the state, as everything that Flink's operators emit.
 *
 * <p>State is one {@link RankingBook}; {@link RankingBookSerializer} says how many bytes it takes.
 * Under RocksDB it is an object between two checkpoints (in a {@link
 * dev.bellwether.operators.writeback.WriteBackOperator}), not read for each report.
 */
public final class DrawdownRankingFunction
        extends WriteBackFunction<String, DrawdownReport, DrawdownRanking> {

    /** Every symbol of a session, as first ranked. */
    public static final OutputTag<RankedDrawdown> ROWS =
            new OutputTag<>("ranked-rows", TypeInformation.of(RankedDrawdown.class));

    /** What a later revision changes. */
    public static final OutputTag<RankedDrawdown> CORRECTED_ROWS =
            new OutputTag<>("corrected-rows", TypeInformation.of(RankedDrawdown.class));

    public static final OutputTag<OperationalEvent> EVENTS =
            new OutputTag<>("ranking-events", TypeInformation.of(OperationalEvent.class));

    /** What operators before this one, or this one, could not use. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("ranking-dead-letters", TypeInformation.of(DeadLetter.class));

    /** The one key. */
    public static final String KEY = "universe";

    static final String STATE_NAME = "ranking-book";

    private static final long serialVersionUID = 1L;

    private static final long MILLIS_PER_DAY = 86_400_000;

    /** A session has ended for certain, in New York and in any season. */
    private static final long DAY_END_MILLIS = Duration.ofHours(29).toMillis();

    /** The last event-time timer before the end of input. */
    private static final long LAST_MOMENT = Long.MAX_VALUE - 1;

    /** There is one value; any size keeps it. */
    private static final MemorySize CACHE = MemorySize.ofMebiBytes(1);

    private final String[] universe;
    private final boolean bounded;
    private final int top;
    private final int movers;
    private final int history;
    private final int keep;
    private final long deadlineMillis;
    private final long correctionMillis;

    private transient Set<String> expected;
    private transient Ranker ranker;
    private transient WriteBackState<RankingBook> state;
    private transient Counter rankings;
    private transient Counter corrections;
    private transient Counter outages;
    private transient Counter strangers;
    private transient double coverage;
    private transient long openSessions;

    private DrawdownRankingFunction(ReadableConfig config, String[] universe, boolean bounded) {
        this.universe = universe.clone();
        Arrays.sort(this.universe);
        this.bounded = bounded;
        top = config.get(RankingOptions.TOP);
        movers = config.get(RankingOptions.MOVERS);
        history = config.get(RankingOptions.HISTORY);
        keep = config.get(RankingOptions.KEEP);
        deadlineMillis = config.get(RankingOptions.DEADLINE).toMillis();
        correctionMillis = config.get(RankingOptions.CORRECTION_DELAY).toMillis();
    }

    /**
     * @param ranking checked options of the group {@code Ranking}
     * @param universe the symbols that are expected; if empty, whatever comes
     * @param bounded whether the input ends, so that wall-clock time decides nothing and an
     *     incomplete session of long ago is nobody's emergency
     */
    public static DrawdownRankingFunction from(
            ReadableConfig ranking, String[] universe, boolean bounded) {
        return new DrawdownRankingFunction(ranking, universe, bounded);
    }

    @Override
    public void open(OpenContext context) {
        expected = new HashSet<>(Arrays.asList(universe));
        ranker = new Ranker(universe, top, movers);
        state =
                writeBackState(
                        new ValueStateDescriptor<>(STATE_NAME, new RankingBookSerializer()),
                        CACHE,
                        1);
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        rankings = metrics.counter("rankings");
        corrections = metrics.counter("rankingsCorrected");
        outages = metrics.counter("rankingOutages");
        strangers = metrics.counter("symbolsOutsideUniverse");
        coverage = Double.NaN;
        metrics.gauge("rankingCoveragePercent", (Gauge<Double>) () -> coverage);
        metrics.gauge("rankingOpenSessions", (Gauge<Long>) () -> openSessions);
    }

    @Override
    public void processElement(
            DrawdownReport report, Context context, Collector<DrawdownRanking> out)
            throws Exception {
        if (report.deadLetter != null) {
            context.output(DEAD_LETTERS, report.deadLetter);
            return;
        }
        String symbol = report.drawdown != null ? report.drawdown.symbol : report.poll.symbol;
        if (!expected.isEmpty() && !expected.contains(symbol)) {
            strangers.inc();
            return;
        }
        RankingBook book = state.value();
        book = book == null ? new RankingBook() : book;
        if (report.drawdown != null) {
            accept(report.drawdown, book, context, out);
        } else {
            accept(report.poll, book, context);
        }
        state.update(book);
    }

    private void accept(
            Drawdown drawdown, RankingBook book, Context context, Collector<DrawdownRanking> out) {
        SessionBook session = session(drawdown.sessionDay, book, context);
        if (session == null) {
            context.output(DEAD_LETTERS, late(drawdown, context));
            return;
        }
        session.drawdowns.put(drawdown.symbol, drawdown);
        session.failures.remove(drawdown.symbol);
        if (session.closed) {
            awaitCorrection(session, context);
        } else if (!expected.isEmpty() && session.drawdowns.size() == expected.size()) {
            Outputs outputs = new Outputs(context, out);
            // A symbol's bars come in the order of their sessions: the older ones are all there.
            closeOpen(book.sessions.headMap(session.day, false), book, outputs);
            close(session, book, RankingClose.COMPLETE, outputs);
        }
    }

    private void closeOpen(Map<Integer, SessionBook> sessions, RankingBook book, Outputs outputs) {
        for (SessionBook session : new ArrayList<>(sessions.values())) {
            if (!session.closed) {
                close(session, book, RankingClose.DEADLINE, outputs);
            }
        }
    }

    private void accept(SymbolPoll poll, RankingBook book, Context context) {
        SessionBook session = session(poll.sessionDay, book, context);
        if (session == null) {
            return;
        }
        if (poll.outcome != PollOutcome.ANSWERED && !session.drawdowns.containsKey(poll.symbol)) {
            session.failures.put(
                    poll.symbol, poll.detail == null ? "" + poll.outcome : poll.detail);
        }
        if (!bounded && !session.closed && session.deadlineMillis == SessionBook.NEVER) {
            long now = context.timerService().currentProcessingTime();
            session.deadlineMillis = Math.max(poll.dueMillis, now) + deadlineMillis;
            context.timerService().registerProcessingTimeTimer(session.deadlineMillis);
        }
    }

    /** The book of a session, new if need be; {@code null} if it is too old to be kept. */
    private SessionBook session(int day, RankingBook book, Context context) {
        SessionBook session = book.sessions.get(day);
        if (session == null && day > book.droppedDay) {
            session = new SessionBook(day);
            book.sessions.put(day, session);
            openSessions++;
            context.timerService().registerEventTimeTimer(endOf(day));
        }
        return session;
    }

    private static long endOf(int day) {
        return day * MILLIS_PER_DAY + DAY_END_MILLIS;
    }

    private void awaitCorrection(SessionBook session, Context context) {
        if (!session.isCorrectionDue()) {
            session.correctionMillis =
                    context.timerService().currentProcessingTime() + correctionMillis;
            context.timerService().registerProcessingTimeTimer(session.correctionMillis);
            // Wall-clock timers are not waited for at the end of input.
            context.timerService().registerEventTimeTimer(LAST_MOMENT);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<DrawdownRanking> out)
            throws Exception {
        RankingBook book = state.value();
        if (book == null) {
            return;
        }
        boolean eventTime = context.timeDomain() == TimeDomain.EVENT_TIME;
        Outputs outputs = new Outputs(context, out);
        for (SessionBook session : new ArrayList<>(book.sessions.values())) {
            boolean ended = eventTime ? endOf(session.day) <= timestamp : isDue(session, timestamp);
            if (!session.closed && ended) {
                closeOpen(book.sessions.headMap(session.day, true), book, outputs);
            }
            boolean correct =
                    eventTime ? timestamp >= LAST_MOMENT : isWaitedFor(session, timestamp);
            if (session.isCorrectionDue() && correct) {
                session.correctionMillis = SessionBook.NEVER;
                issue(session, book, RankingClose.CORRECTION, outputs);
                book.prune(keep, history);
            }
        }
        state.update(book);
    }

    private static boolean isDue(SessionBook session, long now) {
        return session.deadlineMillis <= now;
    }

    private static boolean isWaitedFor(SessionBook session, long now) {
        return session.correctionMillis <= now;
    }

    private void close(
            SessionBook session, RankingBook book, RankingClose closedBy, Outputs outputs) {
        session.closed = true;
        session.deadlineMillis = SessionBook.NEVER;
        openSessions = Math.max(0, openSessions - 1);
        if (session.drawdowns.isEmpty()) {
            coverage = 0;
            outages.inc();
            if (!bounded) {
                outputs.event(RankingEvents.outage(session, universe.length, outputs.now()));
            }
        } else {
            DrawdownRanking ranking = issue(session, book, closedBy, outputs);
            if (!bounded && ranking.ranked > 0 && ranking.covered < ranking.universe) {
                outputs.event(RankingEvents.incomplete(ranking, outputs.now()));
            }
        }
        book.prune(keep, history);
    }

    /** Issues nothing while all symbols are still short of bars. */
    private DrawdownRanking issue(
            SessionBook session, RankingBook book, RankingClose closedBy, Outputs outputs) {
        Ranker.Ranked ranked = ranker.rank(session, book.rankedBefore(session.day), closedBy);
        DrawdownRanking ranking = ranked.ranking;
        coverage = ranking.coveragePercent;
        if (ranked.rows.isEmpty()) {
            return ranking;
        }
        ranking.newest = book.summaries.higherKey(session.day) == null;
        ranking.history = book.summariesBefore(session.day, history);
        book.summaries.put(session.day, ranked.summary());
        List<RankedDrawdown> changed = new ArrayList<>();
        for (RankedDrawdown row : ranked.rows) {
            RankedDrawdown before = session.issued.get(row.drawdown.symbol);
            if (before == null) {
                outputs.context.output(ROWS, row);
            } else if (before.rank == row.rank && before.drawdown.equals(row.drawdown)) {
                continue;
            } else {
                changed.add(row);
            }
            session.issued.put(row.drawdown.symbol, row);
        }
        for (RankedDrawdown row : changed) {
            outputs.context.output(CORRECTED_ROWS, row);
        }
        session.revision++;
        rankings.inc();
        outputs.out.collect(ranking);
        if (ranking.revision > 0) {
            corrections.inc();
            if (!bounded) {
                outputs.event(RankingEvents.corrected(ranking, changed.size(), outputs.now()));
            }
        }
        return ranking;
    }

    private static DeadLetter late(Drawdown drawdown, Context context) {
        DeadLetter letter =
                DeadLetter.of(
                        drawdown.feed == null ? "drawdowns" : drawdown.feed,
                        ReasonCode.LATE,
                        "session " + drawdown.session() + " is no longer kept",
                        Json.write(drawdown).getBytes(StandardCharsets.UTF_8),
                        context.timerService().currentProcessingTime());
        letter.symbol = drawdown.symbol;
        return letter;
    }

    /** Where results go while an element or a timer is worked on. */
    private static final class Outputs {
        final Context context;
        final Collector<DrawdownRanking> out;

        Outputs(Context context, Collector<DrawdownRanking> out) {
            this.context = context;
            this.out = out;
        }

        long now() {
            return context.timerService().currentProcessingTime();
        }

        void event(OperationalEvent event) {
            context.output(EVENTS, event);
        }
    }
}
