// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a recipient is to be told on one channel, before the log of that channel is asked.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(TellingSerializer.TypeFactory.class)
public class Telling {

    /** The same when the same is told again. */
    public String key;

    public DispatchKind kind;

    /** The way through the tree of routes, names joined by a slash. */
    public String route;

    public String group;

    public Channel channel;

    /** A user; {@code null} if it is for everybody on the channel. */
    public String recipient;

    /** See {@link Notification#address}. */
    public String address;

    /** For a person, in front of the headline; empty for a change. */
    public String reason;

    public Alert[] alerts = new Alert[0];

    /**
     * Further alerts that are only counted in the message: {@code severity/revision/id} of each
     * that fires, {@code over/revision/id} of each that is over.
     */
    public String[] more = new String[0];

    /** Identities of alerts that are beyond a limit of the recipient. */
    public String[] limited = new String[0];

    /** On the clock on the wall, epoch milliseconds UTC. */
    public long atMillis;

    public Telling() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Telling)) {
            return false;
        }
        Telling that = (Telling) other;
        return Objects.equals(key, that.key)
                && Objects.equals(kind, that.kind)
                && Objects.equals(route, that.route)
                && Objects.equals(group, that.group)
                && Objects.equals(channel, that.channel)
                && Objects.equals(recipient, that.recipient)
                && Objects.equals(address, that.address)
                && Objects.equals(reason, that.reason)
                && Arrays.equals(alerts, that.alerts)
                && Arrays.equals(more, that.more)
                && Arrays.equals(limited, that.limited)
                && atMillis == that.atMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                key,
                kind,
                route,
                group,
                channel,
                recipient,
                address,
                reason,
                Arrays.hashCode(alerts),
                Arrays.hashCode(more),
                Arrays.hashCode(limited),
                atMillis);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
