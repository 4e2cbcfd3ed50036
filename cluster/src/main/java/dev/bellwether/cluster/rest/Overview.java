// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

import com.fasterxml.jackson.databind.JsonNode;

/** What a cluster consists of at the moment. */
public final class Overview {

    /** TaskManagers that have registered and not been lost. */
    public final int taskManagers;

    public final int slots;
    public final int freeSlots;
    public final String flinkVersion;

    private Overview(int taskManagers, int slots, int freeSlots, String flinkVersion) {
        this.taskManagers = taskManagers;
        this.slots = slots;
        this.freeSlots = freeSlots;
        this.flinkVersion = flinkVersion;
    }

    static Overview of(JsonNode node) {
        return new Overview(
                node.path("taskmanagers").asInt(),
                node.path("slots-total").asInt(),
                node.path("slots-available").asInt(),
                node.path("flink-version").asText());
    }
}
