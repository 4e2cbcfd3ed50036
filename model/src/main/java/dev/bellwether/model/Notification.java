// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What is to be told on one channel: one change of one alert, or a summary of what was not told.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(NotificationSerializer.TypeFactory.class)
public class Notification {

    /** The same whenever the same is told again: receivers can tell a repetition by it. */
    public String key;

    public Channel channel;

    /** Identity of the alert; {@code null} for a summary. */
    public String alert;

    /** Of the alert; {@code null} for a summary. */
    public AlertState state;

    public Severity severity;

    /** One line. */
    public String title;

    /** What is to be known beyond the title; may be empty. */
    public String text;

    /** {@code name=value}. */
    public String[] facts = new String[0];

    /** {@code name=address}. */
    public String[] links = new String[0];

    /** On the clock on the wall, epoch milliseconds UTC. */
    public long createdMillis;

    public Notification() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Notification)) {
            return false;
        }
        Notification that = (Notification) other;
        return Objects.equals(key, that.key)
                && Objects.equals(channel, that.channel)
                && Objects.equals(alert, that.alert)
                && Objects.equals(state, that.state)
                && Objects.equals(severity, that.severity)
                && Objects.equals(title, that.title)
                && Objects.equals(text, that.text)
                && Arrays.equals(facts, that.facts)
                && Arrays.equals(links, that.links)
                && createdMillis == that.createdMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                key,
                channel,
                alert,
                state,
                severity,
                title,
                text,
                Arrays.hashCode(facts),
                Arrays.hashCode(links),
                createdMillis);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
