// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import dev.bellwether.model.Json;
import java.time.LocalDate;

/**
 * Ratios of one company at the end of one reporting period. Fractions or plain multiples, never
 * percent; {@code NaN} where unknown. The multiples read 0 as unknown.
 */
public final class BavestFundamentals {

    /** Last day of the period. */
    private final LocalDate period;

    public double priceEarningsRatio = Double.NaN;
    public double priceBookRatio = Double.NaN;
    public double priceCashflowRatio = Double.NaN;
    public double priceSalesRatio = Double.NaN;

    /** Equity / total assets. */
    public double equityRatio = Double.NaN;

    public double debtToEquityRatio = Double.NaN;
    public double currentRatio = Double.NaN;

    /** Net income / equity. */
    public double equityReturn = Double.NaN;

    public double ebitMargin = Double.NaN;

    BavestFundamentals(LocalDate period) {
        this.period = period;
    }

    /** Last day of the reporting period. */
    public LocalDate period() {
        return period;
    }

    /** How many of the ratios are known. */
    int known() {
        double[] all = {
            priceEarningsRatio,
            priceBookRatio,
            priceCashflowRatio,
            priceSalesRatio,
            equityRatio,
            debtToEquityRatio,
            currentRatio,
            equityReturn,
            ebitMargin
        };
        int known = 0;
        for (double ratio : all) {
            known += Double.isNaN(ratio) ? 0 : 1;
        }
        return known;
    }

    @Override
    public String toString() {
        return period + " " + Json.write(this);
    }
}
