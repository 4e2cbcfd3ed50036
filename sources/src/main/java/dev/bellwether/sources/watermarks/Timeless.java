// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.watermarks;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of what has no event time, such as settings and what people do: they say that all of
 * it has come, so that event time goes on with the other input of an operator.
 *
 * @param <T> type of the records
 */
public final class Timeless<T> implements WatermarkGenerator<T> {

    private Timeless() {}

    /** For a source. */
    public static <T> WatermarkStrategy<T> watermarks() {
        return WatermarkStrategy.forGenerator(context -> new Timeless<>());
    }

    @Override
    public void onEvent(T event, long timestamp, WatermarkOutput output) {
        output.emitWatermark(Watermark.MAX_WATERMARK);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(Watermark.MAX_WATERMARK);
    }
}
