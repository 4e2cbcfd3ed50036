// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * All rules of one place as they stand now. Those that are not in it any more are gone.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(RuleSetSerializer.TypeFactory.class)
public class RuleSet {

    /** Where they are kept: a file, a table. */
    public String place;

    /** Each as JSON; all of them have been checked. */
    public String[] rules = new String[0];

    /** Identifiers of rules whose new form was refused: what ran under these names runs on. */
    public String[] refused = new String[0];

    public RuleSet() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof RuleSet)) {
            return false;
        }
        RuleSet that = (RuleSet) other;
        return Objects.equals(place, that.place)
                && Arrays.equals(rules, that.rules)
                && Arrays.equals(refused, that.refused);
    }

    @Override
    public int hashCode() {
        return Objects.hash(place, Arrays.hashCode(rules), Arrays.hashCode(refused));
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
