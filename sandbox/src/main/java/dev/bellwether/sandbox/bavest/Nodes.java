// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;

/** JSON objects as Bavest writes them: what is unknown is {@code null}, not absent. */
final class Nodes {

    private Nodes() {}

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    static void put(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }

    /** A number without decimals or exponent. */
    static void putWhole(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, Math.round(value));
        }
    }
}
