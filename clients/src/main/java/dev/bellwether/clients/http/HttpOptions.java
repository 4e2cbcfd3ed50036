// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** Options of the group {@code Http}: how every provider is talked to. */
public final class HttpOptions {

    public static final ConfigOption<Duration> CONNECT_TIMEOUT =
            ConfigOptions.key("connect.timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription("How long a connection may take to be made.");

    public static final ConfigOption<Duration> REQUEST_TIMEOUT =
            ConfigOptions.key("request.timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "How long one attempt may take, from sending it to the last byte of"
                                    + " the answer's body.");

    public static final ConfigOption<Duration> CALL_TIMEOUT =
            ConfigOptions.key("call.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(5))
                    .withDescription(
                            "How long one call may take with all its attempts, pauses and waiting"
                                    + " for the rate limit.");

    public static final ConfigOption<Integer> MAX_ATTEMPTS =
            ConfigOptions.key("max.attempts")
                    .intType()
                    .defaultValue(4)
                    .withDescription(
                            "How often one call is tried at most if it fails for a passing reason"
                                    + " (429, 5xx, timeout, broken connection); 1 to 20.");

    public static final ConfigOption<Duration> BACKOFF_INITIAL =
            ConfigOptions.key("backoff.initial")
                    .durationType()
                    .defaultValue(Duration.ofMillis(500))
                    .withDescription(
                            "Pause before the second attempt. Each further one doubles it; all are"
                                    + " varied at random by half.");

    public static final ConfigOption<Duration> BACKOFF_MAX =
            ConfigOptions.key("backoff.max")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription("Longest pause between two attempts.");

    public static final ConfigOption<Duration> RETRY_AFTER_MAX =
            ConfigOptions.key("retry-after.max")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(60))
                    .withDescription(
                            "Longest Retry-After that is obeyed. A longer one ends the call, and"
                                    + " everyone with the same credential pauses this long.");

    public static final ConfigOption<MemorySize> BODY_MAX =
            ConfigOptions.key("body.max")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(16))
                    .withDescription(
                            "Largest body of an answer, as received and after decompression; a"
                                    + " larger one is not read to its end. 1 KiB to 1 GiB.");

    public static final ConfigOption<Integer> BREAKER_WINDOW =
            ConfigOptions.key("breaker.window")
                    .intType()
                    .defaultValue(20)
                    .withDescription(
                            "Number of latest attempts per host from which its circuit breaker"
                                    + " takes the failure rate; half of them must have been made."
                                    + " 2 to 1000.");

    public static final ConfigOption<Integer> BREAKER_FAILURE_PERCENT =
            ConfigOptions.key("breaker.failure.percent")
                    .intType()
                    .defaultValue(50)
                    .withDescription(
                            "Percentage of failures (5xx, timeouts, broken connections) at which"
                                    + " the circuit breaker of a host opens; 1 to 100.");

    public static final ConfigOption<Duration> BREAKER_OPEN =
            ConfigOptions.key("breaker.open")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "How long an open circuit breaker sends nothing to its host before it"
                                    + " tries again.");

    private static final long MIN_BODY = 1024;
    private static final long MAX_BODY = 1024L * 1024 * 1024;

    private HttpOptions() {}

    /** Reports every value that cannot be worked with. */
    public static void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem) {
        range(config, MAX_ATTEMPTS, 1, 20, problem);
        range(config, BREAKER_WINDOW, 2, 1000, problem);
        range(config, BREAKER_FAILURE_PERCENT, 1, 100, problem);
        positive(config, CONNECT_TIMEOUT, problem);
        positive(config, BACKOFF_INITIAL, problem);
        positive(config, BREAKER_OPEN, problem);
        notShorter(config, REQUEST_TIMEOUT, CONNECT_TIMEOUT, problem);
        notShorter(config, CALL_TIMEOUT, REQUEST_TIMEOUT, problem);
        notShorter(config, BACKOFF_MAX, BACKOFF_INITIAL, problem);
        long body = config.get(BODY_MAX).getBytes();
        if (body < MIN_BODY || body > MAX_BODY) {
            problem.accept(BODY_MAX, "must be between 1 kb and 1 gb, was " + body + " bytes");
        }
    }

    private static void range(
            ReadableConfig config,
            ConfigOption<Integer> option,
            int min,
            int max,
            BiConsumer<ConfigOption<?>, String> problem) {
        int value = config.get(option);
        if (value < min || value > max) {
            problem.accept(option, "must be between " + min + " and " + max + ", was " + value);
        }
    }

    private static void positive(
            ReadableConfig config,
            ConfigOption<Duration> option,
            BiConsumer<ConfigOption<?>, String> problem) {
        Duration value = config.get(option);
        if (value.toMillis() <= 0) {
            problem.accept(option, "must be at least 1 ms, was " + value.toMillis() + " ms");
        }
    }

    private static void notShorter(
            ReadableConfig config,
            ConfigOption<Duration> option,
            ConfigOption<Duration> least,
            BiConsumer<ConfigOption<?>, String> problem) {
        Duration value = config.get(option);
        Duration bound = config.get(least);
        if (value.compareTo(bound) < 0) {
            problem.accept(
                    option,
                    "must not be shorter than "
                            + least.key()
                            + " ("
                            + bound.toMillis()
                            + " ms), was "
                            + value.toMillis()
                            + " ms");
        }
    }
}
