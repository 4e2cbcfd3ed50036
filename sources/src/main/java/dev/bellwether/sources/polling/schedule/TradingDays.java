// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.schedule;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * A market calendar, as far as a schedule needs one. The answer for a day must never change while a
 * job runs.
 */
@FunctionalInterface
public interface TradingDays extends Serializable {

    /** Whether the market trades on that day of its own zone, be it for half a day. */
    boolean isTradingDay(LocalDate day);
}
