// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One holding of an account. Money is in {@link #currency}; what the broker does not state is
 * {@code NaN}.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(PositionSerializer.TypeFactory.class)
public class Position {

    public String symbol;

    /** As the broker names it, for example {@code us_equity}. */
    public String assetClass;

    /** Units held; negative for a short position, may be a fraction. */
    public double quantity = Double.NaN;

    public double averageEntryPrice = Double.NaN;

    /** {@code NaN} if not priced, for example while halted. */
    public double currentPrice = Double.NaN;

    /** Negative for a short position. */
    public double marketValue = Double.NaN;

    public double costBasis = Double.NaN;

    /** Gain since entry, positive if the position makes money, be it long or short. */
    public double unrealizedProfit = Double.NaN;

    /**
     * Gain since entry in percent of the entry price, with the sign of the gain: a short position
     * that fell to half its price has +50. {@code NaN} without a price.
     */
    public double unrealizedReturnPercent = Double.NaN;

    public String currency;

    public Position() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Position)) {
            return false;
        }
        Position that = (Position) other;
        return Objects.equals(symbol, that.symbol)
                && Objects.equals(assetClass, that.assetClass)
                && Double.compare(quantity, that.quantity) == 0
                && Double.compare(averageEntryPrice, that.averageEntryPrice) == 0
                && Double.compare(currentPrice, that.currentPrice) == 0
                && Double.compare(marketValue, that.marketValue) == 0
                && Double.compare(costBasis, that.costBasis) == 0
                && Double.compare(unrealizedProfit, that.unrealizedProfit) == 0
                && Double.compare(unrealizedReturnPercent, that.unrealizedReturnPercent) == 0
                && Objects.equals(currency, that.currency);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                symbol, assetClass, quantity, averageEntryPrice, currentPrice, marketValue);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
