// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a person did about an alert, or about all that match.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(AlertActionSerializer.TypeFactory.class)
public class AlertAction {

    public AlertVerb verb;

    /**
     * Identity of the alert; without its time it is the newest of that rule and symbol. Of a
     * silence: its own identity.
     */
    public String alert;

    /** Who. */
    public String author;

    /** Why; may be {@code null}, but not for a silence. */
    public String note;

    /** When, epoch milliseconds UTC. */
    public long atMillis;

    /** Of a silence: which alerts, see the matchers of routes; all of them must match. */
    public String[] matchers = new String[0];

    /** Of a silence: when it ends by itself, epoch milliseconds UTC; 0 otherwise. */
    public long untilMillis;

    public AlertAction() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof AlertAction)) {
            return false;
        }
        AlertAction that = (AlertAction) other;
        return Objects.equals(verb, that.verb)
                && Objects.equals(alert, that.alert)
                && Objects.equals(author, that.author)
                && Objects.equals(note, that.note)
                && atMillis == that.atMillis
                && Arrays.equals(matchers, that.matchers)
                && untilMillis == that.untilMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                verb, alert, author, note, atMillis, Arrays.hashCode(matchers), untilMillis);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
