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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts every dead letter by its reason on the way to where they are kept, and tells of the first
 * of each reason, and then of the tenth, the hundredth and so on.
 */
public final class DeadLetterCount extends RichMapFunction<DeadLetter, DeadLetter> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterCount.class);

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
            Counter counter = byReason.get(letter.reason);
            counter.inc();
            if (isPowerOfTen(counter.getCount())) {
                LOG.warn(
                        "{} dead letter{} for {}, the last from {}{}: {}",
                        counter.getCount(),
                        counter.getCount() == 1 ? "" : "s",
                        letter.reason,
                        letter.source,
                        letter.partition == null ? "" : ", " + letter.partition,
                        letter.message);
            }
        }
        return letter;
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % 10 == 0 && rest > 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
