// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import dev.bellwether.model.ActionCheck;
import dev.bellwether.model.Bar;
import dev.bellwether.model.CorporateAction;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.operators.quality.SplitRatios;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the bars of a symbol into its window and says which figures are new.
 *
 * <ul>
 *   <li>A bar of a new session gives that session's figures.
 *   <li>A bar that is known gives nothing.
 *   <li>A bar with other figures than the known one of its session, or of a session that was
 *       missing, is put in its place; the sessions from it on, the newest {@code
 *       correction.sessions} at most, are issued anew where they have changed.
 *   <li>A bar whose three prices differ from the known ones by one common factor, beyond what
 *       rounding to a cent explains, says that the provider has adjusted its history: for a split
 *       or, where it adjusts for them, a distribution. All older bars are multiplied by that factor
 *       (their volumes by its inverse if that of the bar was), so the window is on one scale again.
 *       Depths do not depend on the scale, so nothing is issued anew but what came at the new scale
 *       before its history did.
 * </ul>
 *
 * <p>Two things are not believed. A high far above open and close is a bad print. A close far from
 * the one before that is no split is refused once, and taken if the next bar confirms it. A change
 * of the close by a split ratio at an ordinary turnover is taken, but the figures are suspect as
 * long as it lies between them and the peak, or until a provider says, some sessions later, that
 * the symbol had no corporate action then.
 */
final class DrawdownCalculator {

    /** Why a bar was not taken. */
    static final class Refusal {
        final ReasonCode reason;
        final String message;

        Refusal(ReasonCode reason, String message) {
            this.reason = reason;
            this.message = message;
        }
    }

    private static final int MILLIS_PER_DAY = 86_400_000;

    /** A common factor nearer to 1 than this is a correction of prices. */
    private static final double LEAST_RESTATEMENT = 1e-3;

    /** Two prices at most a cent apart may be the same before rounding; a little is for doubles. */
    private static final double HALF_CENT = 0.005 + 1e-6;

    /** A refused level is confirmed by a close within this factor of it. */
    private static final double CONFIRMING = 1.2;

    /** No known split moves a price by less; whatever moves less need not be looked at. */
    private static final double LEAST_SPLIT = 1.4;

    private static final int TURNOVER_SESSIONS = 20;

    /** Of the close before it; cash that is less explains no jump. */
    private static final double LEAST_DISTRIBUTION = 0.1;

    /** After so many sessions more an action that is not named is none. */
    private static final int SETTLED_SESSIONS = 3;

    private static final int JUMP = SessionRing.JUMP_DOWN | SessionRing.JUMP_UP;

    private final DrawdownSettings settings;

    DrawdownCalculator(DrawdownSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes a bar that breaks no rule by itself.
     *
     * @param issued receives the figures that are new, oldest first, without symbol, currency and
     *     feed
     * @return why the bar was not taken; {@code null} if it was, or was known
     */
    Refusal accept(DrawdownWindow window, Bar bar, List<Drawdown> issued) {
        if (bar.high > settings.spike * Math.max(bar.open, bar.close)) {
            return new Refusal(
                    ReasonCode.OUTLIER,
                    "high "
                            + bar.high
                            + " is more than "
                            + settings.spike
                            + " times open "
                            + bar.open
                            + " and close "
                            + bar.close);
        }
        SessionRing ring = window.ring;
        int day = dayOf(bar);
        if (ring.size() == 0 || day > ring.day(ring.end() - 1)) {
            return append(window, day, bar, issued);
        }
        int number = ring.onOrAfter(day);
        if (ring.day(number) == day) {
            replace(window, number, bar, issued);
            return null;
        }
        if (number == ring.first() && ring.size() == ring.capacity) {
            return new Refusal(
                    ReasonCode.LATE,
                    "the session is older than the " + ring.size() + " that are kept");
        }
        Map<Integer, Drawdown> before = figuresFrom(ring, day);
        ring.insert(number, day, bar.high, bar.low, bar.close, bar.volume);
        mark(ring, number);
        issueChanges(window, day, before, issued);
        return null;
    }

    /**
     * Believes the jumps for which a provider names no corporate action, three sessions after them:
     * what is announced late is named by then. Those that an action explains are suspect, whatever
     * an earlier check said: the bars on either side of them are at different scales.
     *
     * @param issued receives the figures of wanted sessions that change by it, oldest first; at
     *     most those of the newest {@code correction.sessions}
     */
    void check(DrawdownWindow window, ActionCheck check, List<Drawdown> issued) {
        SessionRing ring = window.ring;
        List<Integer> changed = new ArrayList<>();
        for (int i = Math.max(ring.onOrAfter(check.firstDay), ring.first() + 1);
                i < ring.end() && ring.day(i) <= check.lastDay;
                i++) {
            boolean covered = ring.day(i - 1) >= check.firstDay - 1;
            boolean settled = ring.end() - 1 - i >= SETTLED_SESSIONS;
            boolean explained = isExplained(ring, i, check);
            boolean believe = ring.is(i, JUMP) && !explained && covered && settled;
            boolean doubt = ring.is(i, SessionRing.TRADED) && explained;
            if (believe || doubt) {
                changed.add(i);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        int day = Math.max(ring.day(changed.get(0)), check.wantedDay);
        Map<Integer, Drawdown> before = figuresFrom(ring, day);
        for (int i : changed) {
            ring.setFlags(i, (ring.flags(i) & ~JUMP) ^ SessionRing.TRADED);
            ring.setFlags(i, ring.flags(i) | jump(ring, i));
        }
        issueChanges(window, day, before, issued);
    }

    /** Ordinary dividends are far too small to look like a split. */
    private static boolean isExplained(SessionRing ring, int number, ActionCheck check) {
        for (CorporateAction action : check.actions) {
            boolean small = action.cash < LEAST_DISTRIBUTION * ring.close(number - 1);
            if (!small && action.exDay > ring.day(number - 1) && action.exDay <= ring.day(number)) {
                return true;
            }
        }
        return false;
    }

    /** A session is named by the date of its start, which is the same in New York and in UTC. */
    static int dayOf(Bar bar) {
        return (int) Math.floorDiv(bar.startMillis, (long) MILLIS_PER_DAY);
    }

    private Refusal append(DrawdownWindow window, int day, Bar bar, List<Drawdown> issued) {
        SessionRing ring = window.ring;
        if (ring.size() > 0) {
            double before = ring.close(ring.end() - 1);
            if (isTooFar(bar.close / before) && !isConfirmed(window.refusedClose, bar.close)) {
                window.refusedClose = bar.close;
                return new Refusal(
                        ReasonCode.UNEXPLAINED_JUMP,
                        "close "
                                + bar.close
                                + " after "
                                + before
                                + " is no split; a second bar at this level will be believed");
            }
            window.refusedClose = Double.NaN;
        }
        boolean viewed = window.hasView();
        ring.append(day, bar.high, bar.low, bar.close, bar.volume);
        int number = ring.end() - 1;
        ring.setFlags(number, flatness(ring, number) | jump(ring, number));
        if (viewed) {
            window.view(settings).append(number);
        }
        issued.add(window.view(settings).describe());
        return null;
    }

    private boolean isTooFar(double ratio) {
        return (ratio > settings.jump || ratio < 1 / settings.jump)
                && Double.isNaN(SplitRatios.nearest(ratio, SplitRatios.MAX_TOLERANCE));
    }

    private static boolean isConfirmed(double refused, double close) {
        return close <= refused * CONFIRMING && close >= refused / CONFIRMING;
    }

    private void replace(DrawdownWindow window, int number, Bar bar, List<Drawdown> issued) {
        SessionRing ring = window.ring;
        if (same(ring, number, bar)) {
            return;
        }
        double factor = commonFactor(ring, number, bar);
        if (!Double.isNaN(factor)) {
            restate(window, number, factor, bar, issued);
            return;
        }
        int day = ring.day(number);
        boolean rounding = ring.is(number, SessionRing.SCALED) && isRounding(ring, number, bar);
        Map<Integer, Drawdown> before = rounding ? Map.of() : figuresFrom(ring, day);
        ring.replace(number, bar.high, bar.low, bar.close, bar.volume);
        mark(ring, number);
        if (rounding) {
            window.forgetView();
        } else {
            issueChanges(window, day, before, issued);
        }
    }

    private static boolean same(SessionRing ring, int number, Bar bar) {
        return ring.high(number) == bar.high
                && ring.low(number) == bar.low
                && ring.close(number) == bar.close
                && Double.compare(ring.volume(number), bar.volume) == 0;
    }

    private static boolean isRounding(SessionRing ring, int number, Bar bar) {
        return Math.abs(ring.high(number) - bar.high) <= 2 * HALF_CENT
                && Math.abs(ring.low(number) - bar.low) <= 2 * HALF_CENT
                && Math.abs(ring.close(number) - bar.close) <= 2 * HALF_CENT;
    }

    /** The factor from the known prices to those of the bar; {@code NaN} if there is not one. */
    private double commonFactor(SessionRing ring, int number, Bar bar) {
        double factor = bar.close / ring.close(number);
        if (Math.abs(factor - 1) < LEAST_RESTATEMENT) {
            return Double.NaN;
        }
        if (!agrees(ring.high(number), factor, bar.high, bar.close)
                || !agrees(ring.low(number), factor, bar.low, bar.close)) {
            return Double.NaN;
        }
        // The factor of a split is known better than from rounded prices.
        double split = SplitRatios.nearest(factor, 2 * HALF_CENT / bar.close);
        if (!Double.isNaN(split)) {
            return split;
        }
        return bar.high == bar.low ? Double.NaN : factor;
    }

    /** Whether a price follows the factor of the close, as far as both are known to half a cent. */
    private static boolean agrees(double known, double factor, double sent, double close) {
        double doubt = HALF_CENT * (1 + factor) * (1 + sent / close);
        return Math.abs(known * factor - sent) <= doubt;
    }

    /**
     * The first bar that comes at another scale takes all older ones along; those that follow it
     * were not moved, and are just replaced. After the last of them, what came at the new scale
     * already is compared with bars of that scale for the first time.
     */
    private void restate(
            DrawdownWindow window, int number, double factor, Bar bar, List<Drawdown> issued) {
        SessionRing ring = window.ring;
        boolean moved = number + 1 < ring.end() && ring.is(number + 1, JUMP | SessionRing.TRADED);
        int day = moved ? ring.day(number + 1) : 0;
        Map<Integer, Drawdown> before = moved ? figuresFrom(ring, day) : Map.of();
        boolean goesOn =
                number > ring.first()
                        && ring.day(number - 1) == window.restatedDay
                        && agrees(ring.close(number), window.restatedFactor, bar.close, bar.close);
        if (!goesOn) {
            double shares = bar.volume / ring.volume(number);
            boolean inverse = Math.abs(shares * factor - 1) < 0.02;
            ring.scaleBefore(number, factor, inverse ? 1 / factor : 1);
            window.restatedFactor = factor;
        }
        window.restatedDay = ring.day(number);
        ring.replace(number, bar.high, bar.low, bar.close, bar.volume);
        mark(ring, number);
        if (moved) {
            issueChanges(window, day, before, issued);
        } else {
            window.forgetView();
        }
    }

    /** Flags of a changed bar and of the one after it, which is compared with it. */
    private void mark(SessionRing ring, int number) {
        for (int i = number; i <= number + 1 && i < ring.end(); i++) {
            int kept = ring.flags(i) & (SessionRing.SCALED | SessionRing.TRADED);
            ring.setFlags(i, kept | flatness(ring, i) | jump(ring, i));
        }
    }

    private static int flatness(SessionRing ring, int number) {
        boolean noTrade = ring.volume(number) == 0;
        boolean noChange =
                number > ring.first()
                        && ring.high(number) == ring.low(number)
                        && ring.close(number) == ring.close(number - 1);
        return noTrade || noChange ? SessionRing.FLAT : 0;
    }

    private int jump(SessionRing ring, int number) {
        if (number == ring.first() || ring.is(number, SessionRing.TRADED)) {
            return 0;
        }
        double ratio = ring.close(number) / ring.close(number - 1);
        if (ratio < LEAST_SPLIT && ratio > 1 / LEAST_SPLIT) {
            return 0;
        }
        int direction = ratio < 1 ? SessionRing.JUMP_DOWN : SessionRing.JUMP_UP;
        if (ratio > settings.jump || ratio < 1 / settings.jump) {
            return direction;
        }
        double split = SplitRatios.nearest(ratio, settings.guardTolerance);
        return Double.isNaN(split) || isHeavilyTraded(ring, number) ? 0 : direction;
    }

    private boolean isHeavilyTraded(SessionRing ring, int number) {
        int sessions = Math.min(TURNOVER_SESSIONS, number - ring.first());
        double[] before = new double[sessions];
        for (int k = 0; k < sessions; k++) {
            int i = number - 1 - k;
            before[k] = ring.volume(i) * ring.close(i);
        }
        Arrays.sort(before);
        double usual = before[sessions / 2];
        return ring.volume(number) * ring.close(number) > settings.guardTurnover * usual;
    }

    /** By day: the figures of those sessions that can be issued anew. */
    private Map<Integer, Drawdown> figuresFrom(SessionRing ring, int day) {
        Map<Integer, Drawdown> figures = new HashMap<>();
        for (Drawdown drawdown : describeFrom(ring, day)) {
            figures.put(drawdown.sessionDay, drawdown);
        }
        return figures;
    }

    private List<Drawdown> describeFrom(SessionRing ring, int day) {
        List<Drawdown> figures = new ArrayList<>();
        int oldest = Math.max(ring.end() - settings.corrections, ring.first());
        for (int i = Math.max(ring.onOrAfter(day), oldest); i < ring.end(); i++) {
            figures.add(WindowView.endingWith(i, ring, settings).describe());
        }
        return figures;
    }

    private void issueChanges(
            DrawdownWindow window, int day, Map<Integer, Drawdown> before, List<Drawdown> issued) {
        window.forgetView();
        SessionRing ring = window.ring;
        for (Drawdown now : describeFrom(ring, day)) {
            Drawdown known = before.get(now.sessionDay);
            if (known == null) {
                issued.add(now);
            } else if (!known.equals(now)) {
                now.revision = known.revision + 1;
                ring.setRevision(ring.onOrAfter(now.sessionDay), now.revision);
                issued.add(now);
            }
        }
    }
}
