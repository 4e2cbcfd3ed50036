// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.anomaly;

import dev.bellwether.model.AnomalyKind;
import dev.bellwether.model.AssetClass;

/**
 * What the detector knows of one symbol: the state value of {@link AnomalyFunction}. Stored bytes:
 * {@link AnomalyStateSerializer}.
 */
public final class AnomalyState {

    static final int KINDS = AnomalyKind.values().length;

    RobustWindow returns;
    RobustWindow volumes;

    /** Of the newest quote; {@code NaN} before there is one. */
    double price = Double.NaN;

    /** Event time of the newest quote. */
    long eventTimeMillis;

    /** Session of the newest quote, days since 1970-01-01. */
    int sessionDay = Integer.MIN_VALUE;

    /** When the newest quote came, on the clock on the wall. */
    long seenMillis;

    /** When the next look at its silence is due, on the clock on the wall; 0 if none is. */
    long timerMillis;

    AssetClass assetClass = AssetClass.EQUITY;

    /** Whether there is a {@link ForestState}, too. */
    boolean forest;

    /** By kind: the score when it was last told of, with its sign; 0 if it is not going on. */
    final double[] told = new double[KINDS];

    AnomalyState(int history) {
        returns = new RobustWindow(history);
        volumes = new RobustWindow(history);
    }

    /**
     * The newest prices, the oldest first, told from the newest and the returns before it; at most
     * that many.
     */
    double[] prices(int most) {
        int count = Double.isNaN(price) ? 0 : Math.min(most, returns.size() + 1);
        double[] prices = new double[count];
        double at = price;
        for (int i = count - 1; i >= 0; i--) {
            prices[i] = at;
            at /= i > 0 ? Math.exp(returns.back(count - 1 - i)) : 1;
        }
        return prices;
    }

    /** What it takes on the heap. */
    static int heapBytes(int history) {
        return 4 * 8 * history + 8 * KINDS + 300;
    }
}
