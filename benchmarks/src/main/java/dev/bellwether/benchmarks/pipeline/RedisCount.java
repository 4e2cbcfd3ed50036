// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** What Redis itself counted since the last {@link #reset}. */
final class RedisCount {

    private static final Pattern CALLS = Pattern.compile("cmdstat_([a-z]+):calls=(\\d+)");
    private static final Pattern CPU = Pattern.compile("used_cpu_(?:sys|user):([0-9.]+)");
    private static final Pattern INPUT = Pattern.compile("total_net_input_bytes:(\\d+)");

    private final Jedis jedis;
    private double cpuSecondsBefore;

    RedisCount(Jedis jedis) {
        this.jedis = jedis;
    }

    /** Empties the server and its counters. */
    void reset() {
        jedis.flushAll();
        jedis.configResetStat();
        cpuSecondsBefore = cpuSeconds();
    }

    /** Processor time that the server took. */
    double cpuMicros() {
        return (cpuSeconds() - cpuSecondsBefore) * 1e6;
    }

    private double cpuSeconds() {
        double seconds = 0;
        Matcher cpu = CPU.matcher(jedis.info("cpu"));
        while (cpu.find()) {
            seconds += Double.parseDouble(cpu.group(1));
        }
        return seconds;
    }

    /** Commands that write a key. */
    long writes() {
        long writes = 0;
        Matcher calls = CALLS.matcher(jedis.info("commandstats"));
        while (calls.find()) {
            String name = calls.group(1);
            if (name.equals("setex") || name.equals("sadd") || name.equals("expire")) {
                writes += Long.parseLong(calls.group(2));
            }
        }
        return writes;
    }

    /** Bytes of everything that was sent to it. */
    long inputBytes() {
        Matcher input = INPUT.matcher(jedis.info("stats"));
        if (!input.find()) {
            throw new IllegalStateException("Redis does not tell its input bytes");
        }
        return Long.parseLong(input.group(1));
    }

    String version() {
        Matcher version = Pattern.compile("redis_version:(\\S+)").matcher(jedis.info("server"));
        return version.find() ? version.group(1) : "of an unknown version";
    }
}
