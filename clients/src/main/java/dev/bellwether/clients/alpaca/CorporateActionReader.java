// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.CorporateAction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what changes the price of a share from one session to the next. Mergers, redemptions and
 * changes of name, which the service lists as well, end a symbol or rename it; they are passed
 * over.
 */
final class CorporateActionReader {

    /** The kinds that are read, for the query. */
    static final String TYPES = "forward_split,reverse_split,stock_dividend,cash_dividend,spin_off";

    private final Asked asked;
    private final List<CorporateAction> actions = new ArrayList<>();

    CorporateActionReader(Asked asked) {
        this.asked = asked;
    }

    CorporateActionPage read(JsonNode body) {
        JsonNode lists = AlpacaJson.map(body, "corporate_actions");
        for (JsonNode split : lists.path("forward_splits")) {
            split("forward_split", split);
        }
        for (JsonNode split : lists.path("reverse_splits")) {
            split("reverse_split", split);
        }
        for (JsonNode dividend : lists.path("stock_dividends")) {
            CorporateAction action = add("stock_dividend", dividend, "symbol");
            action.splitFactor = 1 + positive(dividend, "rate");
        }
        for (JsonNode dividend : lists.path("cash_dividends")) {
            add("cash_dividend", dividend, "symbol").cash = positive(dividend, "rate");
        }
        for (JsonNode spinOff : lists.path("spin_offs")) {
            add("spin_off", spinOff, "source_symbol");
        }
        return new CorporateActionPage(actions, AlpacaJson.nextPageToken(body));
    }

    private void split(String kind, JsonNode json) {
        add(kind, json, "symbol").splitFactor =
                positive(json, "new_rate") / positive(json, "old_rate");
    }

    private CorporateAction add(String kind, JsonNode json, String symbol) {
        CorporateAction action = new CorporateAction();
        action.symbol = asked.as(AlpacaJson.requiredText(json, symbol));
        action.exDay = (int) LocalDate.parse(AlpacaJson.requiredText(json, "ex_date")).toEpochDay();
        action.kind = kind;
        actions.add(action);
        return action;
    }

    private static double positive(JsonNode json, String name) {
        double value = AlpacaJson.number(json, name);
        if (!(value > 0)) {
            throw new IllegalArgumentException(name + " must be above 0, was " + value);
        }
        return value;
    }
}
