// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import dev.bellwether.model.Alert;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Ladder;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Route;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;

/**
 * The tree of routes, as in Prometheus Alertmanager: an alert goes down to the deepest route that
 * matches; of routes beside each other it takes the first, and further ones where {@code continue}
 * says so.
 */
public final class RouteTree {

    /** Parts of the users: as many as may be looked after at once. */
    public static final int BUCKETS = 16;

    private static final String DEFAULT_WAIT = "0 s";
    private static final String DEFAULT_INTERVAL = "1 min";
    private static final String DEFAULT_REPEAT = "4 h";

    /** A way that an alert takes. */
    public static final class Way {
        public final String route;
        public final String group;
        public final String plan;

        Way(String route, String group, String plan) {
            this.route = route;
            this.group = group;
            this.plan = plan;
        }
    }

    private static final class Node {
        final String path;
        final List<AlertMatcher> match;
        final List<String> groupBy;
        final boolean goesOn;
        final String plan;
        final List<Node> below = new ArrayList<>();

        Node(String path, Route route, Route filled, String plan) {
            this.path = path;
            this.match = route.match.stream().map(AlertMatcher::parse).collect(Collectors.toList());
            this.groupBy = filled.groupBy;
            this.goesOn = route.goesOn;
            this.plan = plan;
        }
    }

    private final Node root;

    /** Of a policy that was checked. */
    public RouteTree(DeliveryPolicy policy) {
        Route defaults = new Route();
        defaults.groupBy = List.of("rule");
        defaults.groupWait = DEFAULT_WAIT;
        defaults.groupInterval = DEFAULT_INTERVAL;
        defaults.repeatInterval = DEFAULT_REPEAT;
        root = node("route", policy.route, defaults, policy);
    }

    private static Node node(String path, Route route, Route above, DeliveryPolicy policy) {
        Route filled = filled(route, above);
        Node node = new Node(path, route, filled, plan(filled, policy).toString());
        for (Route below : route.routes) {
            node.below.add(node(path + "/" + below.name, below, filled, policy));
        }
        return node;
    }

    private static Route filled(Route route, Route above) {
        Route filled = new Route();
        filled.receiver = route.receiver == null ? above.receiver : route.receiver;
        filled.groupBy = route.groupBy == null ? above.groupBy : route.groupBy;
        filled.groupWait = route.groupWait == null ? above.groupWait : route.groupWait;
        filled.groupInterval =
                route.groupInterval == null ? above.groupInterval : route.groupInterval;
        filled.repeatInterval =
                route.repeatInterval == null ? above.repeatInterval : route.repeatInterval;
        filled.ladder = route.ladder == null ? above.ladder : route.ladder;
        return filled;
    }

    private static RoutePlan plan(Route filled, DeliveryPolicy policy) {
        RoutePlan plan = new RoutePlan();
        plan.receiver = filled.receiver;
        plan.waitMillis = millis(filled.groupWait);
        plan.intervalMillis = millis(filled.groupInterval);
        plan.repeatMillis = millis(filled.repeatInterval);
        plan.buckets = policy.users.isEmpty() ? 0 : BUCKETS;
        for (Ladder ladder : policy.ladders) {
            if (ladder.name.equals(filled.ladder)) {
                plan.ladderFrom = ladder.from;
                plan.ladderRepeat = ladder.repeat;
                for (Step step : ladder.steps) {
                    plan.ladderAfterMillis.add(millis(step.after));
                    plan.ladderReceivers.add(step.receiver);
                }
            }
        }
        return plan;
    }

    private static long millis(String duration) {
        return TimeUtils.parseDuration(duration).toMillis();
    }

    /** The ways that an alert takes, at least one. */
    public List<Way> waysOf(Alert alert) {
        List<Way> ways = new ArrayList<>();
        collect(root, alert, ways);
        return ways;
    }

    private static void collect(Node node, Alert alert, List<Way> ways) {
        boolean deeper = false;
        for (Node below : node.below) {
            if (AlertMatcher.all(below.match, alert)) {
                deeper = true;
                collect(below, alert, ways);
                if (!below.goesOn) {
                    break;
                }
            }
        }
        if (!deeper) {
            ways.add(new Way(node.path, group(node, alert), node.plan));
        }
    }

    /** Of one route only the values that it groups by tell groups apart. */
    private static String group(Node node, Alert alert) {
        StringBuilder group = new StringBuilder(node.path);
        for (String name : node.groupBy) {
            group.append('|')
                    .append(name)
                    .append('=')
                    .append(AlertMatcher.value(alert, name).replace("|", "\\|"));
        }
        return group.toString();
    }
}
