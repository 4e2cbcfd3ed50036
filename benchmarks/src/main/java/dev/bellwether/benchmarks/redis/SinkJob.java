// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A JVM that runs one contender's job as often as it is told: a line {@code records valueBytes} on
 * its input gives a line {@code RESULT recordsPerSecond} on its output. The job is a sequence, a
 * stopwatch and the sink, chained in one task, in a mini-cluster, with a checkpoint every second.
 */
final class SinkJob {

    static final String RESULT = "RESULT ";

    private SinkJob() {}

    /** Arguments: contender, host, port, keys, depth. */
    public static void main(String[] args) throws Exception {
        boolean ours = args[0].equals("ours");
        String host = args[1];
        int port = Integer.parseInt(args[2]);
        long keys = Long.parseLong(args[3]);
        int depth = Integer.parseInt(args[4]);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] order = line.split(" ", 2);
            long records = Long.parseLong(order[0]);
            KeyAndValue mapper = new KeyAndValue(keys, Integer.parseInt(order[1]));
            Stopwatch stopwatch = new Stopwatch(records);
            StreamExecutionEnvironment env = environment();
            DataStream<Long> numbers = env.fromSequence(0, records - 1).map(stopwatch);
            if (ours) {
                OurSink.attach(numbers, host, port, depth, mapper);
            } else {
                BahirSink.attach(numbers, host, port, mapper);
            }
            env.execute();
            out.println(RESULT + stopwatch.perSecond());
        }
    }

    private static StreamExecutionEnvironment environment() {
        Configuration config = new Configuration();
        config.set(RestOptions.BIND_PORT, "0");
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        return StreamExecutionEnvironment.createLocalEnvironment(1, config);
    }
}
