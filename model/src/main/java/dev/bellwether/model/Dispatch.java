// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a receiver is to be told of a group of alerts now.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(DispatchSerializer.TypeFactory.class)
public class Dispatch {

    /** The same when the same is dispatched again. */
    public String key;

    public DispatchKind kind;

    /** The way through the tree of routes, names joined by a slash. */
    public String route;

    public String group;

    /** By its name in the policy. */
    public String receiver;

    /** For a person, in front of the headline; empty for a change. */
    public String reason;

    public Alert[] alerts = new Alert[0];

    /** Which part of the users; below 0 the channels that are for everybody. */
    public int bucket;

    /** On the clock on the wall, epoch milliseconds UTC. */
    public long atMillis;

    public Dispatch() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Dispatch)) {
            return false;
        }
        Dispatch that = (Dispatch) other;
        return Objects.equals(key, that.key)
                && Objects.equals(kind, that.kind)
                && Objects.equals(route, that.route)
                && Objects.equals(group, that.group)
                && Objects.equals(receiver, that.receiver)
                && Objects.equals(reason, that.reason)
                && Arrays.equals(alerts, that.alerts)
                && bucket == that.bucket
                && atMillis == that.atMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                key,
                kind,
                route,
                group,
                receiver,
                reason,
                Arrays.hashCode(alerts),
                bucket,
                atMillis);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
