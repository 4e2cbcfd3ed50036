// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import dev.bellwether.sources.polling.schedule.FiringPlan;
import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Pace;
import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.PollSplit;

/**
 * Which firing a chunk gets next, by the plan and by when this enumerator started.
 *
 * <p>"Missed" is a firing before the start. A bounded plan serves each of its firings. An unbounded
 * one leaves missed firings out or serves each (at most the newest so many), and of the firings
 * that came while a chunk was busy keeps only the newest.
 */
final class FiringRules {

    private final FiringPlan plan;
    private final long startedMillis;

    FiringRules(FiringPlan plan, long startedMillis) {
        this.plan = plan;
        this.startedMillis = startedMillis;
    }

    /** The firing a chunk begins with, given the last one it was served, if any. */
    Choice atStart(long lastFiring) {
        boolean fresh = lastFiring == Schedule.NOT_YET;
        if (fresh && !plan.hasStart()) {
            long latest = plan.schedule().latest(startedMillis);
            boolean immediate = plan.atStart() && !plan.isBounded() && latest != Schedule.NOT_YET;
            return new Choice(immediate ? latest : plan.next(startedMillis - 1), 0, false);
        }
        long next = plan.next(fresh ? plan.fromMillis() - 1 : lastFiring);
        if (plan.isBounded() || next >= startedMillis) {
            return new Choice(next, 0, false);
        }
        long first = next;
        if (plan.missed() == MissedFirings.SKIP) {
            next = plan.next(startedMillis - 1);
        } else {
            next = Math.max(next, firstToCatchUp());
        }
        return new Choice(next, plan.schedule().count(first, Math.min(next, startedMillis)), false);
    }

    private long firstToCatchUp() {
        long firing = plan.schedule().latest(startedMillis - 1);
        for (int kept = 1; kept < plan.maxMissed() && firing != Schedule.NOT_YET; kept++) {
            firing = plan.schedule().latest(firing - 1);
        }
        return firing;
    }

    boolean isDue(long firing, long nowMillis) {
        return firing != Schedule.NEVER && (isBackFill() || firing <= nowMillis);
    }

    private boolean isBackFill() {
        return plan.isBounded() && plan.pace() == Pace.AS_FAST_AS_POSSIBLE;
    }

    /** What a chunk is given when its next firing is due. */
    Choice choose(long nextFiring, long nowMillis) {
        if (plan.isBounded()) {
            return new Choice(nextFiring, 0, false);
        }
        if (nextFiring < startedMillis && plan.missed() == MissedFirings.CATCH_UP) {
            return new Choice(nextFiring, 0, true);
        }
        long firing = Math.max(nextFiring, plan.schedule().latest(nowMillis));
        return new Choice(firing, plan.schedule().count(nextFiring, firing), false);
    }

    /**
     * Whether a firing waits until all chunks have finished the one before it. Back-fills and
     * catching up do, so that event time advances evenly.
     */
    boolean goesInStep(Choice choice) {
        return plan.isBounded() || choice.caughtUp;
    }

    /** The same for a split that has to be done again. */
    boolean goesInStep(PollSplit again) {
        return plan.isBounded()
                || (plan.missed() == MissedFirings.CATCH_UP
                        && again.scheduledMillis() < startedMillis);
    }

    long next(long afterMillis) {
        return plan.next(afterMillis);
    }

    /** A firing, and what was decided on the way to it. */
    static final class Choice {

        final long firing;
        final long skipped;
        final boolean caughtUp;

        Choice(long firing, long skipped, boolean caughtUp) {
            this.firing = firing;
            this.skipped = skipped;
            this.caughtUp = caughtUp;
        }
    }
}
