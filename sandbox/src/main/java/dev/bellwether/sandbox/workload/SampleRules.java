// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import java.util.Locale;
import java.util.Random;

/**
 * Rules such as a desk has, as many as are wanted, always the same: moves, momentum with volume,
 * averages that cross, valuation, drawdowns, anomalies, price targets of some symbols; with levels,
 * other conditions to leave, and durations. At most times most of them do not hold.
 */
public final class SampleRules {

    private static final String[] SYMBOLS = {"AAPL", "MSFT", "NVDA", "TSLA", "AMZN", "META"};
    private static final String[] SIGNALS = {"buy", "sell", "hold"};

    private final Random random = new Random(5);

    private SampleRules() {}

    /** So many rules, in the JSON that rules are written in. */
    public static String json(int count) {
        SampleRules samples = new SampleRules();
        ObjectNode all = Json.mapper().createObjectNode();
        ArrayNode rules = all.putArray("rules");
        for (int i = 0; i < count; i++) {
            samples.fill(rules.addObject().put("id", "sample-" + i), i % 12);
        }
        return all.toString();
    }

    private void fill(ObjectNode rule, int kind) {
        switch (kind) {
            case 0:
                move(rule);
                break;
            case 1:
                rule.put(
                        "enter",
                        text(
                                "analytics.momentum_5_percent > %.1f && analytics.volume_ratio >"
                                        + " %d",
                                between(1, 4), 2 + random.nextInt(4)));
                break;
            case 2:
                rule.put(
                        "enter",
                        text("analytics.price_vs_sma_20_percent < -%.2f", between(1.5, 6)));
                rule.put("duration", (1 + random.nextInt(10)) + " min");
                break;
            case 3:
                rule.put(
                        "enter",
                        text(
                                "analytics.sma_5 > analytics.sma_20 * %.3f"
                                        + " && analytics.volume_ratio > %.1f",
                                between(1.01, 1.05), between(1.5, 4)));
                rule.put("leave", "analytics.sma_5 < analytics.sma_20");
                break;
            case 4:
                rule.put(
                        "enter",
                        text(
                                "(quote.price - quote.low) / (quote.high - quote.low) < %.2f"
                                        + " && quote.day_volume > %d"
                                        + " && quote.day_change_percent < -%.1f",
                                between(0.01, 0.1),
                                1_000_000 * (1 + random.nextInt(50)),
                                between(2, 6)));
                break;
            case 5:
                rule.put(
                        "enter",
                        text(
                                "analytics.pe_ratio < %d && analytics.signal_strength > %.2f"
                                        + " && signal == '%s'",
                                8 + random.nextInt(6), between(0.7, 0.95), one(SIGNALS)));
                break;
            case 6:
                drawdown(rule);
                break;
            case 7:
                rule.put(
                        "enter",
                        text(
                                "anomaly.return > %1$d || anomaly.return < -%1$d"
                                        + " || anomaly.volume_spike >= %2$d",
                                6 + random.nextInt(6), 5 + random.nextInt(10)));
                break;
            case 8:
                rule.put("enter", text("quote.price > %.2f", between(160, 900)));
                rule.putArray("symbols").add(one(SYMBOLS)).add(one(SYMBOLS));
                break;
            case 9:
                rule.put("enter", text("analytics.last_change_percent < -%.1f", between(2, 8)));
                rule.putArray("asset_classes").add("crypto");
                break;
            case 10:
                rule.put(
                        "enter",
                        text(
                                "analytics.last_change_percent"
                                        + " > (asset_class == 'crypto' ? %.1f : %.1f)",
                                between(5, 9), between(1.5, 4)));
                break;
            default:
                rule.put(
                        "enter",
                        text(
                                "currency in ['USD', 'EUR'] && quote.market_cap < %de9"
                                        + " && !(analytics.price_volatility < quote.price / %d.0)",
                                1 + random.nextInt(5), 10 + random.nextInt(20)));
                rule.put("severity", "info");
        }
    }

    private void move(ObjectNode rule) {
        int percent = 3 + random.nextInt(10);
        rule.put(
                "enter",
                text(
                        "quote.day_change_percent >= %1$d || quote.day_change_percent <= -%1$d",
                        percent));
        rule.put(
                "leave",
                text(
                        "quote.day_change_percent < %1$d && quote.day_change_percent > -%1$d",
                        percent - 1));
        rule.put("severity", "warning");
        rule.putObject("levels")
                .put("critical", text("quote.day_change_percent <= -%d", 2 * percent));
    }

    private void drawdown(ObjectNode rule) {
        int percent = 20 + random.nextInt(50);
        rule.put(
                "enter",
                text(
                        "drawdown.depth_percent < -%d && quote.day_change_percent < -%.1f",
                        percent, between(1, 4)));
        rule.put("leave", text("drawdown.depth_percent > -%d", percent - 5));
        rule.put("duration", "5 min");
        rule.putObject("levels")
                .put("critical", text("drawdown.depth_percent < -%d", percent + 20));
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private String one(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
