// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Severity;
import java.util.Arrays;

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

    /** Whether it takes this way no more, and only its end is told here. */
    public boolean withdrawn;

    /** The severity that it was told with; empty if it was not. */
    public String told = "";

    /** The change that was told. */
    public int toldRevision = -1;

    /** Who was told of it: receivers by name. */
    public String[] receivers = new String[0];

    /** Whether its newest change is to be told. */
    public boolean fresh;

    public GroupMember() {}

    void take(Alert change) {
        alert = change.toString();
        state = change.state.name();
        severity = change.severity.name();
        suppressed = change.suppressedBy != null;
    }

    /**
     * Whether that it fires is news here: it was not told, it is worse than what was told, or
     * somebody who had taken it on has not any more.
     */
    boolean isNews(Alert change) {
        return isFiring()
                && !suppressed
                && (!isTold()
                        || change.severity.compareTo(Severity.valueOf(told)) > 0
                        || change.before == AlertState.ACKNOWLEDGED
                                && change.revision > toldRevision);
    }

    void tell(Alert change, String receiver) {
        told = change.severity.name();
        toldRevision = change.revision;
        fresh = false;
        tellTo(receiver);
    }

    void tellTo(String receiver) {
        if (!Arrays.asList(receivers).contains(receiver)) {
            receivers = Arrays.copyOf(receivers, receivers.length + 1);
            receivers[receivers.length - 1] = receiver;
        }
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
        return isTold() && isFiring() && !suppressed && !withdrawn && isAtLeast(least);
    }
}
