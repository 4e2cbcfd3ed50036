// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.DeliveryVerdict;
import dev.bellwether.model.Dispatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is decided about a dispatch, one decision for all recipients and alerts that the same can be
 * said of: a storm is of hundreds of alerts and a thousand users.
 */
final class Decisions {

    private final Dispatch dispatch;

    /** Alerts by what is said and of whom. */
    private final Map<Said, List<Alert>> alerts = new LinkedHashMap<>();

    Decisions(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    /**
     * @param recipient empty if it is about nobody in particular
     */
    void add(DeliveryVerdict verdict, String recipient, Alert alert, String detail) {
        alerts.computeIfAbsent(new Said(verdict, recipient, detail), said -> new ArrayList<>())
                .add(alert);
    }

    Collection<DeliveryDecision> all() {
        Map<String, DeliveryDecision> merged = new LinkedHashMap<>();
        Map<String, TreeSet<String>> recipients = new LinkedHashMap<>();
        alerts.forEach(
                (said, some) -> {
                    DeliveryDecision decision =
                            DeliveryDecision.of(
                                    dispatch.route,
                                    dispatch.group,
                                    said.verdict,
                                    said.detail,
                                    dispatch.atMillis,
                                    some);
                    String same = said.verdict + said.detail + String.join(",", decision.alerts);
                    merged.putIfAbsent(same, decision);
                    TreeSet<String> who = recipients.computeIfAbsent(same, any -> new TreeSet<>());
                    if (!said.recipient.isEmpty()) {
                        who.add(said.recipient);
                    }
                });
        merged.forEach(
                (same, decision) ->
                        decision.recipients = recipients.get(same).toArray(new String[0]));
        return merged.values();
    }

    private static final class Said {
        final DeliveryVerdict verdict;
        final String recipient;
        final String detail;

        Said(DeliveryVerdict verdict, String recipient, String detail) {
            this.verdict = verdict;
            this.recipient = recipient;
            this.detail = detail;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Said
                    && verdict == ((Said) other).verdict
                    && recipient.equals(((Said) other).recipient)
                    && detail.equals(((Said) other).detail);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * verdict.hashCode() + recipient.hashCode()) + detail.hashCode();
        }
    }
}
