// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AnomalyPhase;
import dev.bellwether.model.Direction;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.operators.sessions.SessionDays;
import java.util.List;
import java.util.Locale;

/**
 * Holds each quote against the thresholds of its class and says what began, got worse or ended.
 *
 * <p>Every detector gives a score: what was observed as a multiple of its threshold, with the sign
 * of its direction. Beyond 1 the anomaly begins; each further quarter of what was told last is told
 * again; below {@code leave.fraction}, or in the other direction, it is over.
 *
 * <ul>
 *   <li>price change: first to last price of the analytics' window, in percent
 *   <li>volume spike: interval volume over its mean in that window
 *   <li>return: log return against those before it, see {@link RobustWindow}; a deviation is at
 *       least one hundredth of a percent, so that a price that stood still may move
 *   <li>volume: logarithm of one plus the interval volume, above only; a deviation is at least 0.1,
 *       a tenth more or less volume
 *   <li>gap: first quote of a session, its open (else its price) against the close before
 *   <li>band: distance from the mean price in sample standard deviations of the window
 * </ul>
 *
 * <p>A value that is not known begins and ends nothing. A price adjustment ends what goes on and
 * starts returns and volumes anew: those before it are of other shares.
 */
final class AnomalyDetector {

    private static final double LEAST_RETURN_DEVIATION = 1e-4;
    private static final double LEAST_VOLUME_DEVIATION = 0.1;

    /** What is told again is this much further off. */
    private static final double WORSE = 1.25;

    private final AnomalySettings settings;
    private final SessionDays sessions;

    AnomalyDetector(AnomalySettings settings, SessionDays sessions) {
        this.settings = settings;
        this.sessions = sessions;
    }

    /**
     * Takes a quote that is not older than the newest of its symbol.
     *
     * @param out receives what changed
     */
    void accept(AnomalyState state, AnalyzedQuote analyzed, List<Anomaly> out) {
        Quote quote = analyzed.quote;
        SymbolAnalytics analytics = analyzed.analytics;
        if (quote.adjustmentFactor != 1.0) {
            state.returns.clear();
            state.volumes.clear();
            state.price = Double.NaN;
            endAll(state, quote, out);
        }
        fixed(state, analyzed, out);
        deviations(state, analyzed, out);
        gap(state, quote, out);
        double band = (analytics.price - analytics.meanPrice) / analytics.priceVolatility;
        tell(state, AnomalyKind.BAND, quote, analytics.ready ? band : 0, out);
        state.price = quote.price;
        state.eventTimeMillis = quote.eventTimeMillis;
        state.assetClass = quote.assetClass;
    }

    /** What went on was about other shares. */
    private static void endAll(AnomalyState state, Quote quote, List<Anomaly> out) {
        for (AnomalyKind kind : AnomalyKind.values()) {
            if (kind != AnomalyKind.STALE) {
                end(state, kind, quote, out);
            }
        }
    }

    /** Whatever is observed now. */
    static void end(AnomalyState state, AnomalyKind kind, Quote quote, List<Anomaly> out) {
        if (state.told[kind.ordinal()] != 0) {
            state.told[kind.ordinal()] = 0;
            out.add(anomaly(kind, AnomalyPhase.LEFT, quote, Double.NaN, 0, Double.NaN));
        }
    }

    private void fixed(AnomalyState state, AnalyzedQuote analyzed, List<Anomaly> out) {
        double change = analyzed.analytics.priceChangePercent;
        double ratio = analyzed.analytics.volumeRatio;
        tell(
                state,
                AnomalyKind.PRICE_CHANGE,
                analyzed.quote,
                settings.original ? FixedRules.rounded(change) : change,
                out);
        tell(
                state,
                AnomalyKind.VOLUME_SPIKE,
                analyzed.quote,
                settings.original ? FixedRules.rounded(ratio) : ratio,
                out);
    }

    private void deviations(AnomalyState state, AnalyzedQuote analyzed, List<Anomaly> out) {
        Quote quote = analyzed.quote;
        double logReturn = Math.log(quote.price / state.price);
        if (Double.isFinite(logReturn)) {
            double observed =
                    state.returns.size() < settings.minHistory
                            ? 0
                            : state.returns.deviations(logReturn, LEAST_RETURN_DEVIATION);
            tell(state, AnomalyKind.RETURN, quote, observed, out);
            state.returns.append(logReturn);
        }
        double logVolume = Math.log1p(analyzed.analytics.intervalVolume);
        if (Double.isFinite(logVolume)) {
            double observed =
                    state.volumes.size() < settings.minHistory
                            ? 0
                            : state.volumes.deviations(logVolume, LEAST_VOLUME_DEVIATION);
            tell(state, AnomalyKind.VOLUME, quote, Math.max(0, observed), out);
            state.volumes.append(logVolume);
        }
    }

    /** Known from the first quote of a session to the last; over with the session. */
    private void gap(AnomalyState state, Quote quote, List<Anomaly> out) {
        int day = sessions.dayOf(quote.eventTimeMillis, quote.assetClass);
        if (day == state.sessionDay) {
            return;
        }
        double open = Double.isNaN(quote.open) ? quote.price : quote.open;
        double percent = (open / quote.previousClose - 1) * 100;
        end(state, AnomalyKind.GAP, quote, out);
        tell(state, AnomalyKind.GAP, quote, percent, out);
        state.sessionDay = day;
    }

    /** The symbol has been silent for too long. */
    Anomaly stale(AnomalyState state, String symbol, long silentMillis) {
        state.told[AnomalyKind.STALE.ordinal()] = (double) silentMillis / settings.staleMillis;
        Anomaly anomaly = new Anomaly();
        anomaly.symbol = symbol;
        anomaly.kind = AnomalyKind.STALE;
        anomaly.phase = AnomalyPhase.ENTERED;
        anomaly.direction = Direction.NONE;
        anomaly.eventTimeMillis = state.eventTimeMillis;
        anomaly.observed = silentMillis / 1e3;
        anomaly.expectedHigh = settings.staleMillis / 1e3;
        anomaly.score = (double) silentMillis / settings.staleMillis;
        anomaly.price = state.price;
        anomaly.fields = new String[] {field(AnomalyKind.STALE)};
        anomaly.text = String.format(Locale.ROOT, "no quote for %d minutes", silentMillis / 60_000);
        anomaly.assetClass = state.assetClass;
        return anomaly;
    }

    /** A quote has come. */
    void heard(AnomalyState state, Quote quote, List<Anomaly> out) {
        end(state, AnomalyKind.STALE, quote, out);
    }

    /** Compares what was observed with its threshold and with what was told last. */
    void tell(
            AnomalyState state, AnomalyKind kind, Quote quote, double observed, List<Anomaly> out) {
        double threshold = settings.threshold(kind, quote.assetClass);
        if (Double.isNaN(observed)) {
            // Not known with this quote: nothing begins and nothing ends.
            return;
        }
        double score = observed / threshold;
        double told = state.told[kind.ordinal()];
        boolean other = told * score < 0;
        if (told != 0 && (other || Math.abs(score) < settings.leave)) {
            out.add(anomaly(kind, AnomalyPhase.LEFT, quote, observed, score, threshold));
            told = 0;
        }
        if (Math.abs(score) > (told == 0 ? 1 : WORSE * Math.abs(told))) {
            out.add(
                    anomaly(
                            kind,
                            told == 0 ? AnomalyPhase.ENTERED : AnomalyPhase.WORSENED,
                            quote,
                            observed,
                            score,
                            threshold));
            told = score;
        }
        state.told[kind.ordinal()] = told;
    }

    private static Anomaly anomaly(
            AnomalyKind kind,
            AnomalyPhase phase,
            Quote quote,
            double observed,
            double score,
            double threshold) {
        Anomaly anomaly = new Anomaly();
        anomaly.symbol = quote.symbol;
        anomaly.kind = kind;
        anomaly.phase = phase;
        anomaly.direction = score > 0 ? Direction.UP : score < 0 ? Direction.DOWN : Direction.NONE;
        anomaly.eventTimeMillis = quote.eventTimeMillis;
        anomaly.observed = observed;
        boolean upOnly =
                kind == AnomalyKind.VOLUME_SPIKE
                        || kind == AnomalyKind.VOLUME
                        || kind == AnomalyKind.FOREST;
        anomaly.expectedLow = upOnly ? Double.NaN : -threshold;
        anomaly.expectedHigh = threshold;
        anomaly.score = Math.abs(score);
        anomaly.price = quote.price;
        anomaly.fields = kind == AnomalyKind.FOREST ? new String[0] : new String[] {field(kind)};
        anomaly.text = text(kind, observed);
        anomaly.feed = quote.feed;
        anomaly.assetClass = quote.assetClass;
        return anomaly;
    }

    private static String field(AnomalyKind kind) {
        switch (kind) {
            case VOLUME_SPIKE:
            case VOLUME:
                return "volume";
            case GAP:
                return "open";
            case STALE:
                return "event_time";
            default:
                return "price";
        }
    }

    private static String text(AnomalyKind kind, double observed) {
        if (Double.isNaN(observed)) {
            return "over";
        }
        switch (kind) {
            case PRICE_CHANGE:
                return FixedRules.priceChange(observed);
            case VOLUME_SPIKE:
                return FixedRules.volumeSpike(observed);
            case RETURN:
                return String.format(
                        Locale.ROOT, "return %+.1f deviations from its median", observed);
            case VOLUME:
                return String.format(
                        Locale.ROOT, "volume %.1f deviations above its median", observed);
            case GAP:
                return String.format(Locale.ROOT, "opened %+.2f %% from the last close", observed);
            case BAND:
                return String.format(
                        Locale.ROOT, "price %+.1f deviations from its average", observed);
            case FOREST:
                return String.format(
                        Locale.ROOT, "score %.1f deviations above its median", observed);
            default:
                throw new IllegalArgumentException("no detector of " + kind);
        }
    }
}
