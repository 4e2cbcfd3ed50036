// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * That a provider was asked for the corporate actions of one symbol, and which it named: none says
 * that what the price did, it did by trading. It follows the bars of the symbol that the same poll
 * brought.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(ActionCheckSerializer.TypeFactory.class)
public class ActionCheck {

    public String symbol;

    /** The first day whose actions would have been named, days since 1970-01-01. */
    public int firstDay;

    /** The first session whose figures are wanted; those before only fill the window. */
    public int wantedDay;

    /** The last day whose actions would have been named. */
    public int lastDay;

    /** Of the bars that the same poll brought. */
    public String currency;

    /** Of the bars that the same poll brought. */
    public String feed;

    /** What was named, in no order. */
    public CorporateAction[] actions = new CorporateAction[0];

    public ActionCheck() {}

    public static ActionCheck of(
            String symbol, int firstDay, int wantedDay, int lastDay, CorporateAction... actions) {
        ActionCheck check = new ActionCheck();
        check.symbol = symbol;
        check.firstDay = firstDay;
        check.wantedDay = wantedDay;
        check.lastDay = lastDay;
        check.actions = actions;
        return check;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof ActionCheck)) {
            return false;
        }
        ActionCheck that = (ActionCheck) other;
        return Objects.equals(symbol, that.symbol)
                && firstDay == that.firstDay
                && wantedDay == that.wantedDay
                && lastDay == that.lastDay
                && Objects.equals(currency, that.currency)
                && Objects.equals(feed, that.feed)
                && Arrays.equals(actions, that.actions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                symbol, firstDay, wantedDay, lastDay, currency, feed, Arrays.hashCode(actions));
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
