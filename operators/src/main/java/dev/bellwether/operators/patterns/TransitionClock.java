// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.patterns;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Gives transitions the event time at which they count, and sets aside what comes too late to be
 * put in order.
 *
 * <p>That is their own event time. A transition that is not after the watermark goes to {@link
 * #LATE} and is counted: what followed it has been looked at already. Not so a drawdown, which is
 * always known after its session, when quotes may have moved time on: it counts from when it comes.
 *
 * <p>An operator, because no function of Flink's sets the time of a record and lets watermarks
 * pass.
 */
public final class TransitionClock extends AbstractStreamOperator<MarketTransition>
        implements OneInputStreamOperator<MarketTransition, MarketTransition> {

    /** What came too late. */
    public static final OutputTag<MarketTransition> LATE =
            new OutputTag<>("late-transitions", TypeInformation.of(MarketTransition.class));

    private static final long serialVersionUID = 1L;

    private transient long watermark;
    private transient Counter late;

    @Override
    public void open() throws Exception {
        super.open();
        watermark = Long.MIN_VALUE;
        late = getMetricGroup().addGroup("kinesisanalytics").counter("transitionsLate");
    }

    @Override
    public void processElement(StreamRecord<MarketTransition> element) {
        MarketTransition transition = element.getValue();
        if (transition.eventTimeMillis > watermark) {
            output.collect(element.replace(transition, transition.eventTimeMillis));
        } else if (transition.isDrawdown() && watermark < Long.MAX_VALUE) {
            output.collect(element.replace(transition, watermark + 1));
        } else {
            late.inc();
            output.collect(LATE, element);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        super.processWatermark(mark);
    }
}
