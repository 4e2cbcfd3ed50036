// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.sandbox.faults.FaultDraw;
import dev.bellwether.sandbox.recordings.Fundamental;
import java.math.BigDecimal;
import java.util.List;

/** The bodies of v0: bare objects, short and mixed names, columns for candles. */
final class V0Bodies {

    private V0Bodies() {}

    static ObjectNode quote(QuoteFigures figures, FaultDraw draw) {
        ObjectNode node = Nodes.object();
        if (draw.is(BavestFaults.NULL_PRICE)) {
            node.putNull("c");
        } else if (!draw.is(BavestFaults.MISSING_PRICE)) {
            node.put("c", draw.is(BavestFaults.ZERO_PRICE) ? 0 : figures.close);
        }
        Nodes.put(node, "d", figures.change);
        Nodes.put(node, "dp", figures.changePercent);
        node.put("h", figures.high).put("l", figures.low).put("o", figures.open);
        Nodes.put(node, "pc", figures.previousClose);
        node.put("t", figures.timeSeconds).put("v", figures.volume);
        ObjectNode history = node.putObject("historical_price");
        Nodes.put(history, "day", figures.previousClose);
        Nodes.put(history, "50days", figures.average50);
        Nodes.put(history, "200days", figures.average200);
        if (draw.is(BavestFaults.NULL_METRICS)) {
            node.putNull("metrics");
        } else {
            node.set("metrics", metrics(figures));
        }
        node.putNull("exchange").putNull("earningsAnnouncement");
        if (draw.is(BavestFaults.EUR_LABEL)) {
            node.put("currency", "EUR");
        } else if (!draw.is(BavestFaults.NO_CURRENCY)) {
            node.put("currency", Bavest.CURRENCY);
        }
        return node;
    }

    private static ObjectNode metrics(QuoteFigures figures) {
        ObjectNode metrics = Nodes.object();
        Nodes.putWhole(metrics, "marketCapitalization", figures.marketCap);
        Nodes.putWhole(metrics, "avgVolume", figures.averageVolume);
        Nodes.put(metrics, "eps", figures.eps);
        Nodes.put(metrics, "pe/ratio", figures.peRatio);
        Nodes.putWhole(metrics, "sharesOutstanding", figures.sharesOutstanding);
        return metrics;
    }

    static ObjectNode candles(List<Candles.Candle> recorded, FaultDraw draw) {
        List<Candles.Candle> candles = draw.is(BavestFaults.NO_DATA) ? List.of() : recorded;
        ObjectNode node = Nodes.object();
        ArrayNode close = node.putArray("c");
        ArrayNode high = node.putArray("h");
        ArrayNode low = node.putArray("l");
        ArrayNode open = node.putArray("o");
        ArrayNode time = node.putArray("t");
        ArrayNode volume = node.putArray("v");
        for (Candles.Candle candle : candles) {
            close.add(candle.close);
            high.add(candle.high);
            low.add(candle.low);
            open.add(candle.open);
            time.add(candle.timeSeconds);
            volume.add(candle.volume);
        }
        if (draw.is(BavestFaults.UNEQUAL_ARRAYS) && close.size() > 0) {
            close.remove(close.size() - 1);
        }
        return node.put("s", candles.isEmpty() ? "no_data" : "ok");
    }

    /** The ratios of the snapshot, as of its own date. They hold whatever was split later. */
    static ObjectNode metric(Fundamental row) {
        ObjectNode node = Nodes.object().put("symbol", row.symbol).put("date", row.asOf.toString());
        node.put("period", "TTM");
        Nodes.put(node, "peRatio", row.pe);
        Nodes.put(node, "pbRatio", row.priceBook);
        Nodes.put(node, "priceToSalesRatio", row.priceSales);
        Nodes.putWhole(node, "marketCap", row.marketCap);
        Nodes.put(node, "dividendYield", row.dividendYield);
        Nodes.put(node, "dividendYieldPercentage", percent(row.dividendYield));
        return node;
    }

    private static double percent(double fraction) {
        return Double.isNaN(fraction)
                ? Double.NaN
                : BigDecimal.valueOf(fraction).movePointRight(2).doubleValue();
    }

    static ObjectNode fundamentals(Fundamental row, FaultDraw draw) {
        ObjectNode node = Nodes.object();
        String key = draw.is(BavestFaults.FUNDAMENTALS_KEY) ? "fundamentals" : "metrics";
        ArrayNode periods = node.putArray(key);
        periods.add(period(row));
        if (draw.is(BavestFaults.DUPLICATE_PERIODS)) {
            periods.add(period(row));
        }
        return node;
    }

    private static ObjectNode period(Fundamental row) {
        ObjectNode period = Nodes.object().put("period", row.asOf.toString());
        ObjectNode multiples = period.putObject("multiples");
        Nodes.put(multiples, "priceEarningsRatio", row.pe);
        Nodes.put(multiples, "priceBookRatio", row.priceBook);
        Nodes.put(multiples, "priceSalesRatio", row.priceSales);
        period.putObject("stability");
        period.putObject("revenue");
        return period;
    }
}
