// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.time.Instant;

/**
 * Judges a quote against what is known of its symbol: duplicates, order, jumps, outliers, in this
 * order; the first that objects decides. Pure logic, O(memory) per quote at worst and O(1) for
 * quotes in order.
 *
 * <p><b>Duplicates.</b> The same time, feed and figures ({@link QuoteSignature}: those of the
 * market, not fundamentals) as a remembered quote, whatever became of that one: dropped. The same
 * time and feed as an <em>accepted</em> one with other figures: a conflict, and the first one
 * stands.
 *
 * <p><b>Order.</b> Late is what is older than the newest accepted quote of its symbol by more than
 * the tolerance, or so old that its repeat might have been forgotten.
 *
 * <p><b>Jumps.</b> A price p after the last accepted price a is a jump if |ln(p/a)| exceeds ln(1 +
 * threshold). It is real if the feed's previous close agrees with a, or if the session's low..high
 * holds p and is itself no jump away from a, or if p is no jump from a previous close that agrees
 * with the last one known before: the scale is then as it was, and p comes back from where a had
 * gone (often a wrong trade that was taken out again). It is a split if p is no jump from another
 * previous close and previous close / a is near a {@linkplain SplitRatios known ratio} f; older
 * prices then compare after multiplication by f. Otherwise it is unexplained and refused, until
 * enough consecutive quotes, each of a later time and none a jump from another, confirm the level:
 * the symbol then means something else than before and its history is not comparable ({@code NaN}).
 * A feed that leaves its previous close on the old scale makes a split look like a crash, and it
 * passes as one.
 *
 * <p><b>Outliers.</b> After Brownlees and Gallo, "Financial econometric analysis at ultra-high
 * frequency: Data handling concerns", Computational Statistics &amp; Data Analysis 51 (2006), pages
 * 2232-2245, who drop a price that is farther than 3 s + γ from the trimmed mean of its neighbours.
 * A stream has no later neighbours and few equidistant ones, so here: |ln(p/a)| &gt; max(γ, k · m),
 * with m the exponentially weighted mean of |ln(p/a)| over accepted quotes, each clipped to that
 * limit (which takes the part of the trimming), and γ a floor that keeps quiet symbols from losing
 * their first move. A quote whose other prices support the move is never an outlier: the session's
 * low..high holds p, or the previous close is nearer to p than to a. So this stops prices that
 * their own session does not know, and those of feeds that give a price alone; a wrong trade that
 * the feed itself counts into its session's high or low passes. An outlier that is confirmed like a
 * jump is accepted, with its history.
 *
 * <p><b>Several feeds of one symbol</b> are one series of prices: a is the last accepted price of
 * any feed. Only duplicates and conflicts are looked for within one feed. Previous closes need not
 * be equal to agree (feeds take them from different tapes), and a feed without one does not make
 * the other's forgotten.
 *
 * <p>A quote out of order within the tolerance is judged but moves nothing: it neither becomes the
 * last price nor confirms a level nor begins a split.
 */
final class Screening {

    private final QualitySettings settings;

    Screening(QualitySettings settings) {
        this.settings = settings;
    }

    /**
     * @param state changed, except when the verdict is a duplicate or late
     * @param quote one that satisfies {@link QuoteRules}
     */
    Verdict judge(ScreenState state, Quote quote) {
        long time = quote.eventTimeMillis;
        long signature = QuoteSignature.of(quote);
        switch (state.relation(time, signature)) {
            case REPEAT:
                return Verdict.DUPLICATE;
            case CONFLICT:
                state.remember(time, signature, false, settings.memory);
                return Verdict.rejected(
                        ReasonCode.CONFLICTING_DUPLICATE,
                        "another quote of "
                                + quote.symbol
                                + " by "
                                + quote.feed
                                + " for "
                                + Instant.ofEpochMilli(time)
                                + " was accepted before; this one has price "
                                + quote.price
                                + ", day_volume "
                                + quote.dayVolume);
            default:
                break;
        }
        Verdict verdict = state.hasAccepted() ? judgeOrder(state, quote) : Verdict.PLAIN;
        if (verdict == null) {
            verdict = judgeLevel(state, quote);
        } else if (verdict != Verdict.PLAIN) {
            return verdict;
        }
        boolean accepted = verdict.outcome == Verdict.Outcome.ACCEPTED;
        if (accepted && time >= state.newestMillis()) {
            advance(state, quote, verdict.adjustmentFactor);
        }
        state.remember(time, signature, accepted, settings.memory);
        return verdict;
    }

    /** {@code null} if the order is as it should be. */
    private Verdict judgeOrder(ScreenState state, Quote quote) {
        long age = state.newestMillis() - quote.eventTimeMillis;
        if (age > settings.orderToleranceMillis) {
            return Verdict.rejected(
                    ReasonCode.LATE,
                    age
                            + " ms older than the newest accepted quote of "
                            + quote.symbol
                            + ", tolerated are "
                            + settings.orderToleranceMillis);
        }
        if (quote.eventTimeMillis <= state.forgottenMillis()) {
            return Verdict.rejected(
                    ReasonCode.LATE,
                    age
                            + " ms older than the newest accepted quote of "
                            + quote.symbol
                            + " and older than all "
                            + state.remembered()
                            + " that are remembered");
        }
        return null;
    }

    private Verdict judgeLevel(ScreenState state, Quote quote) {
        double last = state.lastPrice();
        double move = Math.abs(Math.log(quote.price / last));
        if (move > settings.jumpLog) {
            return judgeJump(state, quote, last);
        }
        double limit = outlierLimit(state);
        if (move > limit && !isSupported(quote, last, move)) {
            if (confirm(state, quote)) {
                return Verdict.PLAIN;
            }
            return Verdict.rejected(
                    ReasonCode.OUTLIER,
                    "price "
                            + quote.price
                            + " after "
                            + last
                            + " is a log return of "
                            + move
                            + ", limit "
                            + limit
                            + ", and no other price of the quote supports it");
        }
        return Verdict.PLAIN;
    }

    private Verdict judgeJump(ScreenState state, Quote quote, double last) {
        double gap = quote.previousClose / last;
        if (agree(quote.previousClose, last) || isOfSession(quote, last)) {
            return Verdict.EXPLAINED;
        }
        boolean inOrder = quote.eventTimeMillis >= state.newestMillis();
        if (inOrder && Math.abs(Math.log(quote.price / quote.previousClose)) <= settings.jumpLog) {
            if (agree(quote.previousClose, state.lastPreviousClose())) {
                return Verdict.EXPLAINED;
            }
            double factor = SplitRatios.nearest(gap, settings.splitTolerance);
            if (!Double.isNaN(factor)) {
                return Verdict.split(factor);
            }
        }
        if (confirm(state, quote)) {
            return Verdict.NEW_LEVEL;
        }
        return Verdict.rejected(
                ReasonCode.UNEXPLAINED_JUMP,
                "price "
                        + quote.price
                        + " is "
                        + quote.price / last
                        + " times the last accepted "
                        + last
                        + "; previous close "
                        + (Double.isNaN(quote.previousClose)
                                ? "unknown"
                                : String.valueOf(quote.previousClose)));
    }

    /** False if one of them is unknown. */
    private boolean agree(double price, double other) {
        return Math.abs(Math.log(price / other)) <= settings.agreementLog;
    }

    /** Counts the quote towards a new level; says whether the level is now confirmed. */
    private boolean confirm(ScreenState state, Quote quote) {
        long time = quote.eventTimeMillis;
        if (time < state.newestMillis()) {
            return false;
        }
        double price = quote.price;
        int count = 1;
        double low = price;
        double high = price;
        if (state.pending() > 0) {
            if (time <= state.pendingMillis()) {
                return false;
            }
            double joinedLow = Math.min(price, state.pendingLow());
            double joinedHigh = Math.max(price, state.pendingHigh());
            if (Math.log(joinedHigh / joinedLow) <= settings.jumpLog) {
                count = state.pending() + 1;
                low = joinedLow;
                high = joinedHigh;
            }
        }
        state.setPending(count, low, high, time);
        return count >= settings.confirmations;
    }

    private boolean isSupported(Quote quote, double last, double move) {
        return isOfSession(quote, last)
                || Math.abs(Math.log(quote.previousClose / quote.price)) < move / 2;
    }

    /**
     * Whether the quote's session holds its price and begins less than a jump away from the last
     * one. A range of one single price is no witness.
     */
    private boolean isOfSession(Quote quote, double last) {
        return quote.high > quote.low
                && quote.price >= quote.low
                && quote.price <= quote.high
                && Math.log(quote.low / last) <= settings.jumpLog
                && Math.log(last / quote.high) <= settings.jumpLog;
    }

    private double outlierLimit(ScreenState state) {
        if (settings.outlierFactor == 0 || state.returns() < settings.outlierWarmUp) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(settings.outlierFloorLog, settings.outlierFactor * state.meanReturn());
    }

    private void advance(ScreenState state, Quote quote, double factor) {
        if (state.hasAccepted()) {
            if (Double.isNaN(factor)) {
                state.setReturns(0, 0);
            } else {
                addReturn(state, Math.abs(Math.log(quote.price / (state.lastPrice() * factor))));
            }
        }
        state.advance(quote.eventTimeMillis, quote.price, quote.previousClose);
        state.clearPending();
    }

    private void addReturn(ScreenState state, double move) {
        double clipped = Math.min(move, Math.min(outlierLimit(state), settings.jumpLog));
        int count = Math.min(state.returns() + 1, Integer.MAX_VALUE - 1);
        // A plain mean until the span is reached, exponential weights from then on.
        double weight = Math.max(1.0 / count, 2.0 / (settings.outlierSpan + 1));
        double mean = state.meanReturn();
        state.setReturns(count, mean + (clipped - mean) * weight);
    }
}
