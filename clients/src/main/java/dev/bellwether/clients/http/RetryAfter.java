// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code Retry-After} header: seconds or an HTTP date (RFC 9110, section 10.2.3). Fractions of
 * seconds, which some services send, are rounded up. A date in the past asks for no pause.
 */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,9})?");

    /** Beyond any cap, and within what arithmetic on nanoseconds can hold. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** 2001-09-09: no service of today means this as a time, or as seconds to wait. */
    private static final long EARLIEST_EPOCH_SECOND = 1_000_000_000L;

    private RetryAfter() {}

    /** Empty if the header cannot be read. */
    static Optional<Duration> parse(String header, Instant now) {
        String text = header.trim();
        if (SECONDS.matcher(text).matches()) {
            BigDecimal seconds = new BigDecimal(text).setScale(0, RoundingMode.CEILING);
            return Optional.of(bounded(Duration.ofSeconds(seconds.longValue())));
        }
        try {
            Instant until =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(bounded(Duration.between(now, until)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The {@code X-RateLimit-Reset} header as Alpaca and others send it: epoch seconds. Empty if it
     * cannot be read; small numbers, which some services mean as seconds from now, are read as
     * that.
     */
    static Optional<Duration> parseReset(String header, Instant now) {
        String text = header.trim();
        if (!SECONDS.matcher(text).matches()) {
            return Optional.empty();
        }
        long seconds = new BigDecimal(text).setScale(0, RoundingMode.CEILING).longValue();
        return Optional.of(
                bounded(
                        seconds < EARLIEST_EPOCH_SECOND
                                ? Duration.ofSeconds(seconds)
                                : Duration.ofSeconds(seconds - now.getEpochSecond())));
    }

    private static Duration bounded(Duration pause) {
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
