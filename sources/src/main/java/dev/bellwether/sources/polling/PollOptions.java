// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Pace;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** When and how a {@link PollingSource} polls, as options. */
public final class PollOptions {

    public static final ConfigOption<Duration> SCHEDULE_INTERVAL =
            ConfigOptions.key("schedule.interval")
                    .durationType()
                    .noDefaultValue()
                    .withDescription(
                            "Time between two polls, counted from the epoch (5 min polls at :00,"
                                    + " :05, ...). Give this or schedule.cron.");

    public static final ConfigOption<String> SCHEDULE_CRON =
            ConfigOptions.key("schedule.cron")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Times of polls as a cron expression: 5 fields as UNIX cron, 6 or 7 as"
                                    + " Quartz. Where clocks change, a time of day that does not"
                                    + " exist polls at the jump and one that comes twice polls the"
                                    + " first time; an hour field that begins with * follows real"
                                    + " time. Give this or schedule.interval.");

    public static final ConfigOption<String> SCHEDULE_ZONE =
            ConfigOptions.key("schedule.zone")
                    .stringType()
                    .defaultValue("UTC")
                    .withDescription("Time zone of schedule.cron, such as America/New_York.");

    public static final ConfigOption<String> SCHEDULE_FROM =
            ConfigOptions.key("schedule.from")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "First time that counts, as an ISO instant (2025-01-02T00:00:00Z)."
                                    + " Earlier than the start of the job it makes missed firings;"
                                    + " absent, polling begins with the job.");

    public static final ConfigOption<String> SCHEDULE_TO =
            ConfigOptions.key("schedule.to")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Time that ends polling, exclusive, as an ISO instant. The source then"
                                    + " serves every firing of the range and finishes; absent, it"
                                    + " polls for ever.");

    public static final ConfigOption<Pace> SCHEDULE_PACE =
            ConfigOptions.key("schedule.pace")
                    .enumType(Pace.class)
                    .defaultValue(Pace.AS_FAST_AS_POSSIBLE)
                    .withDescription(
                            "How a range with schedule.to is gone through: one firing right after"
                                    + " the other, or none before its time.");

    public static final ConfigOption<Boolean> SCHEDULE_AT_START =
            ConfigOptions.key("schedule.at-start")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether a job that starts without state polls at once, for the latest"
                                    + " past firing, instead of waiting for the next one.");

    public static final ConfigOption<MissedFirings> MISSED_FIRINGS =
            ConfigOptions.key("missed.firings")
                    .enumType(MissedFirings.class)
                    .defaultValue(MissedFirings.SKIP)
                    .withDescription(
                            "What becomes of polls whose time passed while the job was down: left"
                                    + " out, or each made up for, oldest first. Polls that come"
                                    + " while an earlier one still runs are never piled up.");

    public static final ConfigOption<Integer> MISSED_FIRINGS_MAX =
            ConfigOptions.key("missed.firings.max")
                    .intType()
                    .defaultValue(100)
                    .withDescription(
                            "How many missed polls are made up for at most, the newest ones; 1 to"
                                    + " 100000.");

    public static final ConfigOption<Integer> CHUNK_SIZE =
            ConfigOptions.key("chunk.size")
                    .intType()
                    .defaultValue(25)
                    .withDescription(
                            "Items per unit of work, 1 to 10000. Smaller spreads better over"
                                    + " readers, larger costs fewer messages.");

    public static final ConfigOption<Integer> PARALLELISM =
            ConfigOptions.key("parallelism")
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Readers that poll side by side, 1 to 128. Each makes its own fetcher,"
                                    + " so a rate limit that is kept within one process holds per"
                                    + " task manager only.");

    public static final ConfigOption<Boolean> EMIT_UNCHANGED =
            ConfigOptions.key("emit.unchanged")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether a record that equals its item's last one is emitted all the"
                                    + " same.");

    private PollOptions() {}

    /** Reports everything that is wrong; never throws for a wrong value. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        checkSchedule(config, problem);
        checkRange(config, problem);
        checkBetween(config, CHUNK_SIZE, 10_000, problem);
        checkBetween(config, MISSED_FIRINGS_MAX, 100_000, problem);
        checkBetween(config, PARALLELISM, 128, problem);
    }

    private static void checkSchedule(
            ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        Optional<Duration> interval = config.getOptional(SCHEDULE_INTERVAL);
        Optional<String> cron = config.getOptional(SCHEDULE_CRON);
        if (interval.isEmpty() && cron.isEmpty()) {
            problem.accept(SCHEDULE_INTERVAL, "is required: give it or " + SCHEDULE_CRON.key());
        }
        if (interval.isPresent() && cron.isPresent()) {
            problem.accept(SCHEDULE_CRON, "must not be given with " + SCHEDULE_INTERVAL.key());
        }
        if (interval.isPresent() && interval.get().compareTo(Duration.ofMillis(100)) < 0) {
            problem.accept(SCHEDULE_INTERVAL, "must be at least 100 ms, was " + interval.get());
        }
        ZoneId zone = checkZone(config, cron.isPresent(), problem);
        if (cron.isPresent()) {
            try {
                Schedule.cron(cron.get(), zone);
            } catch (IllegalArgumentException e) {
                problem.accept(SCHEDULE_CRON, "must be a cron expression: " + e.getMessage());
            }
        }
    }

    private static ZoneId checkZone(
            ReadableConfig config, boolean used, BiConsumer<ConfigOption<?>, String> problem) {
        String zone = config.get(SCHEDULE_ZONE);
        try {
            ZoneId read = ZoneId.of(zone);
            if (!used && config.getOptional(SCHEDULE_ZONE).isPresent()) {
                problem.accept(SCHEDULE_ZONE, "has no effect without " + SCHEDULE_CRON.key());
            }
            return read;
        } catch (DateTimeException e) {
            problem.accept(
                    SCHEDULE_ZONE, "must be a time zone such as America/New_York, was " + zone);
            return ZoneOffset.UTC;
        }
    }

    private static void checkRange(
            ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        Optional<Instant> from = checkInstant(config, SCHEDULE_FROM, problem);
        Optional<Instant> to = checkInstant(config, SCHEDULE_TO, problem);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            problem.accept(
                    SCHEDULE_TO,
                    "must be later than "
                            + SCHEDULE_FROM.key()
                            + " "
                            + from.get()
                            + ", was "
                            + to.get());
        }
        boolean bounded = config.getOptional(SCHEDULE_TO).isPresent();
        if (bounded && config.get(SCHEDULE_AT_START)) {
            problem.accept(SCHEDULE_AT_START, "must not be given with " + SCHEDULE_TO.key());
        }
        if (!bounded && config.getOptional(SCHEDULE_PACE).isPresent()) {
            problem.accept(SCHEDULE_PACE, "has no effect without " + SCHEDULE_TO.key());
        }
    }

    private static Optional<Instant> checkInstant(
            ReadableConfig config,
            ConfigOption<String> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        try {
            return config.getOptional(option).map(Instant::parse);
        } catch (DateTimeException e) {
            problem.accept(
                    option,
                    "must be an ISO instant such as 2025-01-02T00:00:00Z, was "
                            + config.get(option));
            return Optional.empty();
        }
    }

    private static void checkBetween(
            ReadableConfig config,
            ConfigOption<Integer> option,
            int most,
            BiConsumer<ConfigOption<?>, String> problem) {
        int value = config.get(option);
        if (value < 1 || value > most) {
            problem.accept(option, "must be between 1 and " + most + ", was " + value);
        }
    }

    /** The schedule of a configuration in which {@link #check} finds nothing wrong. */
    public static Schedule schedule(ReadableConfig config) {
        return config.getOptional(SCHEDULE_CRON)
                .map(cron -> Schedule.cron(cron, ZoneId.of(config.get(SCHEDULE_ZONE))))
                .orElseGet(() -> Schedule.every(config.get(SCHEDULE_INTERVAL)));
    }

    /**
     * Sets everything that these options say, but for {@link #PARALLELISM}, which is for the
     * operator that the source becomes.
     *
     * @param config one in which {@link #check} finds nothing wrong
     * @param fingerprint how a change is seen, used if unchanged records are not to be emitted
     */
    public static <T> PollingSourceBuilder<T> configure(
            ReadableConfig config,
            PollingSourceBuilder<T> builder,
            ChangeFingerprint<T> fingerprint) {
        builder.schedule(schedule(config))
                .pace(config.get(SCHEDULE_PACE))
                .pollAtStart(config.get(SCHEDULE_AT_START))
                .missedFirings(config.get(MISSED_FIRINGS), config.get(MISSED_FIRINGS_MAX))
                .chunkSize(config.get(CHUNK_SIZE));
        config.getOptional(SCHEDULE_FROM).map(Instant::parse).ifPresent(builder::from);
        config.getOptional(SCHEDULE_TO).map(Instant::parse).ifPresent(builder::to);
        if (!config.get(EMIT_UNCHANGED)) {
            builder.emitOnChange(fingerprint);
        }
        return builder;
    }
}
