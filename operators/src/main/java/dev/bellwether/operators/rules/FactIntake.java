// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.model.SymbolFact;
import dev.bellwether.model.UsSessions;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Takes what is new about a symbol into what is known of it. */
final class FactIntake {

    private static final Map<AnomalyKind, FactName> ANOMALIES = anomalies();

    private final UsSessions calendar = new UsSessions();

    /** Each kind has a fact of its name. */
    private static Map<AnomalyKind, FactName> anomalies() {
        Map<AnomalyKind, FactName> anomalies = new EnumMap<>(AnomalyKind.class);
        for (AnomalyKind kind : AnomalyKind.values()) {
            anomalies.put(kind, FactName.valueOf("ANOMALY_" + kind.name()));
        }
        return anomalies;
    }

    /**
     * Takes a fact.
     *
     * @return its event time; that of a drawdown is the end of its session
     */
    long take(SymbolFact fact, SymbolRules symbol) {
        long time = 0;
        for (Anomaly anomaly : fact.anomalies) {
            boolean over = anomaly.phase == AnomalyPhase.LEFT;
            symbol.set(ANOMALIES.get(anomaly.kind), over ? 0 : anomaly.observed);
            time = anomaly.eventTimeMillis;
        }
        if (fact.analyzed != null) {
            quote(fact.analyzed.quote, symbol);
            if (fact.analyzed.analytics != null) {
                analytics(fact.analyzed.analytics, symbol);
            }
            time = fact.analyzed.quote.eventTimeMillis;
        } else if (fact.drawdown != null) {
            drawdown(fact.drawdown, symbol);
            LocalDate session = LocalDate.ofEpochDay(fact.drawdown.sessionDay);
            time = calendar.endOf(session).toEpochMilli();
        }
        return time;
    }

    private static void quote(Quote quote, SymbolRules symbol) {
        symbol.set(FactName.QUOTE_PRICE, quote.price);
        symbol.set(FactName.QUOTE_OPEN, quote.open);
        symbol.set(FactName.QUOTE_HIGH, quote.high);
        symbol.set(FactName.QUOTE_LOW, quote.low);
        symbol.set(FactName.QUOTE_PREVIOUS_CLOSE, quote.previousClose);
        symbol.set(
                FactName.QUOTE_DAY_CHANGE_PERCENT, (quote.price / quote.previousClose - 1) * 100);
        symbol.set(FactName.QUOTE_DAY_VOLUME, quote.dayVolume);
        symbol.set(FactName.QUOTE_MARKET_CAP, quote.marketCap);
        symbol.assetClass =
                quote.assetClass == null ? "" : quote.assetClass.name().toLowerCase(Locale.ROOT);
        symbol.currency = quote.currency == null ? "" : quote.currency;
        symbol.feed = quote.feed == null ? "" : quote.feed;
    }

    private static void analytics(SymbolAnalytics analytics, SymbolRules symbol) {
        symbol.set(FactName.ANALYTICS_MEAN_PRICE, analytics.meanPrice);
        symbol.set(FactName.ANALYTICS_PRICE_CHANGE_PERCENT, analytics.priceChangePercent);
        symbol.set(FactName.ANALYTICS_LAST_CHANGE_PERCENT, analytics.lastChangePercent);
        symbol.set(FactName.ANALYTICS_PRICE_VOLATILITY, analytics.priceVolatility);
        symbol.set(FactName.ANALYTICS_RETURN_VOLATILITY, analytics.logReturnVolatility);
        symbol.set(FactName.ANALYTICS_SMA_5, analytics.sma5);
        symbol.set(FactName.ANALYTICS_SMA_10, analytics.sma10);
        symbol.set(FactName.ANALYTICS_SMA_20, analytics.sma20);
        symbol.set(FactName.ANALYTICS_PRICE_VS_SMA_20_PERCENT, analytics.priceVsSma20Percent);
        symbol.set(FactName.ANALYTICS_MOMENTUM_5_PERCENT, analytics.momentum5Percent);
        symbol.set(FactName.ANALYTICS_MOMENTUM_10_PERCENT, analytics.momentum10Percent);
        symbol.set(FactName.ANALYTICS_INTERVAL_VOLUME, analytics.intervalVolume);
        symbol.set(FactName.ANALYTICS_VOLUME_RATIO, analytics.volumeRatio);
        symbol.set(FactName.ANALYTICS_PE_RATIO, analytics.peRatio);
        symbol.set(FactName.ANALYTICS_SIGNAL_STRENGTH, analytics.signalStrength);
        symbol.signal = analytics.signalDirection.name().toLowerCase(Locale.ROOT);
    }

    private static void drawdown(Drawdown drawdown, SymbolRules symbol) {
        if (drawdown.suspect || !drawdown.newest) {
            return;
        }
        symbol.set(FactName.DRAWDOWN_DEPTH_PERCENT, drawdown.depthPercent());
        symbol.set(FactName.DRAWDOWN_WORST_PERCENT, drawdown.worstPercent);
        symbol.set(FactName.DRAWDOWN_SESSIONS_SINCE_PEAK, drawdown.sessionsSincePeak());
        symbol.set(FactName.DRAWDOWN_RECOVERY_PERCENT, drawdown.recoveryPercent);
    }
}
