// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import java.util.Locale;

/**
 * The facts that a rule can look at, under the names that it uses. Their order is that of stored
 * values: new ones go to the end.
 */
public enum FactName {
    QUOTE_PRICE("Price, in its currency."),
    QUOTE_OPEN("First price of the session."),
    QUOTE_HIGH("Highest price of the session."),
    QUOTE_LOW("Lowest price of the session."),
    QUOTE_PREVIOUS_CLOSE("Close of the session before."),
    QUOTE_DAY_CHANGE_PERCENT("Price against the close of the session before, in percent."),
    QUOTE_DAY_VOLUME("Volume of the session so far."),
    QUOTE_MARKET_CAP("Market capitalization, in its currency."),
    ANALYTICS_MEAN_PRICE("Mean price of the window."),
    ANALYTICS_PRICE_CHANGE_PERCENT("First to last price of the window, in percent."),
    ANALYTICS_LAST_CHANGE_PERCENT("Against the observation before, in percent."),
    ANALYTICS_PRICE_VOLATILITY("Sample standard deviation of the window's prices."),
    ANALYTICS_RETURN_VOLATILITY("Sample standard deviation of the window's log returns."),
    ANALYTICS_SMA_5("Mean of the last 5 prices."),
    ANALYTICS_SMA_10("Mean of the last 10 prices."),
    ANALYTICS_SMA_20("Mean of the last 20 prices."),
    ANALYTICS_PRICE_VS_SMA_20_PERCENT("Price against that mean, in percent."),
    ANALYTICS_MOMENTUM_5_PERCENT("Against the price 5 observations before, in percent."),
    ANALYTICS_MOMENTUM_10_PERCENT("Against the price 10 observations before, in percent."),
    ANALYTICS_INTERVAL_VOLUME("Volume since the observation before."),
    ANALYTICS_VOLUME_RATIO("That over its mean in the window."),
    ANALYTICS_PE_RATIO("Price over earnings."),
    ANALYTICS_SIGNAL_STRENGTH("0 to 1."),
    DRAWDOWN_DEPTH_PERCENT("Depth below the peak, in percent, not above 0 as a rule."),
    DRAWDOWN_WORST_PERCENT("Worst depth within the window, in percent."),
    DRAWDOWN_SESSIONS_SINCE_PEAK("Sessions since the first day of the peak."),
    DRAWDOWN_RECOVERY_PERCENT("From the trough, in percent."),
    ANOMALY_PRICE_CHANGE("Percent, while there is such an anomaly, else 0."),
    ANOMALY_VOLUME_SPIKE("Multiple of the mean volume, while there is such an anomaly, else 0."),
    ANOMALY_RETURN("Robust deviations of the return, while there is such an anomaly, else 0."),
    ANOMALY_VOLUME("Robust deviations of the volume, while there is such an anomaly, else 0."),
    ANOMALY_GAP("Percent, while there is such an anomaly, else 0."),
    ANOMALY_BAND("Deviations from the mean price, while there is such an anomaly, else 0."),
    ANOMALY_STALE("Seconds of silence, while there is such an anomaly, else 0."),
    ANOMALY_FOREST(
            "Robust deviations of the random cut forest's score, while there is such an anomaly,"
                    + " else 0.");

    private final String meaning;
    private final String text;

    FactName(String meaning) {
        this.meaning = meaning;
        String name = name().toLowerCase(Locale.ROOT);
        int group = name.indexOf('_');
        this.text = name.substring(0, group) + "." + name.substring(group + 1);
    }

    /** As a rule writes it: {@code quote.price}. */
    public String text() {
        return text;
    }

    /** One phrase, with the unit. */
    public String meaning() {
        return meaning;
    }
}
