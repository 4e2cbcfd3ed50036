// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import dev.bellwether.clients.secrets.SecretStores;
import java.io.IOException;
import java.util.Set;
import org.apache.flink.configuration.ReadableConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.UnifiedJedis;

/**
 * Reads back what a {@link RedisSink} with the same options wrote: for people at a terminal and for
 * tests, one round trip per call.
 */
public final class RedisReader implements AutoCloseable {

    private final UnifiedJedis redis;
    private final String address;

    private RedisReader(UnifiedJedis redis, String address) {
        this.redis = redis;
        this.address = address;
    }

    /**
     * @param config options of {@link RedisOptions} in which its check finds nothing wrong
     * @param stores who reads the secrets that are in a store
     * @throws IOException if a secret or a certificate cannot be read, or no server answers
     */
    public static RedisReader open(ReadableConfig config, SecretStores stores) throws IOException {
        RedisEndpoint endpoint = RedisOptions.endpoint(config, stores);
        Connector connector = new Connector(endpoint);
        if (endpoint.mode() == RedisMode.CLUSTER) {
            return new RedisReader(
                    new JedisCluster(Set.copyOf(endpoint.nodes()), connector.config()),
                    endpoint.nodes().toString());
        }
        HostAndPort master = connector.master();
        return new RedisReader(new JedisPooled(master, connector.config()), master.toString());
    }

    /** Where it reads. */
    public String address() {
        return address;
    }

    /** The text of a key; {@code null} if there is no such key. */
    public String get(String key) {
        return redis.get(key);
    }

    /** Seconds until a key expires; -1 if never, -2 if there is no such key. */
    public long secondsToLive(String key) {
        return redis.ttl(key);
    }

    /** Whether a set has a member. */
    public boolean isMember(String key, String member) {
        return redis.sismember(key, member);
    }

    /** Members of a set; 0 if there is no such key. */
    public long members(String key) {
        return redis.scard(key);
    }

    @Override
    public void close() {
        redis.close();
    }
}
