// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.operators.writeback.WriteBackOptions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** What the quality stage accepts; group {@code Quality}. */
public final class QualityOptions {

    public static final ConfigOption<String> EARLIEST_TIME =
            ConfigOptions.key("time.earliest")
                    .stringType()
                    .defaultValue("1990-01-01T00:00:00Z")
                    .withDescription(
                            "Instant (ISO 8601, UTC) before which no event time is believed."
                                    + " A missing time reads as 1970 and is refused by it.");

    public static final ConfigOption<Duration> FUTURE_TOLERANCE =
            ConfigOptions.key("time.future-tolerance")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(5))
                    .withDescription(
                            "How far an event time may lie after the time of receipt; allows for"
                                    + " clocks that differ. Quotes beyond it are refused, because"
                                    + " one of them would make all that follow late.");

    public static final ConfigOption<Double> RANGE_TOLERANCE =
            ConfigOptions.key("range.tolerance")
                    .doubleType()
                    .defaultValue(0.5)
                    .withDescription(
                            "Fraction by which price and open may lie outside low..high."
                                    + " The default lets trades outside the regular session pass"
                                    + " and stops errors of scale; 0 asks for strict ranges, right"
                                    + " for daily bars.");

    public static final ConfigOption<Double> PRICE_CEILING =
            ConfigOptions.key("price.ceiling")
                    .doubleType()
                    .defaultValue(1e12)
                    .withDescription(
                            "Highest price that is believed, in the quote's currency; also of open,"
                                    + " high, low and previous close. The dearest share there has"
                                    + " been costs under a million dollars, and a dollar about"
                                    + " 100000 units of the cheapest currency: the default is ten"
                                    + " times that.");

    public static final ConfigOption<Double> VOLUME_CEILING =
            ConfigOptions.key("volume.ceiling")
                    .doubleType()
                    .defaultValue(1e15)
                    .withDescription(
                            "Highest day volume that is believed, in units. The default lets pass"
                                    + " crypto-assets that trade trillions of units a day.");

    public static final ConfigOption<Duration> ORDER_TOLERANCE =
            ConfigOptions.key("order.tolerance")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription(
                            "How much older than the newest accepted quote of its symbol a quote"
                                    + " may be; what is older is late.");

    public static final ConfigOption<Integer> DUPLICATES_MEMORY =
            ConfigOptions.key("duplicates.memory")
                    .intType()
                    .defaultValue(16)
                    .withDescription(
                            "Quotes per symbol that are remembered to recognise repeats, 2 to 1024;"
                                    + " 16 bytes of state each. Must cover the order tolerance: a"
                                    + " quote older than all that is remembered counts as late.");

    public static final ConfigOption<Double> JUMP_THRESHOLD =
            ConfigOptions.key("jump.threshold")
                    .doubleType()
                    .defaultValue(0.3)
                    .withDescription(
                            "Change between two accepted prices that needs an explanation, as a"
                                    + " fraction: 0.3 means more than 1.3 times or less than"
                                    + " 1/1.3 of the price before.");

    public static final ConfigOption<Integer> JUMP_CONFIRMATIONS =
            ConfigOptions.key("jump.confirmations")
                    .intType()
                    .defaultValue(3)
                    .withDescription(
                            "Consecutive quotes that agree with each other after which a new price"
                                    + " level is accepted although nothing explains it. The ones"
                                    + " before are dead letters.");

    public static final ConfigOption<Double> SPLIT_TOLERANCE =
            ConfigOptions.key("split.tolerance")
                    .doubleType()
                    .defaultValue(0.05)
                    .withDescription(
                            "How near the feed's previous close divided by the last accepted price"
                                    + " must be to a known split ratio, as a fraction of it.");

    public static final ConfigOption<Double> AGREEMENT_TOLERANCE =
            ConfigOptions.key("agreement.tolerance")
                    .doubleType()
                    .defaultValue(0.1)
                    .withDescription(
                            "How far the feed's previous close and the last accepted price may be"
                                    + " apart, as a fraction, and still confirm each other: a jump"
                                    + " between such prices is a real one.");

    public static final ConfigOption<Double> OUTLIER_FACTOR =
            ConfigOptions.key("outlier.factor")
                    .doubleType()
                    .defaultValue(20.0)
                    .withDescription(
                            "A return is an outlier beyond this many times the symbol's mean"
                                    + " absolute return (about 0.8 standard deviations), unless"
                                    + " the quote's other prices support it. 0 switches the screen"
                                    + " off.");

    public static final ConfigOption<Double> OUTLIER_FLOOR =
            ConfigOptions.key("outlier.floor")
                    .doubleType()
                    .defaultValue(0.1)
                    .withDescription(
                            "Change, as a fraction, below which nothing is an outlier, however"
                                    + " quiet the symbol has been.");

    public static final ConfigOption<Integer> OUTLIER_SPAN =
            ConfigOptions.key("outlier.span")
                    .intType()
                    .defaultValue(50)
                    .withDescription(
                            "Span N of the exponentially weighted mean absolute return, in"
                                    + " observations (weight of the newest 2/(N+1)).");

    public static final ConfigOption<Integer> OUTLIER_WARM_UP =
            ConfigOptions.key("outlier.warm-up")
                    .intType()
                    .defaultValue(20)
                    .withDescription("Returns of a symbol before its outlier screen begins.");

    public static final ConfigOption<Duration> STATE_TTL =
            ConfigOptions.key("state.ttl")
                    .durationType()
                    .defaultValue(Duration.ofDays(30))
                    .withDescription(
                            "How long a symbol that brings nothing new is remembered (processing"
                                    + " time). Its next quote then counts as its first.");

    public static final ConfigOption<MemorySize> STATE_CACHE = WriteBackOptions.CACHE;

    private QualityOptions() {}

    /** Reports every value that makes no sense, each with what is allowed. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        WriteBackOptions.check(config, problem);
        checkEarliest(config, problem);
        checkNotNegative(config, FUTURE_TOLERANCE, problem);
        checkNotNegative(config, ORDER_TOLERANCE, problem);
        checkBetween(config, RANGE_TOLERANCE, 0.0, 10.0, problem);
        checkBetween(config, PRICE_CEILING, 1.0, Double.MAX_VALUE, problem);
        checkBetween(config, VOLUME_CEILING, 1.0, Double.MAX_VALUE, problem);
        checkBetween(config, DUPLICATES_MEMORY, 2, 1024, problem);
        checkBetween(config, JUMP_THRESHOLD, 0.05, 10.0, problem);
        checkBetween(config, JUMP_CONFIRMATIONS, 1, 1000, problem);
        checkBetween(config, SPLIT_TOLERANCE, 0.0001, SplitRatios.MAX_TOLERANCE, problem);
        checkBetween(config, AGREEMENT_TOLERANCE, 0.0, 1.0, problem);
        checkBetween(config, OUTLIER_FACTOR, 0.0, 1000.0, problem);
        checkBetween(config, OUTLIER_FLOOR, 0.0, 10.0, problem);
        checkBetween(config, OUTLIER_SPAN, 2, 100_000, problem);
        checkBetween(config, OUTLIER_WARM_UP, 1, 100_000, problem);
        Duration ttl = config.get(STATE_TTL);
        if (ttl.compareTo(Duration.ofMinutes(1)) < 0) {
            problem.accept(STATE_TTL, "must be at least 1 min, was " + ttl);
        }
        if (config.get(AGREEMENT_TOLERANCE) > config.get(JUMP_THRESHOLD)) {
            problem.accept(
                    AGREEMENT_TOLERANCE,
                    "must not exceed "
                            + JUMP_THRESHOLD.key()
                            + " ("
                            + config.get(JUMP_THRESHOLD)
                            + "), was "
                            + config.get(AGREEMENT_TOLERANCE));
        }
    }

    private static void checkEarliest(
            ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        String text = config.get(EARLIEST_TIME);
        try {
            Instant.parse(text);
        } catch (DateTimeException e) {
            problem.accept(
                    EARLIEST_TIME, "must be an instant such as 1990-01-01T00:00:00Z, was " + text);
        }
    }

    private static void checkNotNegative(
            ReadableConfig config,
            ConfigOption<Duration> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        Duration value = config.get(option);
        if (value.isNegative()) {
            problem.accept(option, "must not be negative, was " + value);
        }
    }

    private static <T extends Number & Comparable<T>> void checkBetween(
            ReadableConfig config,
            ConfigOption<T> option,
            T low,
            T high,
            BiConsumer<ConfigOption<?>, String> problem) {
        T value = config.get(option);
        // Written so that NaN is reported too.
        if (!(value.doubleValue() >= low.doubleValue()
                && value.doubleValue() <= high.doubleValue())) {
            problem.accept(option, "must be between " + low + " and " + high + ", was " + value);
        }
    }
}
