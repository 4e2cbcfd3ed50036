// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.CorporateAction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what changes the price of a share from one session to the next, and what changes what its
 * symbol stands for: of mergers, redemptions, changes of name and the like only the day and the
 * symbols that were asked for.
 */
final class CorporateActionReader {

    /** The kinds that are read, for the query. */
    static final String TYPES =
            "forward_split,reverse_split,stock_dividend,cash_dividend,spin_off,unit_split,"
                    + "rights_distribution,cash_merger,stock_merger,stock_and_cash_merger,"
                    + "redemption,name_change,worthless_removal";

    /** Lists of actions after which a symbol stands for something else, and their kinds. */
    private static final Map<String, String> OTHERS =
            new TreeMap<>(
                    Map.of(
                            "unit_splits", "unit_split",
                            "rights_distributions", "rights_distribution",
                            "cash_mergers", "cash_merger",
                            "stock_mergers", "stock_merger",
                            "stock_and_cash_mergers", "stock_and_cash_merger",
                            "redemptions", "redemption",
                            "name_changes", "name_change",
                            "worthless_removals", "worthless_removal"));

    private static final List<String> DAYS = List.of("ex_date", "effective_date", "process_date");

    private static final List<String> SYMBOLS =
            List.of(
                    "symbol",
                    "source_symbol",
                    "old_symbol",
                    "new_symbol",
                    "acquirer_symbol",
                    "acquiree_symbol");

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
        OTHERS.forEach((list, kind) -> lists.path(list).forEach(one -> other(kind, one)));
        return new CorporateActionPage(actions, AlpacaJson.nextPageToken(body));
    }

    /** One for each symbol of it that was asked for. */
    private void other(String kind, JsonNode json) {
        String day =
                DAYS.stream()
                        .map(name -> AlpacaJson.text(json, name))
                        .filter(text -> text != null)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "a " + kind + " has none of " + DAYS));
        SYMBOLS.stream()
                .map(name -> AlpacaJson.text(json, name))
                .filter(symbol -> symbol != null && asked.contains(symbol))
                .distinct()
                .forEach(symbol -> add(kind, symbol, day));
    }

    private void split(String kind, JsonNode json) {
        add(kind, json, "symbol").splitFactor =
                positive(json, "new_rate") / positive(json, "old_rate");
    }

    private CorporateAction add(String kind, JsonNode json, String symbol) {
        return add(
                kind,
                AlpacaJson.requiredText(json, symbol),
                AlpacaJson.requiredText(json, "ex_date"));
    }

    private CorporateAction add(String kind, String symbol, String day) {
        CorporateAction action = new CorporateAction();
        action.symbol = asked.as(symbol);
        action.exDay = (int) LocalDate.parse(day).toEpochDay();
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
