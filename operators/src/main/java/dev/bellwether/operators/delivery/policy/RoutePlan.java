// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import dev.bellwether.model.Json;
import dev.bellwether.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** What a route says about telling, everything that it has from above filled in. */
public class RoutePlan {

    public String receiver;

    /** From the first alert of a group to its first telling. */
    public long waitMillis;

    /** From one telling of a group to the next. */
    public long intervalMillis;

    /** From a telling of what still fires to its repetition; 0 for never. */
    public long repeatMillis;

    /** How many parts the users are in; 0 if there are none. */
    public int buckets;

    /** What climbs; {@code null} if nothing does. */
    public Severity ladderFrom;

    public List<Long> ladderAfterMillis = new ArrayList<>();
    public List<String> ladderReceivers = new ArrayList<>();
    public int ladderRepeat;

    public RoutePlan() {}

    /** From what {@link #toString} wrote. */
    public static RoutePlan parse(String json) {
        return Json.read(json, RoutePlan.class);
    }

    /** As JSON. */
    @Override
    public String toString() {
        return Json.write(this);
    }
}
