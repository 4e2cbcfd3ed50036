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

    private static Duration bounded(Duration pause) {
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
