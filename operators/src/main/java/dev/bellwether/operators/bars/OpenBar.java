// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Bar;
import dev.bellwether.model.Timeframe;

/** A bar that can still change. */
final class OpenBar {

    final Timeframe timeframe;
    final long startMillis;
    final long endMillis;

    /** How often it was emitted. */
    int emissions;

    BarAccumulator sums = new BarAccumulator();

    OpenBar(Timeframe timeframe, long startMillis, long endMillis) {
        this.timeframe = timeframe;
        this.startMillis = startMillis;
        this.endMillis = endMillis;
    }

    /** Event time at which it is complete, as far as the watermark knows. */
    long dueMillis() {
        return endMillis - 1;
    }

    boolean isFinal(long watermark, long latenessMillis) {
        return isFinal(endMillis, watermark, latenessMillis);
    }

    /** Whether a span that ends then cannot be corrected any more. */
    static boolean isFinal(long endMillis, long watermark, long latenessMillis) {
        return endMillis - 1 + latenessMillis <= watermark;
    }

    /** Its present state as the next revision. */
    Bar emit() {
        Bar bar = BarAggregate.result(sums);
        bar.timeframe = timeframe;
        bar.startMillis = startMillis;
        bar.endMillis = endMillis;
        bar.revision = emissions;
        emissions++;
        return bar;
    }

    OpenBar copy() {
        OpenBar copy = new OpenBar(timeframe, startMillis, endMillis);
        copy.emissions = emissions;
        copy.sums = sums.copy();
        return copy;
    }
}
