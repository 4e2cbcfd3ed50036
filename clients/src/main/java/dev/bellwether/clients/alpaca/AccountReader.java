// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Position;
import java.util.ArrayList;
import java.util.List;

/** Reads accounts and positions, in which every number is a string. */
final class AccountReader {

    private static final int PERCENT = 100;

    private AccountReader() {}

    /** Only id and status are promised. */
    static AlpacaAccount account(JsonNode json) {
        return new AlpacaAccount(
                AlpacaJson.requiredText(json, "status"),
                AlpacaJson.text(json, "currency"),
                AlpacaJson.number(json, "equity"),
                AlpacaJson.number(json, "cash"),
                AlpacaJson.number(json, "buying_power"),
                json.path("trading_blocked").asBoolean()
                        || json.path("account_blocked").asBoolean()
                        || json.path("trade_suspended_by_user").asBoolean());
    }

    static List<Position> positions(JsonNode json) {
        if (!json.isArray()) {
            throw new IllegalArgumentException("there is no list of positions");
        }
        List<Position> positions = new ArrayList<>();
        json.forEach(one -> positions.add(position(one)));
        return positions;
    }

    static Position position(JsonNode json) {
        Position position = new Position();
        position.symbol = AlpacaJson.requiredText(json, "symbol");
        position.assetClass = AlpacaJson.text(json, "asset_class");
        boolean isShort = "short".equals(AlpacaJson.text(json, "side"));
        double quantity = AlpacaJson.number(json, "qty");
        position.quantity = isShort ? -Math.abs(quantity) : quantity;
        position.averageEntryPrice = AlpacaJson.number(json, "avg_entry_price");
        position.currentPrice = AlpacaJson.number(json, "current_price");
        position.marketValue = AlpacaJson.number(json, "market_value");
        position.costBasis = AlpacaJson.number(json, "cost_basis");
        position.unrealizedProfit = AlpacaJson.number(json, "unrealized_pl");
        position.unrealizedReturnPercent = returnPercent(position);
        position.currency = "USD";
        return position;
    }

    /**
     * From entry and price, as Alpaca's own factor has the sign of the gain for a long position and
     * is documented for no other; {@code NaN} without a price.
     */
    private static double returnPercent(Position position) {
        double change = position.currentPrice / position.averageEntryPrice - 1;
        double gain = position.quantity < 0 ? -change : change;
        return Double.isFinite(gain) ? PERCENT * gain : Double.NaN;
    }
}
