// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import java.util.ArrayList;
import java.util.List;

/** What became of a batch: what is in neither list was accepted. */
final class SqsOutcome {

    /** To be sent again after a pause. */
    final List<QueueMessage> again;

    /** Refused for good. */
    final List<QueueMessage> refused;

    /** The service's word for what went wrong; {@code null} if nothing did. */
    final String trouble;

    private SqsOutcome(List<QueueMessage> again, List<QueueMessage> refused, String trouble) {
        this.again = again;
        this.refused = refused;
        this.trouble = trouble;
    }

    static SqsOutcome accepted() {
        return new SqsOutcome(List.of(), List.of(), null);
    }

    static SqsOutcome again(List<QueueMessage> messages, String trouble) {
        return new SqsOutcome(messages, List.of(), trouble);
    }

    static SqsOutcome refused(QueueMessage message, String trouble) {
        return new SqsOutcome(List.of(), List.of(message), trouble);
    }

    /** Both together. */
    SqsOutcome and(SqsOutcome other) {
        return new SqsOutcome(
                joined(again, other.again),
                joined(refused, other.refused),
                other.trouble == null ? trouble : other.trouble);
    }

    private static List<QueueMessage> joined(List<QueueMessage> one, List<QueueMessage> other) {
        List<QueueMessage> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
