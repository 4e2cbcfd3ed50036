// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Turns what came too late for its bar into dead letters. */
final class LateObservations extends ProcessFunction<Observation, DeadLetter> {

    private static final long serialVersionUID = 1L;

    private final Timeframe timeframe;
    private transient Counter late;

    LateObservations(Timeframe timeframe) {
        this.timeframe = timeframe;
    }

    @Override
    public void open(OpenContext context) {
        late =
                getRuntimeContext()
                        .getMetricGroup()
                        .addGroup("kinesisanalytics")
                        .addGroup("Timeframe", timeframe.label())
                        .counter("lateObservations");
    }

    @Override
    public void processElement(
            Observation observation, Context context, Collector<DeadLetter> out) {
        late.inc();
        DeadLetter letter =
                DeadLetter.of(
                        observation.feed,
                        ReasonCode.LATE,
                        "quote of "
                                + Instant.ofEpochMilli(observation.eventTimeMillis)
                                + " came after its "
                                + timeframe.label()
                                + " bar could be corrected",
                        Json.write(observation).getBytes(StandardCharsets.UTF_8),
                        context.timerService().currentProcessingTime());
        letter.symbol = observation.symbol;
        out.collect(letter);
    }
}
