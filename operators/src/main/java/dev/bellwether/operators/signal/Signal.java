// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.signal;

import dev.bellwether.model.ConfidenceLevel;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SignalDirection;
import dev.bellwether.model.SignalStrength;
import dev.bellwether.model.SymbolAnalytics;

/**
 * Strength, confidence and direction of a quote's signal.
 *
 * <p>The strength is the feed's, limited to 0..1; a strength that is not a finite number is
 * unknown. Class, lower bounds inclusive: 0.8 very strong, 0.6 strong, 0.4 moderate, 0.2 weak,
 * below very weak. Confidence: high from 0.6, medium from 0.4, else low. Direction: the feed's own
 * if it gives one, else that of the valuation.
 */
public final class Signal {

    private Signal() {}

    /** Sets the four signal figures; the valuation signal must have been set before. */
    public static void apply(Quote quote, SymbolAnalytics analytics) {
        double strength = limited(quote.signalStrength);
        analytics.signalStrength = strength;
        analytics.signalStrengthClass = classOf(strength);
        analytics.signalConfidence = confidenceOf(strength);
        analytics.signalDirection = directionOf(quote.signalDirection, analytics.valuationSignal);
    }

    /** Limited to 0..1; {@code NaN} if it is not a finite number. */
    static double limited(double strength) {
        if (!Double.isFinite(strength)) {
            return Double.NaN;
        }
        return Math.max(0.0, Math.min(1.0, strength));
    }

    static SignalStrength classOf(double strength) {
        if (Double.isNaN(strength)) {
            return SignalStrength.UNKNOWN;
        }
        if (strength >= 0.8) {
            return SignalStrength.VERY_STRONG;
        }
        if (strength >= 0.6) {
            return SignalStrength.STRONG;
        }
        if (strength >= 0.4) {
            return SignalStrength.MODERATE;
        }
        return strength >= 0.2 ? SignalStrength.WEAK : SignalStrength.VERY_WEAK;
    }

    static ConfidenceLevel confidenceOf(double strength) {
        if (Double.isNaN(strength)) {
            return ConfidenceLevel.UNKNOWN;
        }
        if (strength >= 0.6) {
            return ConfidenceLevel.HIGH;
        }
        return strength >= 0.4 ? ConfidenceLevel.MEDIUM : ConfidenceLevel.LOW;
    }

    static SignalDirection directionOf(SignalDirection ofFeed, SignalDirection ofValuation) {
        return ofFeed == null || ofFeed == SignalDirection.UNKNOWN ? ofValuation : ofFeed;
    }
}
