// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * That the best positions of an account have reached, or fell below, the return at which profit is
 * to be taken.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(TakeProfitSerializer.TypeFactory.class)
public class TakeProfit {

    public String account;

    /** When the positions were taken, epoch milliseconds UTC. */
    public long takenMillis;

    /** Whether this says that the target was reached; otherwise that it no longer is. */
    public boolean reached;

    /** Mean return of {@link #best}. */
    public double meanReturnPercent = Double.NaN;

    public double targetPercent = Double.NaN;

    /** Sum over {@link #best}. */
    public double unrealizedProfit = Double.NaN;

    /** The positions that count, best first. */
    public Position[] best = new Position[0];

    public TakeProfit() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof TakeProfit)) {
            return false;
        }
        TakeProfit that = (TakeProfit) other;
        return Objects.equals(account, that.account)
                && takenMillis == that.takenMillis
                && reached == that.reached
                && Double.compare(meanReturnPercent, that.meanReturnPercent) == 0
                && Double.compare(targetPercent, that.targetPercent) == 0
                && Double.compare(unrealizedProfit, that.unrealizedProfit) == 0
                && Arrays.equals(best, that.best);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                account, takenMillis, reached, meanReturnPercent, targetPercent, unrealizedProfit);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
