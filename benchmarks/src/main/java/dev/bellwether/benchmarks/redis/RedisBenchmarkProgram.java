// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code redis-benchmark} over one connection at the same depth: what the server gives one client.
 */
final class RedisBenchmarkProgram implements Contender {

    private static final String PROGRAM = "redis-benchmark";

    /** In the CSV form the rate follows the quoted name of the test. */
    private static final Pattern RATE = Pattern.compile("^\"SETEX[^\"]*\",\"([0-9.]+)\"");

    private final String host;
    private final int port;
    private final long keys;
    private final int depth;
    private final long records;

    RedisBenchmarkProgram(String host, int port, long keys, int depth, long records) {
        this.host = host;
        this.port = port;
        this.keys = keys;
        this.depth = depth;
        this.records = records;
    }

    static String version() throws IOException {
        try {
            return output(List.of(PROGRAM, "--version")).trim();
        } catch (IOException e) {
            throw new IOException(
                    "redis-benchmark is needed for the comparison: install redis-tools", e);
        }
    }

    @Override
    public String name() {
        return "redis-benchmark -c 1 -P " + depth;
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public double run(int valueBytes) throws IOException {
        String csv =
                output(
                        List.of(
                                PROGRAM,
                                "-h",
                                host,
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "1",
                                "-P",
                                Integer.toString(depth),
                                "-n",
                                Long.toString(records),
                                "-r",
                                Long.toString(keys),
                                "--csv",
                                "SETEX",
                                "key:__rand_int__",
                                Integer.toString(KeyAndValue.SECONDS),
                                KeyAndValue.value(valueBytes)));
        for (String line : csv.split("\n", -1)) {
            Matcher rate = RATE.matcher(line);
            if (rate.find()) {
                return Double.parseDouble(rate.group(1));
            }
        }
        throw new IOException("redis-benchmark printed no rate: " + csv);
    }

    @Override
    public void close() {}

    private static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command.get(0) + " failed: " + output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        }
        return output;
    }
}
