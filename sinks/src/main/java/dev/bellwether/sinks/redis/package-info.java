// SPDX-License-Identifier: Apache-2.0
/**
 * A Flink sink that writes to Redis in pipelined batches, at least once.
 *
 * <p>{@link dev.bellwether.sinks.redis.RedisSink} takes the mappers of Apache Bahir's Redis
 * connector as they are, several for one record if wanted, or a {@link
 * dev.bellwether.sinks.redis.RedisRecordMapper} that writes several keys at once. It speaks to a
 * single server, to a master found through Sentinel, and to a cluster, over TLS and as an ACL user.
 */
package dev.bellwether.sinks.redis;
