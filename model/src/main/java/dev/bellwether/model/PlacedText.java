// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What is written in one place, such as rules.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(PlacedTextSerializer.TypeFactory.class)
public class PlacedText {

    /** Where: a file, a table. */
    public String place;

    /** JSON; {@code null} if it could not be read. */
    public String text;

    /** Why it could not be read; {@code null} if it could. */
    public String problem;

    /** When, epoch milliseconds UTC. */
    public long readMillis;

    public PlacedText() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof PlacedText)) {
            return false;
        }
        PlacedText that = (PlacedText) other;
        return Objects.equals(place, that.place)
                && Objects.equals(text, that.text)
                && Objects.equals(problem, that.problem)
                && readMillis == that.readMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(place, text, problem, readMillis);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
