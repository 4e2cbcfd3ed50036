// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Bar;
import dev.bellwether.model.Timeframe;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Gives a bar its span and its revision: 0 at the end of the span, one more per correction. */
final class BarEmitter extends ProcessWindowFunction<Bar, Bar, Tuple2<String, String>, TimeWindow> {

    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<Integer> EMISSIONS =
            new ValueStateDescriptor<>("emissions", Types.INT);

    private final Timeframe timeframe;
    private transient Counter emitted;
    private transient Counter corrected;

    BarEmitter(Timeframe timeframe) {
        this.timeframe = timeframe;
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group =
                getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("kinesisanalytics")
                        .addGroup("Timeframe", timeframe.label());
        emitted = group.counter("barsEmitted");
        corrected = group.counter("barsCorrected");
    }

    @Override
    public void process(
            Tuple2<String, String> key, Context context, Iterable<Bar> bars, Collector<Bar> out)
            throws Exception {
        ValueState<Integer> emissions = context.windowState().getState(EMISSIONS);
        Integer before = emissions.value();
        int revision = before == null ? 0 : before;
        emissions.update(revision + 1);
        Bar bar = bars.iterator().next();
        bar.timeframe = timeframe;
        bar.startMillis = context.window().getStart();
        bar.endMillis = context.window().getEnd();
        bar.revision = revision;
        (revision == 0 ? emitted : corrected).inc();
        out.collect(bar);
    }

    @Override
    public void clear(Context context) throws Exception {
        context.windowState().getState(EMISSIONS).clear();
    }
}
