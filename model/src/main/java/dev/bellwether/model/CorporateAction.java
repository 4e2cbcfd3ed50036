// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What changes the price of a share without changing what a holder has, such as a split or a
 * distribution; or what its symbol stands for, such as a merger.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(CorporateActionSerializer.TypeFactory.class)
public class CorporateAction {

    public String symbol;

    /** First session that trades without it, days since 1970-01-01. */
    public int exDay;

    /**
     * Shares after for each share before: 4 for a split of four for one, 0.1 for a reverse split of
     * one for ten; {@code NaN} if this is no split.
     */
    public double splitFactor = Double.NaN;

    /** Paid for each share, in dollars; {@code NaN} if this is no distribution of cash. */
    public double cash = Double.NaN;

    /**
     * As the provider names it: {@code forward_split}, {@code reverse_split}, {@code cash_dividend}
     * and so on.
     */
    public String kind;

    public CorporateAction() {}

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof CorporateAction)) {
            return false;
        }
        CorporateAction that = (CorporateAction) other;
        return Objects.equals(symbol, that.symbol)
                && exDay == that.exDay
                && Double.compare(splitFactor, that.splitFactor) == 0
                && Double.compare(cash, that.cash) == 0
                && Objects.equals(kind, that.kind);
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, exDay, splitFactor, cash, kind);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
