// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DispatchKind;
import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import dev.bellwether.model.Telling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is said to people about alerts. */
final class Messages {

    private Messages() {}

    /**
     * One message about some alerts.
     *
     * @param alerts those that are named
     * @param more rules of those that fire and are only counted
     * @param moreOver rules of those that are over and only counted
     */
    static Notification of(
            Telling telling,
            List<Alert> alerts,
            List<String> more,
            List<String> moreOver,
            long now) {
        Notification message = new Notification();
        message.key = key(telling.channel, telling.recipient, telling.key);
        message.channel = telling.channel;
        message.recipient = telling.recipient;
        message.address = telling.address;
        message.severity =
                alerts.stream()
                        .map(
                                alert ->
                                        alert.state == AlertState.RESOLVED
                                                ? alert.worst
                                                : alert.severity)
                        .max(Severity::compareTo)
                        .orElse(Severity.INFO);
        message.createdMillis = now;
        List<String> rules = new ArrayList<>(more);
        rules.addAll(moreOver);
        boolean allNamed = rules.isEmpty();
        alerts.forEach(alert -> rules.add(alert.rule));
        message.rule = common(rules);
        message.symbol =
                allNamed
                        ? common(
                                alerts.stream()
                                        .map(alert -> alert.symbol)
                                        .collect(Collectors.toList()))
                        : null;
        String reason = telling.reason.isEmpty() ? "" : telling.reason + ": ";
        if (alerts.size() == 1 && allNamed && telling.kind != DispatchKind.DIGEST) {
            one(message, alerts.get(0), reason);
        } else {
            several(message, telling, alerts, more, moreOver, reason);
        }
        return message;
    }

    private static void one(Notification message, Alert alert, String reason) {
        message.alert = alert.id;
        message.state = alert.state;
        message.title = reason + line(alert);
        message.text = alert.flapping ? "It comes and goes." : "";
        message.facts = alert.facts;
        message.labels = alert.labels;
        message.links = alert.links;
        message.prices = alert.prices;
        message.eventMillis = alert.changedMillis;
    }

    private static void several(
            Notification message,
            Telling telling,
            List<Alert> alerts,
            List<String> more,
            List<String> moreOver,
            String reason) {
        int over = moreOver.size();
        List<String> lines = new ArrayList<>();
        for (Alert alert : alerts) {
            boolean isOver = alert.state == AlertState.RESOLVED;
            over += isOver ? 1 : 0;
            Severity severity = isOver ? alert.worst : alert.severity;
            lines.add("[" + severity.name().toLowerCase(Locale.ROOT) + "] " + line(alert));
        }
        counts(more).forEach((rule, count) -> lines.add("and " + count + " more of " + rule));
        counts(moreOver)
                .forEach((rule, count) -> lines.add("and " + count + " more over of " + rule));
        message.lines = lines.toArray(new String[0]);
        int begun = alerts.size() + moreOver.size() - over + more.size();
        message.state = over == 0 ? AlertState.FIRING : begun == 0 ? AlertState.RESOLVED : null;
        String what = message.rule == null ? "" : " of " + message.rule;
        String counted =
                begun == 0
                        ? over + " alert" + s(over) + what + (over == 1 ? " is over" : " are over")
                        : begun
                                + " alert"
                                + s(begun)
                                + what
                                + (over == 0 ? "" : ", " + over + " over");
        message.title = (telling.kind == DispatchKind.DIGEST ? "Meanwhile: " : reason) + counted;
        message.text = "";
    }

    private static String line(Alert alert) {
        return (alert.state == AlertState.RESOLVED ? "Over: " : "") + alert.headline;
    }

    private static String s(int count) {
        return count == 1 ? "" : "s";
    }

    /** The value if all are the same. */
    private static String common(List<String> values) {
        return new HashSet<>(values).size() == 1 ? values.get(0) : null;
    }

    private static Map<String, Integer> counts(List<String> rules) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String rule : rules) {
            counts.merge(rule, 1, Integer::sum);
        }
        return counts;
    }

    /** What was kept back in an hour. */
    static Notification summary(ChannelRecord record, long now) {
        Notification message = new Notification();
        message.channel = Channel.valueOf(record.channel);
        message.recipient = record.recipient.isEmpty() ? null : record.recipient;
        message.address = record.address.isEmpty() ? null : record.address;
        message.key = key(message.channel, message.recipient, "summary/" + record.beganMillis);
        message.severity = Severity.INFO;
        int all = Arrays.stream(record.kept).sum();
        message.title = all + " more alert" + s(all) + " in the last hour";
        message.text = "";
        message.lines = new String[record.rules.length];
        for (int i = 0; i < record.rules.length; i++) {
            message.lines[i] = record.kept[i] + " of " + record.rules[i];
        }
        message.createdMillis = now;
        return message;
    }

    /** Without the address, which is nobody else's business. */
    private static String key(Channel channel, String recipient, String what) {
        return channel.name() + "/" + (recipient == null ? "" : recipient + "/") + what;
    }
}
