// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.PolledPortfolio;
import dev.bellwether.model.PortfolioSnapshot;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Takes apart what a source of positions emits. */
final class PortfolioSplit extends ProcessFunction<PolledPortfolio, PortfolioSnapshot> {

    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("portfolio-dead-letters", TypeInformation.of(DeadLetter.class));

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
            PolledPortfolio polled, Context context, Collector<PortfolioSnapshot> out) {
        if (polled.snapshot != null) {
            out.collect(polled.snapshot);
        } else {
            context.output(DEAD_LETTERS, polled.deadLetter);
        }
    }
}
