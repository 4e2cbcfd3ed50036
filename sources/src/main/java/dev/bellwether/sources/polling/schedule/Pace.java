// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.schedule;

/** How a range that has an end is gone through. */
public enum Pace {
    /** One firing after the other, without regard to the time of day: a back-fill. */
    AS_FAST_AS_POSSIBLE("as-fast-as-possible"),
    /** No firing before its time; those of the past at once. */
    ON_TIME("on-time");

    private final String text;

    Pace(String text) {
        this.text = text;
    }

    /** As it is written in a configuration. */
    @Override
    public String toString() {
        return text;
    }
}
