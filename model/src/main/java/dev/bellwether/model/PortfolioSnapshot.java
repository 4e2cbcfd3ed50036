// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The positions of an account at one time.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(PortfolioSnapshotSerializer.TypeFactory.class)
public class PortfolioSnapshot {

    /** Name of the account in the configuration, not its number. */
    public String account;

    /** When the broker answered, epoch milliseconds UTC. */
    public long takenMillis;

    /** The session that this is counted to, days since 1970-01-01. */
    public int sessionDay;

    /** {@code NaN} if not known. */
    public double equity = Double.NaN;

    /** {@code NaN} if not known. */
    public double cash = Double.NaN;

    /** Sum over the positions that are priced. */
    public double marketValue = Double.NaN;

    /** Sum over the positions that are priced. */
    public double unrealizedProfit = Double.NaN;

    /** Mean over the positions that are priced; {@code NaN} if none is. */
    public double meanReturnPercent = Double.NaN;

    /** Positions without a price. */
    public int unpriced;

    /** Best return first, unpriced ones last; equal ones by symbol. */
    public Position[] positions = new Position[0];

    public PortfolioSnapshot() {}

    /**
     * Orders the positions and adds them up.
     *
     * @param positions in any order; not changed
     */
    public static PortfolioSnapshot of(
            String account,
            long takenMillis,
            int sessionDay,
            double equity,
            double cash,
            List<Position> positions) {
        PortfolioSnapshot snapshot = new PortfolioSnapshot();
        snapshot.account = account;
        snapshot.takenMillis = takenMillis;
        snapshot.sessionDay = sessionDay;
        snapshot.equity = equity;
        snapshot.cash = cash;
        snapshot.positions = positions.toArray(new Position[0]);
        // NaN is the greatest double, so unpriced positions come last
        Arrays.sort(
                snapshot.positions,
                Comparator.comparingDouble((Position one) -> -one.unrealizedReturnPercent)
                        .thenComparing(one -> one.symbol));
        snapshot.marketValue = 0;
        snapshot.unrealizedProfit = 0;
        double returns = 0;
        for (Position position : snapshot.positions) {
            if (Double.isNaN(position.unrealizedReturnPercent)) {
                snapshot.unpriced++;
            } else {
                snapshot.marketValue += position.marketValue;
                snapshot.unrealizedProfit += position.unrealizedProfit;
                returns += position.unrealizedReturnPercent;
            }
        }
        snapshot.meanReturnPercent = returns / (positions.size() - snapshot.unpriced);
        return snapshot;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof PortfolioSnapshot)) {
            return false;
        }
        PortfolioSnapshot that = (PortfolioSnapshot) other;
        return Objects.equals(account, that.account)
                && takenMillis == that.takenMillis
                && sessionDay == that.sessionDay
                && Double.compare(equity, that.equity) == 0
                && Double.compare(cash, that.cash) == 0
                && Double.compare(marketValue, that.marketValue) == 0
                && Double.compare(unrealizedProfit, that.unrealizedProfit) == 0
                && Double.compare(meanReturnPercent, that.meanReturnPercent) == 0
                && unpriced == that.unpriced
                && Arrays.equals(positions, that.positions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(account, takenMillis, sessionDay, equity, cash, marketValue);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
