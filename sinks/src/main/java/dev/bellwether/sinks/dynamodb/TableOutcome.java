// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of a batch: what is named nowhere was written. */
final class TableOutcome {

    /** To be written again after a pause. */
    final List<TableItem> again = new ArrayList<>();

    /** Refused for good, each with the service's answer. */
    final Map<TableItem, String> refused = new LinkedHashMap<>();

    /** The service's word for why some are to be written again; {@code null} if none are. */
    String trouble;

    static TableOutcome written() {
        return new TableOutcome();
    }

    static TableOutcome again(List<TableItem> items, String trouble) {
        TableOutcome outcome = new TableOutcome();
        outcome.again.addAll(items);
        outcome.trouble = items.isEmpty() ? null : trouble;
        return outcome;
    }

    static TableOutcome refused(TableItem item, String answer) {
        TableOutcome outcome = new TableOutcome();
        outcome.refused.put(item, answer);
        return outcome;
    }

    /** Adds what became of others. */
    void add(TableOutcome other) {
        again.addAll(other.again);
        refused.putAll(other.refused);
        trouble = other.trouble == null ? trouble : other.trouble;
    }
}
