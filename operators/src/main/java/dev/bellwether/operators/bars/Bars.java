// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Quote;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.writeback.WriteBackOperator;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Bars of each symbol and feed from screened quotes, exactly as {@link BarAggregate} defines them.
 *
 * <p>A bar is emitted when the watermark passes the end of its span, and again, with the next
 * revision, for each late quote within the allowed lateness. Spans without a quote have no bar. A
 * quote that is later still, or of a feed too many, goes to {@link #late}. Exactly once within the
 * job: after a failure the same bars come out as without it.
 */
public final class Bars {

    static final OutputTag<DeadLetter> LATE =
            new OutputTag<>("late-observations", TypeInformation.of(DeadLetter.class));

    private static final String UID = "bars";

    private static final Map<Timeframe, OutputTag<Bar>> OUTPUTS = new EnumMap<>(Timeframe.class);

    static {
        for (Timeframe timeframe : Timeframe.values()) {
            OUTPUTS.put(
                    timeframe,
                    new OutputTag<>(UID + "-" + timeframe.label(), TypeInformation.of(Bar.class)));
        }
    }

    private final SingleOutputStreamOperator<Bar> made;

    private Bars(SingleOutputStreamOperator<Bar> made) {
        this.made = made;
    }

    /**
     * Lays out the making of all bars that the options ask for; the operator's uid is {@code bars}.
     *
     * @param screened quotes by symbol, with event times and watermarks, as the quality stage
     *     passes them
     * @param config options of {@link BarOptions}
     * @param sessions options of {@link dev.bellwether.operators.sessions.SessionOptions}
     */
    public static Bars of(
            KeyedStream<Quote, String> screened, ReadableConfig config, ReadableConfig sessions) {
        return new Bars(
                screened.transform(
                                UID,
                                TypeInformation.of(Bar.class),
                                new WriteBackOperator<>(BarsFunction.from(config, sessions)))
                        .uid(UID)
                        .name(UID));
    }

    /** The bars of one timeframe; none if the options do not ask for it. */
    public DataStream<Bar> of(Timeframe timeframe) {
        return made.getSideOutput(output(timeframe));
    }

    /**
     * Quotes that came after their bar could be corrected, as dead letters, one for each such
     * timeframe, and quotes of a feed too many (more than {@value SymbolBars#MAX_FEEDS} of one
     * symbol at a time), one for each quote; the quote itself has gone its way elsewhere.
     */
    public DataStream<DeadLetter> late() {
        return made.getSideOutput(LATE);
    }

    static OutputTag<Bar> output(Timeframe timeframe) {
        return OUTPUTS.get(timeframe);
    }
}
