// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import dev.bellwether.model.Alert;
import dev.bellwether.model.Json;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;

/**
 * A change of an alert as our JSON in UTF-8, of at most 128 KiB. Of a longer one, whose rule has a
 * book for a headline, the texts are cut, and facts, labels, links and prices left out: that
 * something fires must not be held up by how much is said about it.
 */
final class AlertBytes implements SerializationSchema<Alert> {

    private static final long serialVersionUID = 1L;

    static final int LONGEST = 128 * 1024;

    private static final int LONGEST_TEXT = 1_000;

    @Override
    public byte[] serialize(Alert alert) {
        byte[] bytes = Json.write(alert).getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST
                ? bytes
                : Json.write(shortened(alert)).getBytes(StandardCharsets.UTF_8);
    }

    private static Alert shortened(Alert alert) {
        Alert shorter = new Alert();
        shorter.id = alert.id;
        shorter.revision = alert.revision;
        shorter.rule = alert.rule;
        shorter.symbol = alert.symbol;
        shorter.state = alert.state;
        shorter.before = alert.before;
        shorter.severity = alert.severity;
        shorter.worst = alert.worst;
        shorter.headline = cut(alert.headline);
        shorter.startedMillis = alert.startedMillis;
        shorter.changedMillis = alert.changedMillis;
        shorter.acknowledgedBy = cut(alert.acknowledgedBy);
        shorter.note = cut(alert.note);
        shorter.entries = alert.entries;
        shorter.flapping = alert.flapping;
        return shorter;
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT) + "…";
    }
}
