// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.Dispatch;
import dev.bellwether.model.DispatchKind;
import dev.bellwether.operators.delivery.policy.RoutePlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.flink.util.Collector;

/** One look at a group: where it stands, what its route says, and what is told of it now. */
final class GroupTurn {

    final GroupRecord record;
    final RoutePlan plan;

    /** On the clock on the wall, epoch milliseconds UTC. */
    final long now;

    private final String group;
    private final Collector<Dispatch> out;

    GroupTurn(GroupRecord record, RoutePlan plan, long now, String group, Collector<Dispatch> out) {
        this.record = record;
        this.plan = plan;
        this.now = now;
        this.group = group;
        this.out = out;
    }

    /** To the channels that are for everybody, and to each part of the users. */
    void tell(DispatchKind kind, String receiver, String reason, List<Alert> alerts) {
        record.tellings++;
        String key = key(kind, alerts);
        for (int bucket = -1; bucket < plan.buckets; bucket++) {
            Dispatch dispatch = new Dispatch();
            dispatch.key = key;
            dispatch.kind = kind;
            dispatch.route = record.route;
            dispatch.group = group;
            dispatch.receiver = receiver;
            dispatch.reason = reason;
            dispatch.alerts = alerts.toArray(new Alert[0]);
            dispatch.bucket = bucket;
            dispatch.atMillis = now;
            out.collect(dispatch);
        }
    }

    /** Changes by what they are, so that what is told again after a failure is known again. */
    private String key(DispatchKind kind, List<Alert> alerts) {
        if (kind != DispatchKind.CHANGE) {
            return group + "/" + record.createdMillis + "/" + record.tellings;
        }
        String first = name(alerts.get(0));
        if (alerts.size() == 1) {
            return first;
        }
        CRC32C sum = new CRC32C();
        for (Alert alert : alerts) {
            sum.update(name(alert).getBytes(StandardCharsets.UTF_8));
        }
        return first + "+" + (alerts.size() - 1) + "/" + Long.toHexString(sum.getValue());
    }

    private static String name(Alert alert) {
        return alert.id + "/" + alert.revision;
    }
}
