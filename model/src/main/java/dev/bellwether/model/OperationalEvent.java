// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Something about the running of the job that a person should know.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(OperationalEventSerializer.TypeFactory.class)
public class OperationalEvent {

    /** Which part of the job says so. */
    public String source;

    /** Constant name of the kind, for filtering: {@code ranking-incomplete}, for example. */
    public String kind;

    public Severity severity;

    /** One sentence for a person; holds no secret. */
    public String message;

    /** Epoch milliseconds UTC. */
    public long occurredMillis;

    public OperationalEvent() {}

    public static OperationalEvent of(
            String source, String kind, Severity severity, String message, long occurredMillis) {
        OperationalEvent event = new OperationalEvent();
        event.source = source;
        event.kind = kind;
        event.severity = severity;
        event.message = message;
        event.occurredMillis = occurredMillis;
        return event;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof OperationalEvent)) {
            return false;
        }
        OperationalEvent that = (OperationalEvent) other;
        return Objects.equals(source, that.source)
                && Objects.equals(kind, that.kind)
                && Objects.equals(severity, that.severity)
                && Objects.equals(message, that.message)
                && occurredMillis == that.occurredMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, kind, severity, message, occurredMillis);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
