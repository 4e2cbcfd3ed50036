// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.schedule;

import java.io.Serializable;

/** A schedule and what surrounds it: range, pace, and what becomes of missed firings. */
public final class FiringPlan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Schedule schedule;
    private final long fromMillis;
    private final long toMillis;
    private final Pace pace;
    private final MissedFirings missed;
    private final int maxMissed;
    private final boolean atStart;

    /**
     * @param fromMillis first time that counts, or {@link Schedule#NOT_YET} for the job's start
     * @param toMillis first time that counts no more, or {@link Schedule#NEVER} for no end
     * @param maxMissed how many missed firings are caught up at most, at least 1
     * @param atStart whether a job without state serves the latest past firing at once
     */
    public FiringPlan(
            Schedule schedule,
            long fromMillis,
            long toMillis,
            Pace pace,
            MissedFirings missed,
            int maxMissed,
            boolean atStart) {
        this.schedule = schedule;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.pace = pace;
        this.missed = missed;
        this.maxMissed = maxMissed;
        this.atStart = atStart;
    }

    public Schedule schedule() {
        return schedule;
    }

    /** Whether the plan comes to an end. Then every firing is served, none is skipped. */
    public boolean isBounded() {
        return toMillis != Schedule.NEVER;
    }

    public boolean hasStart() {
        return fromMillis != Schedule.NOT_YET;
    }

    public long fromMillis() {
        return fromMillis;
    }

    public Pace pace() {
        return pace;
    }

    public MissedFirings missed() {
        return missed;
    }

    public int maxMissed() {
        return maxMissed;
    }

    public boolean atStart() {
        return atStart;
    }

    /** The first firing later than the given time within the range, or {@link Schedule#NEVER}. */
    public long next(long afterMillis) {
        long firing = schedule.next(afterMillis);
        return firing < toMillis ? firing : Schedule.NEVER;
    }

    @Override
    public String toString() {
        return schedule + (isBounded() ? ", bounded" : "") + ", missed firings: " + missed;
    }
}
