// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.drawdowns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents for people and other programs: the fields of an event in snake case, with days as ISO
 * dates under {@code …_date} and times as ISO instants under {@code …_at}. What is unknown is left
 * out.
 */
final class DrawdownJson {

    private static final String DAY = "_day";
    private static final String MILLIS = "_millis";

    private DrawdownJson() {}

    static byte[] bytes(Object event) {
        JsonNode tree = Json.mapper().valueToTree(event);
        readable(tree);
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void readable(JsonNode node) {
        if (node instanceof ArrayNode) {
            node.forEach(DrawdownJson::readable);
        } else if (node instanceof ObjectNode) {
            ObjectNode object = (ObjectNode) node;
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (name.endsWith(DAY)) {
                    long day = object.remove(name).asLong();
                    if (day >= 0) {
                        object.put(stem(name, DAY) + "_date", LocalDate.ofEpochDay(day).toString());
                    }
                } else if (name.endsWith(MILLIS)) {
                    long millis = object.remove(name).asLong();
                    object.put(stem(name, MILLIS) + "_at", Instant.ofEpochMilli(millis).toString());
                } else {
                    readable(object.get(name));
                }
            }
        }
    }

    private static String stem(String name, String ending) {
        return name.substring(0, name.length() - ending.length());
    }
}
