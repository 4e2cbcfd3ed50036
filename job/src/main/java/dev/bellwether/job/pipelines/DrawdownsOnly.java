// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownReport;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Leaves out what is not a drawdown. */
final class DrawdownsOnly implements FlatMapFunction<DrawdownReport, Drawdown> {

    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(DrawdownReport report, Collector<Drawdown> out) {
        if (report.drawdown != null) {
            out.collect(report.drawdown);
        }
    }
}
