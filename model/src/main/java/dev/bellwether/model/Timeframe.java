// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** The span of time that one {@link Bar} covers. */
public enum Timeframe {
    ONE_MINUTE("1min"),
    FIVE_MINUTES("5min"),
    /** One trading session of the instrument: for equities an exchange day, otherwise a UTC day. */
    SESSION("session");

    private final String label;

    Timeframe(String label) {
        this.label = label;
    }

    /** Short form used in keys, paths and files: {@code 1min}, {@code 5min}, {@code session}. */
    public String label() {
        return label;
    }
}
