// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What became of alerts on their way to recipients: one step, with its reason.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(DeliveryDecisionSerializer.TypeFactory.class)
public class DeliveryDecision {

    /** The way through the tree of routes, names joined by a slash; empty before one was taken. */
    public String route;

    /** The group that they were told in; empty before there was one. */
    public String group;

    /** {@code id/revision} of each. */
    public String[] alerts = new String[0];

    /** Users, or names of channels that are for everybody; empty if nobody in particular. */
    public String[] recipients = new String[0];

    /** {@code null} if it is about none in particular. */
    public Channel channel;

    public DeliveryVerdict verdict;

    /** What exactly: the silence, the limit, the key of the message, the step of an escalation. */
    public String detail;

    /** On the clock on the wall, epoch milliseconds UTC. */
    public long atMillis;

    public DeliveryDecision() {}

    /** About nobody and no channel in particular. */
    public static DeliveryDecision of(
            String route,
            String group,
            DeliveryVerdict verdict,
            String detail,
            long atMillis,
            Collection<Alert> alerts) {
        DeliveryDecision decision = new DeliveryDecision();
        decision.route = route;
        decision.group = group;
        decision.verdict = verdict;
        decision.detail = detail;
        decision.atMillis = atMillis;
        decision.alerts =
                alerts.stream()
                        .map(alert -> alert.id + "/" + alert.revision)
                        .toArray(String[]::new);
        return decision;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof DeliveryDecision)) {
            return false;
        }
        DeliveryDecision that = (DeliveryDecision) other;
        return Objects.equals(route, that.route)
                && Objects.equals(group, that.group)
                && Arrays.equals(alerts, that.alerts)
                && Arrays.equals(recipients, that.recipients)
                && Objects.equals(channel, that.channel)
                && Objects.equals(verdict, that.verdict)
                && Objects.equals(detail, that.detail)
                && atMillis == that.atMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                route,
                group,
                Arrays.hashCode(alerts),
                Arrays.hashCode(recipients),
                channel,
                verdict,
                detail,
                atMillis);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
