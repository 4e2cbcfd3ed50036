// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.health;

import java.time.Duration;

/** Durations and shares as one says them. */
final class Words {

    private Words() {}

    static String of(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.compareTo(Duration.ofHours(2)) < 0) {
            return duration.toMinutes() + " min";
        }
        return duration.compareTo(Duration.ofDays(2)) < 0
                ? duration.toHours() + " h"
                : duration.toDays() + " days";
    }

    static String millis(double millis) {
        return of(Duration.ofMillis((long) millis));
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
