// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import dev.bellwether.sources.polling.schedule.FiringPlan;
import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Pace;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Builds a {@link PollingSource}. Nothing is checked before {@link #build}, which then tells
 * everything that is wrong.
 *
 * @param <T> type of the records
 */
public final class PollingSourceBuilder<T> {

    String name = "polling";
    PollFetcherFactory<T> fetchers;
    List<String> items = List.of();
    int chunkSize = 25;
    ChangeFingerprint<T> change;
    SerializableTimestampAssigner<T> timestamps;
    TypeInformation<T> type;
    SerializableSupplier<Clock> clock = Clock::systemUTC;

    private Schedule schedule;
    private Instant from;
    private Instant to;
    private Pace pace = Pace.AS_FAST_AS_POSSIBLE;
    private MissedFirings missed = MissedFirings.SKIP;
    private int maxMissed = 100;
    private boolean atStart;

    PollingSourceBuilder() {}

    /** For logs and errors; default "polling". */
    public PollingSourceBuilder<T> name(String newName) {
        name = newName;
        return this;
    }

    /** Makes the fetcher of each reader. */
    public PollingSourceBuilder<T> fetchers(PollFetcherFactory<T> factory) {
        fetchers = factory;
        return this;
    }

    /** What is polled at each firing, in this order; no item twice. */
    public PollingSourceBuilder<T> items(List<String> newItems) {
        items = new ArrayList<>(newItems);
        return this;
    }

    /**
     * How many items make a chunk, the unit that is given to one reader; default 25. There should
     * be a few chunks per reader.
     */
    public PollingSourceBuilder<T> chunkSize(int itemsPerChunk) {
        chunkSize = itemsPerChunk;
        return this;
    }

    /** When to poll. */
    public PollingSourceBuilder<T> schedule(Schedule newSchedule) {
        schedule = newSchedule;
        return this;
    }

    /**
     * The first time that counts. Firings between it and the first start of the job are missed
     * ones. Without it a source begins with the first firing after the job's start.
     */
    public PollingSourceBuilder<T> from(Instant first) {
        from = first;
        return this;
    }

    /** Makes the source bounded: it serves every firing before {@code end}, then finishes. */
    public PollingSourceBuilder<T> to(Instant end) {
        to = end;
        return this;
    }

    /** How a bounded source goes; default as fast as possible. */
    public PollingSourceBuilder<T> pace(Pace newPace) {
        pace = newPace;
        return this;
    }

    /** Whether a job that starts without state serves the latest past firing at once. */
    public PollingSourceBuilder<T> pollAtStart(boolean pollAtStart) {
        atStart = pollAtStart;
        return this;
    }

    /**
     * What becomes of firings that were missed while the job was down; default {@link
     * MissedFirings#SKIP}. A bounded source misses none.
     *
     * @param atMost how many are caught up at most, the newest ones
     */
    public PollingSourceBuilder<T> missedFirings(MissedFirings policy, int atMost) {
        missed = policy;
        maxMissed = atMost;
        return this;
    }

    /** Emits a record only if its item's last one was different. */
    public PollingSourceBuilder<T> emitOnChange(ChangeFingerprint<T> fingerprint) {
        change = fingerprint;
        return this;
    }

    /**
     * Gives records their event time, epoch milliseconds. As the former timestamp it is handed the
     * scheduled time of the poll.
     */
    public PollingSourceBuilder<T> timestamps(SerializableTimestampAssigner<T> extractor) {
        timestamps = extractor;
        return this;
    }

    /** Type of the records. */
    public PollingSourceBuilder<T> typeInformation(TypeInformation<T> typeInformation) {
        type = typeInformation;
        return this;
    }

    /** What time it is, for readers and enumerator; default the system's clock. */
    public PollingSourceBuilder<T> clock(SerializableSupplier<Clock> newClock) {
        clock = newClock;
        return this;
    }

    /**
     * @throws IllegalArgumentException naming everything that is missing or wrong
     */
    public PollingSource<T> build() {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "Polling source '" + name + "': " + String.join("; ", problems));
        }
        items = List.copyOf(items);
        return new PollingSource<>(
                this,
                new FiringPlan(
                        schedule,
                        from == null ? Schedule.NOT_YET : from.toEpochMilli(),
                        to == null ? Schedule.NEVER : to.toEpochMilli(),
                        pace,
                        missed,
                        maxMissed,
                        atStart));
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        require(name != null && !name.isBlank(), "name is empty", problems);
        require(fetchers != null, "fetchers are missing", problems);
        require(schedule != null, "schedule is missing", problems);
        require(type != null, "type information is missing", problems);
        require(clock != null, "clock is null", problems);
        require(pace != null, "pace is null", problems);
        require(missed != null, "policy for missed firings is null", problems);
        require(!items.isEmpty(), "items are missing", problems);
        require(chunkSize >= 1, "chunk size must be at least 1, was " + chunkSize, problems);
        require(maxMissed >= 1, "missed firings: at least 1, was " + maxMissed, problems);
        require(
                from == null || to == null || from.isBefore(to),
                "from (" + from + ") must be before to (" + to + ")",
                problems);
        require(to == null || !atStart, "a bounded source cannot poll at start", problems);
        Set<String> seen = new HashSet<>();
        for (String item : items) {
            require(item != null && !item.isEmpty(), "an item is empty", problems);
            require(seen.add(item), "item '" + item + "' is given twice", problems);
        }
        return problems;
    }

    private static void require(boolean condition, String problem, List<String> problems) {
        if (!condition) {
            problems.add(problem);
        }
    }
}
