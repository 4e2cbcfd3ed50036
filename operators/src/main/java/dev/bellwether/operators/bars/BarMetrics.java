// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Timeframe;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counters per timeframe, under the group that the managed service exports. */
final class BarMetrics {

    private final Map<Timeframe, Counter> emitted = new EnumMap<>(Timeframe.class);
    private final Map<Timeframe, Counter> corrected = new EnumMap<>(Timeframe.class);
    private final Map<Timeframe, Counter> late = new EnumMap<>(Timeframe.class);

    private final Counter feedsRefused;

    BarMetrics(MetricGroup operator, Timeframe[] timeframes) {
        feedsRefused = operator.addGroup("kinesisanalytics").counter("feedsRefused");
        for (Timeframe timeframe : timeframes) {
            MetricGroup group =
                    operator.addGroup("kinesisanalytics").addGroup("Timeframe", timeframe.label());
            emitted.put(timeframe, group.counter("barsEmitted"));
            corrected.put(timeframe, group.counter("barsCorrected"));
            late.put(timeframe, group.counter("lateObservations"));
        }
    }

    /** To be called before the bar is emitted. */
    void emitted(OpenBar bar) {
        Counter counter = (bar.emissions == 0 ? emitted : corrected).get(bar.timeframe);
        if (counter != null) {
            counter.inc();
        }
    }

    /** A quote of one feed too many. */
    void refused() {
        feedsRefused.inc();
    }

    void late(Timeframe timeframe) {
        late.get(timeframe).inc();
    }
}
