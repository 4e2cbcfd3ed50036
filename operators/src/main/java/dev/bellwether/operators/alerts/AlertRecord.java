// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.alerts;

import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;

/**
 * The newest alert of a rule and a symbol: the state value of {@link AlertLifecycle}, a POJO that
 * Flink serializes by field. States and severities by their names, which are never changed.
 */
public class AlertRecord {

    public String id;
    public int revision;
    public String rule;
    public String symbol;
    public String state;
    public String severity;
    public String worst;
    public String headline;
    public String[] facts = new String[0];
    public String[] labels = new String[0];
    public String[] links = new String[0];

    /** Event time, epoch milliseconds UTC. */
    public long startedMillis;

    /** Event time of the last change, epoch milliseconds UTC. */
    public long changedMillis;

    /** Empty if nobody has taken it on. */
    public String acknowledgedBy = "";

    public String note = "";

    /** Event times at which the condition began, within the window in which it may flap. */
    public long[] began = new long[0];

    /** How often it has begun since the alert began. */
    public int entries;

    /** Event time at which it is resolved unless it begins again; 0 if it goes on. */
    public long endsMillis;

    public AlertRecord() {}

    AlertState alertState() {
        return AlertState.valueOf(state);
    }

    Severity alertSeverity() {
        return Severity.valueOf(severity);
    }

    boolean isOver() {
        return alertState() == AlertState.RESOLVED || alertState() == AlertState.DROPPED;
    }
}
