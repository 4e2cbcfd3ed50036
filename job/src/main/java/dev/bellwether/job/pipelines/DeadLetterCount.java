// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts every dead letter by its reason on the way to where they are kept. */
final class DeadLetterCount extends RichMapFunction<DeadLetter, DeadLetter> {

    private static final long serialVersionUID = 1L;

    private transient Counter all;
    private transient Map<ReasonCode, Counter> byReason;

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("kinesisanalytics");
        all = group.counter("deadLetters");
        byReason = new EnumMap<>(ReasonCode.class);
        for (ReasonCode reason : ReasonCode.values()) {
            byReason.put(
                    reason,
                    group.addGroup("Reason", reason.name().toLowerCase(Locale.ROOT))
                            .counter("deadLettersByReason"));
        }
    }

    @Override
    public DeadLetter map(DeadLetter letter) {
        all.inc();
        if (letter.reason != null) {
            byReason.get(letter.reason).inc();
        }
        return letter;
    }
}
