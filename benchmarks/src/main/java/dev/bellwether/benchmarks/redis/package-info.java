// SPDX-License-Identifier: Apache-2.0
/**
 * How fast the Redis sink writes, in one run against Bahir's sink (what a user would take instead)
 * and {@code redis-benchmark} (what one connection can do). Each Flink job runs in a JVM of its
 * own, the contenders take turns, and all write to the same server.
 */
package dev.bellwether.benchmarks.redis;
