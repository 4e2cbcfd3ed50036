// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A change of an alert on one of its ways to people.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(RoutedAlertSerializer.TypeFactory.class)
public class RoutedAlert {

    public Alert alert;

    /** The way through the tree of routes, names joined by a slash. */
    public String route;

    /** Which alerts of that route it is told together with. */
    public String group;

    /** What the route says about telling, as JSON. */
    public String plan;

    /** Whether it takes this way no more. */
    public boolean withdrawn;

    public RoutedAlert() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof RoutedAlert)) {
            return false;
        }
        RoutedAlert that = (RoutedAlert) other;
        return Objects.equals(alert, that.alert)
                && Objects.equals(route, that.route)
                && Objects.equals(group, that.group)
                && Objects.equals(plan, that.plan)
                && withdrawn == that.withdrawn;
    }

    @Override
    public int hashCode() {
        return Objects.hash(alert, route, group, plan, withdrawn);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
