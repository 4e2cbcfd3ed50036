// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.recordings;

import java.time.LocalDate;

/** One company on the day of one snapshot. Unknown figures are {@code NaN}. Immutable. */
public final class Fundamental {

    /** The session whose prices the snapshot holds; its figures were not public before. */
    public final LocalDate asOf;

    public final String symbol;
    public final String name;
    public final String sector;

    /** Close of {@link #asOf} in US dollars, not adjusted for later splits. */
    public final double price;

    /** Earnings per share of the trailing twelve months, US dollars. */
    public final double epsTtm;

    /** Price/earnings ratio as the source states it; unknown with negative earnings. */
    public final double pe;

    /** Fraction, 0.02 is 2 %. */
    public final double dividendYield;

    /** US dollars. */
    public final double marketCap;

    public final double priceSales;
    public final double priceBook;

    Fundamental(Row row) {
        this.asOf = LocalDate.parse(row.text("as_of"));
        this.symbol = row.text("symbol");
        this.name = row.text("name");
        this.sector = row.text("sector");
        this.price = row.number("price");
        this.epsTtm = row.number("eps_ttm");
        this.pe = row.number("pe");
        this.dividendYield = row.number("dividend_yield");
        this.marketCap = row.number("market_cap");
        this.priceSales = row.number("price_sales");
        this.priceBook = row.number("price_book");
    }
}
