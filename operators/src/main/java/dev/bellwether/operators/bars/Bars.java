// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Quote;
import dev.bellwether.model.Timeframe;
import dev.bellwether.operators.sessions.SessionOptions;
import java.time.ZoneId;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Bars of each symbol and feed from screened quotes, exactly as {@link BarAggregate} defines them.
 *
 * <p>A bar is emitted when the watermark passes the end of its span, and again, with the next
 * revision, for each late quote within the allowed lateness. Spans without a quote have no bar. A
 * quote that is later still goes to {@link #late}. Exactly once within the job: after a failure the
 * same bars come out as without it.
 */
public final class Bars {

    static final OutputTag<Observation> LATE =
            new OutputTag<>("late-observations", TypeInformation.of(Observation.class));

    private Bars() {}

    /**
     * Bars of one timeframe. The operators' uids are {@code bars-<label>-volumes} and {@code
     * bars-<label>}.
     *
     * @param screened quotes with event times and watermarks, as the quality stage passes them
     * @param config options of {@link BarOptions}
     * @param sessions options of {@link SessionOptions}
     */
    public static SingleOutputStreamOperator<Bar> of(
            DataStream<Quote> screened,
            Timeframe timeframe,
            ReadableConfig config,
            ReadableConfig sessions) {
        String uid = uid(timeframe);
        ZoneId zone = SessionOptions.marketZone(sessions);
        TypeInformation<Tuple2<String, String>> keyType = Types.TUPLE(Types.STRING, Types.STRING);

        DataStream<Observation> observations =
                screened.keyBy(quote -> key(quote.symbol, quote.feed), keyType)
                        .process(new IntervalVolumes(timeframe == Timeframe.SESSION, zone))
                        .returns(Observation.class)
                        .uid(uid + "-volumes")
                        .name(uid + "-volumes");
        KeySelector<Observation, Tuple2<String, String>> sameKey =
                observation -> key(observation.symbol, observation.feed);
        // The key is the one before, so the observations are where they belong: no second shuffle.
        return DataStreamUtils.reinterpretAsKeyedStream(observations, sameKey, keyType)
                .window(new BarWindows(timeframe, zone))
                .allowedLateness(config.get(BarOptions.ALLOWED_LATENESS))
                .sideOutputLateData(LATE)
                .aggregate(
                        new BarAggregate(),
                        new BarEmitter(timeframe),
                        TypeInformation.of(BarAccumulator.class),
                        TypeInformation.of(Bar.class),
                        TypeInformation.of(Bar.class))
                .uid(uid)
                .name(uid);
    }

    /**
     * Quotes that came after their bar could be corrected, as dead letters; the quote itself has
     * gone its way elsewhere. The operator's uid is {@code bars-<label>-late}.
     *
     * @param bars what {@link #of} returned for the same timeframe
     */
    public static SingleOutputStreamOperator<DeadLetter> late(
            SingleOutputStreamOperator<Bar> bars, Timeframe timeframe) {
        String uid = uid(timeframe) + "-late";
        return bars.getSideOutput(LATE)
                .process(new LateObservations(timeframe))
                .returns(DeadLetter.class)
                .uid(uid)
                .name(uid);
    }

    private static String uid(Timeframe timeframe) {
        return "bars-" + timeframe.label();
    }

    private static Tuple2<String, String> key(String symbol, String feed) {
        return Tuple2.of(symbol, feed == null ? "" : feed);
    }
}
