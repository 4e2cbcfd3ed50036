// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What decides who is told of what, one of: a change of an alert, what a person did, the policy.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(DeliveryInputSerializer.TypeFactory.class)
public class DeliveryInput {

    /** {@code null} if this is something else. */
    public Alert alert;

    /** {@code null} if this is something else. */
    public AlertAction action;

    /** JSON that has been checked; {@code null} if this is something else. */
    public String policy;

    public DeliveryInput() {}

    public static DeliveryInput of(Alert alert) {
        DeliveryInput input = new DeliveryInput();
        input.alert = alert;
        return input;
    }

    public static DeliveryInput of(AlertAction action) {
        DeliveryInput input = new DeliveryInput();
        input.action = action;
        return input;
    }

    public static DeliveryInput ofPolicy(String policy) {
        DeliveryInput input = new DeliveryInput();
        input.policy = policy;
        return input;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof DeliveryInput)) {
            return false;
        }
        DeliveryInput that = (DeliveryInput) other;
        return Objects.equals(alert, that.alert)
                && Objects.equals(action, that.action)
                && Objects.equals(policy, that.policy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(alert, action, policy);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
