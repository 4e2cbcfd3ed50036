// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.alpaca.AlpacaConfig.Holding;
import dev.bellwether.sandbox.recordings.DailyBars;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** An account and its positions at recorded prices; every number is a string. */
final class AccountBodies {

    private static final BigDecimal CASH = new BigDecimal("25140.20");

    private final List<Holding> holdings;
    private final RecordedBars bars;

    AccountBodies(List<Holding> holdings, RecordedBars bars) {
        this.holdings = holdings;
        this.bars = bars;
    }

    ObjectNode account(int session) {
        BigDecimal value = BigDecimal.ZERO;
        for (Holding holding : holdings) {
            BigDecimal price = price(holding, session);
            if (price != null) {
                value = value.add(price.multiply(new BigDecimal(holding.quantity)));
            }
        }
        return Json.mapper()
                .createObjectNode()
                .put("id", "e6fe16f3-64a4-4921-8928-cadf02f92f98")
                .put("status", "ACTIVE")
                .put("currency", "USD")
                .put("cash", CASH.toPlainString())
                .put("equity", money(CASH.add(value)))
                .put("buying_power", CASH.toPlainString())
                .put("trading_blocked", false)
                .put("account_blocked", false);
    }

    ArrayNode positions(int session) {
        ArrayNode positions = Json.mapper().createArrayNode();
        holdings.forEach(holding -> positions.add(position(holding, session)));
        return positions;
    }

    /** {@code null} if there is none. */
    JsonNode position(String symbol, int session) {
        return holdings.stream()
                .filter(holding -> holding.symbol.equals(symbol))
                .findFirst()
                .map(holding -> position(holding, session))
                .orElse(null);
    }

    /** Without a recorded price it is as with a share that is halted: what needs one is null. */
    private ObjectNode position(Holding holding, int session) {
        BigDecimal quantity = new BigDecimal(holding.quantity);
        BigDecimal entry = new BigDecimal(holding.entryPrice);
        BigDecimal price = price(holding, session);
        ObjectNode position =
                Json.mapper()
                        .createObjectNode()
                        .put("asset_id", "4ce9353c-66d1-46c2-898f-fce867ab0247")
                        .put("symbol", holding.symbol)
                        .put("asset_class", "us_equity")
                        .put("asset_marginable", true)
                        .put("qty", holding.quantity)
                        .put("avg_entry_price", holding.entryPrice)
                        .put("side", quantity.signum() < 0 ? "short" : "long")
                        .put("cost_basis", money(entry.multiply(quantity)));
        if (price == null) {
            return position.putNull("current_price")
                    .putNull("market_value")
                    .putNull("unrealized_pl")
                    .putNull("unrealized_plpc");
        }
        BigDecimal profit = price.subtract(entry).multiply(quantity);
        return position.put("current_price", price.toPlainString())
                .put("market_value", money(price.multiply(quantity)))
                .put("unrealized_pl", money(profit))
                .put(
                        "unrealized_plpc",
                        profit.divide(entry.multiply(quantity).abs(), MathContext.DECIMAL64)
                                .toPlainString());
    }

    private BigDecimal price(Holding holding, int session) {
        DailyBars recorded = bars.of(holding.symbol);
        int index = recorded == null ? -1 : recorded.indexAtOrBefore(session);
        return index < 0 ? null : BigDecimal.valueOf(recorded.close(index));
    }

    private static String money(BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
