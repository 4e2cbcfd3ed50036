// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import dev.bellwether.operators.delivery.policy.PolicyReader;
import java.util.ArrayList;
import java.util.List;

/** Alerts and policies of tests. */
public final class Alerts {

    private Alerts() {}

    public static Alert of(String rule, String symbol, AlertState state, Severity severity) {
        return of(rule, symbol, 0, state, severity);
    }

    public static Alert of(
            String rule, String symbol, int revision, AlertState state, Severity severity) {
        Alert alert = new Alert();
        alert.id = rule + ":" + symbol + ":0";
        alert.revision = revision;
        alert.rule = rule;
        alert.symbol = symbol;
        alert.state = state;
        alert.severity = severity;
        alert.worst = severity;
        alert.headline = symbol + " " + rule;
        return alert;
    }

    /** One that must be right; single quotes stand for double ones. */
    public static DeliveryPolicy policy(String json) {
        List<String> problems = new ArrayList<>();
        DeliveryPolicy policy = PolicyReader.read(json.replace('\'', '"'), problems, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return policy;
    }
}
