// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.benchmarks.pipeline.source.Player;
import dev.bellwether.benchmarks.pipeline.tape.Tape;
import dev.bellwether.sinks.redis.RedisEndpoint;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A JVM with one job, which does what it is told: a line of orders on its input gives a line of
 * results on its output. It ends when its input does.
 */
final class JobProcess {

    private JobProcess() {}

    /** Arguments: kind, backend, parallelism, purpose, host, port, checkpoint folder, tape. */
    public static void main(String[] args) {
        try {
            serve(args);
            System.exit(0);
        } catch (Exception e) {
            // Whoever waits for a result is told, although threads of the cluster are still there.
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(String[] args) throws Exception {
        JobSettings settings = JobSettings.parse(args[0], args[1], args[2]);
        Path checkpoints = Paths.get(args[6]);
        Player player = Player.load(Tape.read(Paths.get(args[7])));
        StreamExecutionEnvironment environment =
                JobCluster.create(settings, checkpoints.toUri().toString());
        Jobs.define(
                environment,
                settings,
                JobSettings.Purpose.valueOf(args[3]),
                RedisEndpoint.single(args[4], Integer.parseInt(args[5])).build());
        JobRun job = JobRun.start(environment, settings, player, checkpoints);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(job.run(Orders.parse(line)).line());
        }
    }
}
