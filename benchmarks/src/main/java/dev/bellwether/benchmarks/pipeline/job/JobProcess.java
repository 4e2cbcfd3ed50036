// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.benchmarks.pipeline.source.LoadedTape;
import dev.bellwether.benchmarks.pipeline.tape.Tape;
import dev.bellwether.sinks.redis.RedisEndpoint;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;

/**
 * A JVM that runs one job as often as it is told: a line of orders on its input gives a line of
 * results on its output. It ends when its input does.
 */
final class JobProcess {

    private JobProcess() {}

    /** Arguments: kind, backend, parallelism, host, port, checkpoint folder, tape. */
    public static void main(String[] args) throws Exception {
        JobRun job =
                new JobRun(
                        JobSettings.parse(args[0], args[1], args[2]),
                        RedisEndpoint.single(args[3], Integer.parseInt(args[4])).build(),
                        Paths.get(args[5]));
        LoadedTape.set(Tape.read(Paths.get(args[6])));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(job.run(Orders.parse(line)).line());
        }
        System.exit(0);
    }
}
