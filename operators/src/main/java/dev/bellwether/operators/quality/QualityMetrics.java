// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.ReasonCode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counters of the stage, under the group that the managed service exports. */
final class QualityMetrics {

    final Counter accepted;
    final Counter duplicates;
    final Counter late;
    final Counter jumpsExplained;

    private final MetricGroup group;
    private final Map<ReasonCode, Counter> rejected = new EnumMap<>(ReasonCode.class);

    private QualityMetrics(MetricGroup group, boolean screen) {
        this.group = group;
        accepted = group.counter("quotesAccepted");
        duplicates = screen ? group.counter("duplicatesDropped") : null;
        late = screen ? group.counter("lateQuotes") : null;
        jumpsExplained = screen ? group.counter("jumpsExplained") : null;
    }

    static QualityMetrics ofValidator(MetricGroup operator) {
        return new QualityMetrics(
                operator.addGroup("kinesisanalytics").addGroup("Stage", "validator"), false);
    }

    static QualityMetrics ofScreen(MetricGroup operator) {
        return new QualityMetrics(
                operator.addGroup("kinesisanalytics").addGroup("Stage", "screen"), true);
    }

    long rejections(ReasonCode reason) {
        Counter counter = rejected.get(reason);
        return counter == null ? 0 : counter.getCount();
    }

    /** Counts a refusal under its reason; a reason that never occurs has no metric. */
    void rejected(ReasonCode reason) {
        rejected.computeIfAbsent(
                        reason,
                        r ->
                                group.addGroup("Reason", r.name().toLowerCase(Locale.ROOT))
                                        .counter("quotesRejected"))
                .inc();
    }
}
