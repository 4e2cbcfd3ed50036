// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.counting;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * A job whose result tells whether anything was lost or counted twice: it counts the numbers of
 * each remainder, and writes each count to a file when the last number has come.
 *
 * <p>{@code --config FILE} with the properties {@code records}, {@code per-second} and {@code out}
 * (a directory). With {@code refuse} the job cannot be laid out, with {@code poison} no task of it
 * survives a record.
 */
public final class CountingJob {

    static final int KEYS = 10;

    private CountingJob() {}

    public static void main(String[] arguments) throws Exception {
        Properties options = new Properties();
        try (Reader config = Files.newBufferedReader(Path.of(arguments[1]))) {
            options.load(config);
        }
        if (options.containsKey("refuse")) {
            throw new IllegalArgumentException(options.getProperty("refuse"));
        }
        boolean poison = options.containsKey("poison");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setMaxParallelism(128);
        environment
                .fromSource(
                        new DataGeneratorSource<>(
                                number -> number,
                                Long.parseLong(options.getProperty("records")),
                                RateLimiterStrategy.perSecond(
                                        Double.parseDouble(options.getProperty("per-second"))),
                                Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .uid("numbers")
                .keyBy(number -> number % KEYS)
                .process(new Count(options.getProperty("out"), poison))
                .uid("count")
                .name("count")
                .sinkTo(new DiscardingSink<>())
                .uid("nothing");
        environment.execute("counting");
    }

    /** Counts per key; the timer at the end of time writes the count down. */
    private static final class Count extends KeyedProcessFunction<Long, Long, Long> {

        private static final long serialVersionUID = 1L;

        private final String out;
        private final boolean poison;
        private transient ValueState<Long> count;

        Count(String out, boolean poison) {
            this.out = out;
            this.poison = poison;
        }

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> results)
                throws IOException {
            if (poison) {
                throw new IllegalStateException("cannot digest a number");
            }
            Long before = count.value();
            count.update(before == null ? 1 : before + 1);
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<Long> results)
                throws IOException {
            Files.write(
                    Path.of(out, String.valueOf(context.getCurrentKey())),
                    String.valueOf(count.value()).getBytes(StandardCharsets.UTF_8));
            results.collect(count.value());
        }
    }
}
