// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Quote;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets a quote of each feed and asset class through every tenth of {@code silent.after}, on the
 * clock on the wall: enough to know that the feed lives, without bringing all of its quotes to one
 * task. What it remembers is no state: after a restart the next quote is a pulse.
 */
public final class FeedPulses extends ProcessFunction<AnalyzedQuote, FeedPulse> {

    private static final long serialVersionUID = 1L;

    /** More feeds than that are told of more often, which does no harm. */
    private static final int MOST = 1000;

    private final long interval;

    private transient Map<String, Long> seen;

    /** From checked options of the group {@code Patterns}. */
    public FeedPulses(ReadableConfig patterns) {
        interval = patterns.get(PatternOptions.SILENT_AFTER).toMillis() / 10;
    }

    @Override
    public void open(OpenContext context) {
        seen = new HashMap<>();
    }

    @Override
    public void processElement(AnalyzedQuote analyzed, Context context, Collector<FeedPulse> out) {
        Quote quote = analyzed.quote;
        if (quote.feed == null) {
            return;
        }
        long now = context.timerService().currentProcessingTime();
        String key = quote.assetClass.name() + ' ' + quote.feed;
        Long before = seen.get(key);
        if (before != null && now - before < interval) {
            return;
        }
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(key, now);
        FeedPulse pulse = new FeedPulse();
        pulse.feed = quote.feed;
        pulse.eventTimeMillis = quote.eventTimeMillis;
        pulse.assetClass = quote.assetClass.name();
        out.collect(pulse);
    }
}
