// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import dev.bellwether.model.Channel;
import dev.bellwether.model.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** One policy of the documents of several places, and the one that there is without any. */
public final class PolicyDocuments {

    private PolicyDocuments() {}

    /**
     * Puts documents together: lists one after the other, the route of the first that has one. Of
     * two entries of one name the first stays.
     *
     * @param channels those that are configured; a user who prefers another one is left out
     * @param problems receives one sentence for each thing that is named and not there: with any of
     *     them it cannot be used
     * @param refused receives one sentence for each user who is left out
     */
    public static DeliveryPolicy merge(
            List<DeliveryPolicy> documents,
            Collection<Channel> channels,
            List<String> problems,
            List<String> refused) {
        DeliveryPolicy all = new DeliveryPolicy();
        Set<String> users = new HashSet<>();
        Set<String> receivers = new HashSet<>();
        Set<String> ladders = new HashSet<>();
        Set<String> silences = new HashSet<>();
        for (DeliveryPolicy document : documents) {
            add(all.users, document.users, users, user -> user.userId, "user", refused);
            add(all.receivers, document.receivers, receivers, r -> r.name, "receiver", problems);
            add(all.ladders, document.ladders, ladders, l -> l.name, "ladder", problems);
            add(all.silences, document.silences, silences, s -> s.id, "silence", problems);
            all.inhibitions.addAll(document.inhibitions);
            if (all.route == null) {
                all.route = document.route;
            } else if (document.route != null) {
                problems.add("two places have a route");
            }
        }
        for (DeliveryPolicy.User user : List.copyOf(all.users)) {
            if (!channels.containsAll(user.preferredChannels)) {
                all.users.remove(user);
                refused.add(
                        "user "
                                + user.userId
                                + " prefers a channel that Notifications.channels does not name: "
                                + user.preferredChannels);
            }
        }
        for (DeliveryPolicy.Receiver receiver : all.receivers) {
            if (!channels.containsAll(receiver.channels)) {
                problems.add(
                        "receiver "
                                + receiver.name
                                + " has a channel that Notifications.channels does not name: "
                                + receiver.channels);
            }
        }
        new PolicyCheck(problems).references(all);
        return all;
    }

    private static <T> void add(
            List<T> to,
            List<T> from,
            Set<String> names,
            Function<T, String> name,
            String what,
            List<String> problems) {
        for (T entry : from) {
            if (names.add(name.apply(entry))) {
                to.add(entry);
            } else {
                problems.add("two places have a " + what + " " + name.apply(entry));
            }
        }
    }

    /**
     * What counts where no policy is written: every alert of a severity, by itself and at once, on
     * some channels.
     */
    public static DeliveryPolicy everythingOn(List<Channel> channels, Severity least) {
        DeliveryPolicy policy = new DeliveryPolicy();
        policy.receivers.add(receiver("everybody", channels));
        policy.receivers.add(receiver("nobody", List.of()));
        policy.route = new DeliveryPolicy.Route();
        policy.route.receiver = "nobody";
        policy.route.groupBy = List.of("id");
        policy.route.groupWait = "0 s";
        policy.route.groupInterval = "0 s";
        policy.route.repeatInterval = "0 s";
        DeliveryPolicy.Route route = new DeliveryPolicy.Route();
        route.name = "severity";
        route.match = List.of("severity>=" + least.name().toLowerCase(Locale.ROOT));
        route.receiver = "everybody";
        policy.route.routes = List.of(route);
        return policy;
    }

    private static DeliveryPolicy.Receiver receiver(String name, List<Channel> channels) {
        DeliveryPolicy.Receiver receiver = new DeliveryPolicy.Receiver();
        receiver.name = name;
        receiver.channels = new ArrayList<>(channels);
        return receiver;
    }
}
