// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a person did about an alert.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(AlertActionSerializer.TypeFactory.class)
public class AlertAction {

    public AlertVerb verb;

    /** Identity of the alert; without its time it is the newest of that rule and symbol. */
    public String alert;

    /** Who. */
    public String author;

    /** Why; may be {@code null}. */
    public String note;

    /** When, epoch milliseconds UTC. */
    public long atMillis;

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
                && atMillis == that.atMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(verb, alert, author, note, atMillis);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
