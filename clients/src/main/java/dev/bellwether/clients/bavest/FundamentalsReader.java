// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.clients.Fetched;
import dev.bellwether.model.ReasonCode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads v0's fundamentals, whose array is called {@code metrics} or {@code fundamentals}, in the
 * order of periods. Of several entries for one period the one with most known ratios counts, of
 * equals the last. Entries without a readable period are left out.
 */
final class FundamentalsReader {

    private FundamentalsReader() {}

    static Fetched<List<BavestFundamentals>> read(JsonNode data, Received received) {
        JsonNode entries =
                data.hasNonNull("metrics") ? data.get("metrics") : data.path("fundamentals");
        if (entries.isNull()) {
            return Fetched.notAvailable("no fundamentals for " + received.symbol);
        }
        if (!entries.isArray()) {
            return received.unreadable(
                    ReasonCode.UNEXPECTED_SHAPE, "there is no array named metrics or fundamentals");
        }
        TreeMap<LocalDate, BavestFundamentals> byPeriod = new TreeMap<>();
        for (JsonNode entry : entries) {
            LocalDate period = period(entry.path("period").asText(""));
            if (period != null) {
                byPeriod.merge(
                        period,
                        readOne(period, entry),
                        (old, next) -> next.known() >= old.known() ? next : old);
            }
        }
        return Fetched.available(new ArrayList<>(byPeriod.values()));
    }

    private static BavestFundamentals readOne(LocalDate period, JsonNode entry) {
        JsonNode multiples = entry.path("multiples");
        JsonNode stability = entry.path("stability");
        JsonNode revenue = entry.path("revenue");
        BavestFundamentals one = new BavestFundamentals(period);
        one.priceEarningsRatio = BavestJson.nonZero(multiples.path("priceEarningsRatio"));
        one.priceBookRatio = BavestJson.nonZero(multiples.path("priceBookRatio"));
        one.priceCashflowRatio = BavestJson.nonZero(multiples.path("priceCashflowRatio"));
        one.priceSalesRatio = BavestJson.nonZero(multiples.path("priceSalesRatio"));
        one.equityRatio = BavestJson.number(stability.path("equityRatio"));
        one.debtToEquityRatio = BavestJson.number(stability.path("debtToEquityRatio"));
        one.currentRatio = BavestJson.number(stability.path("currentRatio"));
        one.equityReturn = BavestJson.number(revenue.path("equityReturn"));
        one.ebitMargin = BavestJson.number(revenue.path("ebitMargin"));
        return one;
    }

    /** Dates may come with a time behind them. */
    private static LocalDate period(String text) {
        try {
            return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
