// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Warns of one kind of trouble at most once a minute, and says how often it kept silent. */
final class RateLimitedLog {

    private static final long PERIOD_MILLIS = 60_000;

    private final Logger log;
    private final LongSupplier clock;
    private final String kind;

    private boolean spoken;
    private long spokenMillis;
    private long silenced;

    RateLimitedLog(Logger log, LongSupplier clock, String kind) {
        this.log = log;
        this.clock = clock;
        this.kind = kind;
    }

    void warn(String source, Object items, Object detail) {
        long now = clock.getAsLong();
        if (spoken && now - spokenMillis < PERIOD_MILLIS) {
            silenced++;
            return;
        }
        log.warn(
                "Polling source '{}': {} for {}: {} ({} more of this kind since the last line)",
                source,
                kind,
                items,
                detail,
                silenced);
        spoken = true;
        spokenMillis = now;
        silenced = 0;
    }
}
