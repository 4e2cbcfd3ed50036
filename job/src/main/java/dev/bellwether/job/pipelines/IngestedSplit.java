// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends on the quotes, and what a source could not read to the side. */
final class IngestedSplit extends ProcessFunction<Ingested, Quote> {

    private static final long serialVersionUID = 1L;

    private final OutputTag<DeadLetter> deadLetters;

    IngestedSplit(OutputTag<DeadLetter> deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void processElement(Ingested ingested, Context context, Collector<Quote> out) {
        if (ingested.quote != null) {
            out.collect(ingested.quote);
        } else {
            context.output(deadLetters, ingested.deadLetter);
        }
    }
}
