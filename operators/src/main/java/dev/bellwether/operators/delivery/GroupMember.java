// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;

/**
 * An alert of a group: a state value of {@link AlertGroups}, a POJO that Flink serializes by field.
 * State and severities by their names, which are never changed.
 */
public class GroupMember {

    /** Its newest change, as JSON; what is asked often is beside it. */
    public String alert;

    public String state;
    public String severity;
    public boolean suppressed;

    /** The severity that it was told with; empty if it was not. */
    public String told = "";

    /** Whether its newest change is to be told. */
    public boolean fresh;

    public GroupMember() {}

    void take(Alert change) {
        alert = change.toString();
        state = change.state.name();
        severity = change.severity.name();
        suppressed = change.suppressedBy != null;
    }

    boolean isTold() {
        return !told.isEmpty();
    }

    boolean isFiring() {
        return state.equals(AlertState.FIRING.name());
    }

    boolean isOver() {
        return state.equals(AlertState.RESOLVED.name());
    }

    boolean isAtLeast(Severity least) {
        return Severity.valueOf(severity).compareTo(least) >= 0;
    }

    /** Told, and nobody has taken it on. */
    boolean isUntaken(Severity least) {
        return isTold() && isFiring() && !suppressed && isAtLeast(least);
    }
}
