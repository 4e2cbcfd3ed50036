// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Firings by a cron expression in the local time of a zone.
 *
 * <p>Five fields are read as UNIX cron (minute, hour, day of month, month, day of week), six or
 * seven as Quartz (with seconds first and perhaps a year last).
 *
 * <p>Where the clocks change, the rules are those of Vixie cron. If the hour field begins with
 * {@code *}, the expression means "every so often": it follows real time, so a local time that does
 * not exist does not fire and one that comes twice fires twice. Otherwise it means "at this time of
 * day": local times that do not exist fire once, at the moment when the clocks jump, and one that
 * comes twice fires the first time only.
 *
 * <p>The expression is evaluated by cron-utils on a clock without changes (UTC), one stretch of
 * constant offset after the other: cron-utils' own treatment of zones drops a day whose firing
 * falls into the gap, and finds other firings backwards than forwards in an overlap. A look-up
 * costs about 50 microseconds.
 */
final class CronSchedule implements Schedule {

    private static final long serialVersionUID = 1L;

    private static final long DAY_MILLIS = 86_400_000L;

    private final String expression;
    private final ZoneId zone;
    private final boolean everySoOften;
    private transient ExecutionTime localTimes;

    CronSchedule(String expression, ZoneId zone) {
        this.expression = expression.trim();
        this.zone = zone;
        String[] fields = this.expression.split("\\s+");
        this.localTimes = parse(this.expression, fields.length);
        this.everySoOften = fields[fields.length == 5 ? 1 : 2].startsWith("*");
        if (localNext(0) == NEVER) {
            throw new IllegalArgumentException(
                    "cron expression '" + this.expression + "' never fires");
        }
    }

    private static ExecutionTime parse(String expression, int fields) {
        CronType type = fields == 5 ? CronType.UNIX : CronType.QUARTZ;
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
        return ExecutionTime.forCron(parser.parse(expression).validate());
    }

    @Override
    public long next(long afterMillis) {
        long from = afterMillis + 1;
        while (true) {
            Stretch stretch = new Stretch(from);
            if (stretch.startMillis >= from && stretch.firesAtStart()) {
                return stretch.startMillis;
            }
            long earliest = Math.max(from, stretch.firstMillis);
            long found = localNext(earliest - 1 + stretch.offsetMillis);
            if (found != NEVER && found - stretch.offsetMillis < stretch.endMillis) {
                return found - stretch.offsetMillis;
            }
            // A local time may still come once more after the next change; hence the day.
            boolean over =
                    found == NEVER
                            && localNext(earliest + stretch.offsetMillis - DAY_MILLIS) == NEVER;
            if (over || stretch.endMillis == NEVER) {
                return NEVER;
            }
            from = stretch.endMillis;
        }
    }

    @Override
    public long latest(long atMillis) {
        long at = atMillis;
        while (true) {
            Stretch stretch = new Stretch(at);
            long found = localLatest(at + stretch.offsetMillis);
            if (found != NOT_YET && found - stretch.offsetMillis >= stretch.firstMillis) {
                return found - stretch.offsetMillis;
            }
            if (stretch.firesAtStart()) {
                return stretch.startMillis;
            }
            boolean over =
                    found == NOT_YET
                            && localLatest(at + stretch.offsetMillis + DAY_MILLIS) == NOT_YET;
            if (over || stretch.startMillis == NOT_YET) {
                return NOT_YET;
            }
            at = stretch.startMillis - 1;
        }
    }

    private long localNext(long afterLocalMillis) {
        return executionTime()
                .nextExecution(utc(Math.floorDiv(afterLocalMillis, 1000L)))
                .map(time -> time.toEpochSecond() * 1000)
                .orElse(NEVER);
    }

    private long localLatest(long atLocalMillis) {
        return executionTime()
                .lastExecution(utc(Math.floorDiv(atLocalMillis, 1000L) + 1))
                .map(time -> time.toEpochSecond() * 1000)
                .orElse(NOT_YET);
    }

    private ExecutionTime executionTime() {
        if (localTimes == null) {
            localTimes = parse(expression, expression.split("\\s+").length);
        }
        return localTimes;
    }

    private static ZonedDateTime utc(long epochSecond) {
        return Instant.ofEpochSecond(epochSecond).atZone(ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        return "cron '" + expression + "' in " + zone;
    }

    /** The time around an instant during which the zone's offset does not change. */
    private final class Stretch {

        final ZoneOffsetTransition start;
        final long startMillis;
        final long endMillis;
        final long offsetMillis;

        /** Start of the part that counts: later than the start if a repeated hour does not. */
        final long firstMillis;

        Stretch(long millis) {
            ZoneRules rules = zone.getRules();
            start = rules.previousTransition(Instant.ofEpochMilli(millis + 1));
            ZoneOffsetTransition end = rules.nextTransition(Instant.ofEpochMilli(millis));
            startMillis = start == null ? NOT_YET : start.toEpochSecond() * 1000;
            endMillis = end == null ? NEVER : end.toEpochSecond() * 1000;
            offsetMillis = rules.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1000L;
            boolean leaveOutRepeated = start != null && start.isOverlap() && !everySoOften;
            firstMillis =
                    leaveOutRepeated ? startMillis - start.getDuration().toMillis() : startMillis;
        }

        /** Whether a time of day that the jump at the start left out is made up for there. */
        boolean firesAtStart() {
            if (start == null || !start.isGap() || everySoOften) {
                return false;
            }
            long gapStart = startMillis + start.getOffsetBefore().getTotalSeconds() * 1000L;
            return localNext(gapStart - 1) < gapStart + start.getDuration().toMillis();
        }
    }
}
