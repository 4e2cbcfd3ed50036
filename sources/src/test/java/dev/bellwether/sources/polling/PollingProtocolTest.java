// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sources.polling.schedule.FiringPlan;
import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Pace;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the source promises, in jobs that fail at the worst moments. */
class PollingProtocolTest {

    private static final List<String> ITEMS = List.of("i0", "i1", "i2", "i3", "i4", "i5", "i6");
    private static final long INTERVAL = 1000;
    private static final Schedule SCHEDULE = Schedule.every(Duration.ofMillis(INTERVAL));

    @Property(tries = 300)
    void shouldEmitEveryItemOfEveryFiringOfARangeExactlyOnce(@ForAll long seed) throws Exception {
        SimulatedJob job = goThroughRange(seed, 5, false);

        List<String> expected = new ArrayList<>();
        for (long firing = 0; firing < 5 * INTERVAL; firing += INTERVAL) {
            for (String item : ITEMS) {
                for (int page = 0; page < SimulatedJob.pagesOf(firing); page++) {
                    expected.add(item + "@" + firing + "#" + page);
                }
            }
        }
        assertThat(places(job)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 300)
    void shouldEmitEveryChangeOfARangeExactlyOnce(@ForAll long seed) throws Exception {
        SimulatedJob job = goThroughRange(seed, 12, true);

        List<String> expected = new ArrayList<>();
        for (long firing = 0; firing < 12 * INTERVAL; firing += 3 * INTERVAL) {
            for (String item : ITEMS) {
                expected.add(item + "@" + firing + "#0");
            }
        }
        assertThat(places(job)).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A bounded job that fails up to a few times, to its end. */
    private static SimulatedJob goThroughRange(long seed, int firings, boolean onChange)
            throws Exception {
        Random random = new Random(seed);
        FiringPlan plan =
                new FiringPlan(
                        SCHEDULE,
                        0,
                        firings * INTERVAL,
                        Pace.AS_FAST_AS_POSSIBLE,
                        MissedFirings.SKIP,
                        1,
                        false);
        SimulatedJob job =
                new SimulatedJob(
                        seed,
                        plan,
                        ITEMS,
                        1 + random.nextInt(4),
                        1 + random.nextInt(3),
                        new ManualClock(1_000_000),
                        onChange);
        int failures = random.nextInt(6);
        int steps = 0;
        while (!job.isEnded()) {
            job.step();
            if (failures > 0 && random.nextInt(150) == 0) {
                failures--;
                harm(job, random);
            }
            assertThat(++steps).as("the job makes progress").isLessThan(200_000);
        }
        return job;
    }

    @Property(tries = 300)
    void shouldPollOnAndOnWithoutHolesOrRepetitions(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        MissedFirings missed = random.nextBoolean() ? MissedFirings.SKIP : MissedFirings.CATCH_UP;
        ManualClock clock = new ManualClock(10_500);
        FiringPlan plan =
                new FiringPlan(
                        SCHEDULE, Schedule.NOT_YET, Schedule.NEVER, Pace.ON_TIME, missed, 3, false);
        SimulatedJob job =
                new SimulatedJob(
                        seed,
                        plan,
                        ITEMS,
                        1 + random.nextInt(4),
                        1 + random.nextInt(3),
                        clock,
                        false);

        int failures = random.nextInt(6);
        for (int step = 0; step < 4000; step++) {
            job.step();
            clock.advance(random.nextInt(12));
            if (failures > 0 && random.nextInt(300) == 0) {
                failures--;
                harm(job, random);
            }
        }
        int steps = 0;
        while (!(job.isQuiet() && job.state().toString().endsWith("running [], returned []}"))) {
            job.step();
            assertThat(++steps).as("open splits are finished").isLessThan(200_000);
        }

        assertThat(places(job)).doesNotHaveDuplicates();
        Map<String, List<Polled>> byItem = new TreeMap<>();
        for (Polled record : job.output()) {
            if (record.page == 0) {
                byItem.computeIfAbsent(record.item, key -> new ArrayList<>()).add(record);
            }
        }
        assertThat(byItem.keySet()).containsExactlyElementsOf(ITEMS);
        byItem.values().forEach(PollingProtocolTest::assertWindowsMeet);
    }

    /**
     * Only where tasks of other regions live on (a single task fails), the enumerator's comment
     * admits an exception.
     */
    @Property(tries = 300)
    void shouldNotPollAnItemThatIsBeingPolled(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        ManualClock clock = new ManualClock(10_500);
        boolean bounded = random.nextBoolean();
        FiringPlan plan =
                new FiringPlan(
                        SCHEDULE,
                        bounded ? 0 : Schedule.NOT_YET,
                        bounded ? 40 * INTERVAL : Schedule.NEVER,
                        Pace.AS_FAST_AS_POSSIBLE,
                        MissedFirings.SKIP,
                        1,
                        false);
        SimulatedJob job =
                new SimulatedJob(
                        seed,
                        plan,
                        ITEMS,
                        1 + random.nextInt(4),
                        1 + random.nextInt(3),
                        clock,
                        false);
        job.forbidSimultaneousPolls(bounded);

        for (int step = 0; step < 4000; step++) {
            job.step();
            clock.advance(random.nextInt(12));
            if (random.nextInt(300) == 0) {
                if (random.nextBoolean()) {
                    job.failAll();
                } else {
                    job.restore(1 + random.nextInt(3));
                }
            }
        }

        assertThat(job.output()).isNotEmpty();
    }

    private static void assertWindowsMeet(List<Polled> records) {
        records.sort(Comparator.comparingLong(record -> record.scheduledMillis));
        for (int i = 1; i < records.size(); i++) {
            assertThat(records.get(i).windowStartMillis)
                    .as("window of %s after %s", records.get(i), records.get(i - 1))
                    .isEqualTo(records.get(i - 1).scheduledMillis);
        }
    }

    private static List<String> places(SimulatedJob job) {
        return job.output().stream().map(Polled::place).collect(Collectors.toList());
    }

    private static void harm(SimulatedJob job, Random random) throws Exception {
        switch (random.nextInt(3)) {
            case 0:
                job.failOne();
                break;
            case 1:
                job.failAll();
                break;
            default:
                job.restore(1 + random.nextInt(3));
        }
    }
}
