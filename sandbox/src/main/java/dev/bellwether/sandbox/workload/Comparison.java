// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects what differs between expected and found. Numbers may differ by 1e-9 of their size (or of
 * 1): the job carries its sums on, the loops begin anew each time, and so the last digits differ.
 */
final class Comparison {

    private static final double TOLERANCE = 1e-9;
    private static final int NAMED = 5;

    private final List<String> mistakes = new ArrayList<>();

    /** What differs, one sentence each. */
    List<String> mistakes() {
        return mistakes;
    }

    void add(String mistake) {
        mistakes.add(mistake);
    }

    /** The same elements, whatever their order; names a few of those that are too many or few. */
    void sets(String what, Set<String> expected, Set<String> found) {
        difference(what + " missing", expected, found);
        difference(what + " too many", found, expected);
    }

    private void difference(String what, Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        if (!rest.isEmpty()) {
            List<String> named = new ArrayList<>(rest).subList(0, Math.min(NAMED, rest.size()));
            mistakes.add(what + ": " + rest.size() + ", such as " + named);
        }
    }

    /**
     * The same fields with the same values.
     *
     * @param ignored fields that may be there or not
     */
    void fields(String where, Map<String, Object> expected, JsonNode found, Set<String> ignored) {
        expected.forEach(
                (name, value) -> {
                    if (!equal(value, found.path(name))) {
                        mistakes.add(
                                where
                                        + "."
                                        + name
                                        + " should be "
                                        + value
                                        + ", is "
                                        + found.path(name));
                    }
                });
        for (Iterator<String> names = found.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!expected.containsKey(name) && !ignored.contains(name)) {
                mistakes.add(where + "." + name + " should not be, is " + found.path(name));
            }
        }
    }

    private static boolean equal(Object expected, JsonNode found) {
        if (expected instanceof Double) {
            double number = (Double) expected;
            return found.isNumber()
                    && Math.abs(number - found.asDouble())
                            <= TOLERANCE * Math.max(1, Math.abs(number));
        }
        if (expected instanceof Long) {
            return found.isIntegralNumber() && found.asLong() == (Long) expected;
        }
        if (expected instanceof Boolean) {
            return found.isBoolean() && found.asBoolean() == (Boolean) expected;
        }
        return found.isTextual() && found.asText().equals(expected);
    }
}
