// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.connectors.redis.common.config.FlinkJedisClusterConfig;
import org.apache.flink.streaming.connectors.redis.common.config.FlinkJedisConfigBase;
import org.apache.flink.streaming.connectors.redis.common.config.FlinkJedisPoolConfig;
import org.apache.flink.streaming.connectors.redis.common.config.FlinkJedisSentinelConfig;
import redis.clients.jedis.HostAndPort;

/** Where Redis is, and how to reach and enter it. Immutable; holds no password. */
public final class RedisEndpoint implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String CLIENT_NAME = "bellwether";

    private final RedisMode mode;
    private final ArrayList<HostAndPort> nodes;
    private final String masterName;
    private final RedisCredentials credentials;
    private final RedisCredentials sentinelCredentials;
    private final int database;
    private final String clientName;
    private final RedisTls tls;
    private final Duration connectTimeout;
    private final Duration replyTimeout;

    private RedisEndpoint(Builder builder) {
        this.mode = builder.mode;
        this.nodes = new ArrayList<>(builder.nodes);
        this.masterName = builder.masterName;
        this.credentials = builder.credentials;
        this.sentinelCredentials = builder.sentinelCredentials;
        this.database = builder.database;
        this.clientName = builder.clientName;
        this.tls = builder.tls;
        this.connectTimeout = builder.connectTimeout;
        this.replyTimeout = builder.replyTimeout;
    }

    /** One server. */
    public static Builder single(String host, int port) {
        return new Builder(RedisMode.SINGLE, List.of(new HostAndPort(host, port)), null);
    }

    /**
     * The master of that name.
     *
     * @param sentinels {@code host:port} of each sentinel that may be asked
     */
    public static Builder sentinel(String masterName, List<String> sentinels) {
        Objects.requireNonNull(masterName, "masterName");
        return new Builder(RedisMode.SENTINEL, parse(sentinels), masterName);
    }

    /**
     * A Redis Cluster.
     *
     * @param nodes {@code host:port} of some of its nodes; they tell the others
     */
    public static Builder cluster(List<String> nodes) {
        return new Builder(RedisMode.CLUSTER, parse(nodes), null);
    }

    /**
     * The same place as a configuration of Apache Bahir's connector names.
     *
     * <p>Its sizes of a connection pool mean nothing here: each writer has one connection per
     * server. A timeout of 0, which is for ever there, becomes the default. A password in it stays
     * what it was there, a part of the job graph: give a {@link RedisCredentials} with a reference
     * to be rid of that.
     */
    public static RedisEndpoint from(FlinkJedisConfigBase bahir) {
        return builderFrom(bahir).build();
    }

    /** Like {@link #from}, to be completed with what Bahir does not know (TLS, an ACL user). */
    public static Builder builderFrom(FlinkJedisConfigBase bahir) {
        Builder builder;
        if (bahir instanceof FlinkJedisPoolConfig) {
            FlinkJedisPoolConfig single = (FlinkJedisPoolConfig) bahir;
            builder = single(single.getHost(), single.getPort()).database(single.getDatabase());
        } else if (bahir instanceof FlinkJedisSentinelConfig) {
            FlinkJedisSentinelConfig sentinel = (FlinkJedisSentinelConfig) bahir;
            builder =
                    sentinel(sentinel.getMasterName(), new ArrayList<>(sentinel.getSentinels()))
                            .database(sentinel.getDatabase());
            if (sentinel.getSoTimeout() > 0) {
                builder.replyTimeout(Duration.ofMillis(sentinel.getSoTimeout()));
            }
        } else if (bahir instanceof FlinkJedisClusterConfig) {
            FlinkJedisClusterConfig cluster = (FlinkJedisClusterConfig) bahir;
            builder = new Builder(RedisMode.CLUSTER, new ArrayList<>(cluster.getNodes()), null);
        } else {
            throw new IllegalArgumentException(
                    "must be a FlinkJedisPoolConfig, FlinkJedisSentinelConfig or"
                            + " FlinkJedisClusterConfig, was "
                            + bahir.getClass().getName());
        }
        if (bahir.getConnectionTimeout() > 0) {
            builder.connectTimeout(Duration.ofMillis(bahir.getConnectionTimeout()));
        }
        return builder.credentials(RedisCredentials.ofBahir(bahir.getPassword()));
    }

    private static List<HostAndPort> parse(List<String> addresses) {
        List<HostAndPort> parsed = new ArrayList<>();
        for (String address : addresses) {
            parsed.add(HostAndPort.from(address.trim()));
        }
        return parsed;
    }

    RedisMode mode() {
        return mode;
    }

    List<HostAndPort> nodes() {
        return nodes;
    }

    String masterName() {
        return masterName;
    }

    RedisCredentials credentials() {
        return credentials;
    }

    RedisCredentials sentinelCredentials() {
        return sentinelCredentials;
    }

    int database() {
        return database;
    }

    String clientName() {
        return clientName;
    }

    /** {@code null} for a connection in the clear. */
    RedisTls tls() {
        return tls;
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration replyTimeout() {
        return replyTimeout;
    }

    /** Mode, addresses and user; no secret. */
    @Override
    public String toString() {
        return mode + " " + nodes + " (" + credentials + ")";
    }

    /** What may be said about an endpoint beside its address. */
    public static final class Builder {

        private final RedisMode mode;
        private final List<HostAndPort> nodes;
        private final String masterName;
        private RedisCredentials credentials = RedisCredentials.none();
        private RedisCredentials sentinelCredentials = RedisCredentials.none();
        private int database;
        private String clientName = CLIENT_NAME;
        private RedisTls tls;
        private Duration connectTimeout = RedisOptions.CONNECT_TIMEOUT.defaultValue();
        private Duration replyTimeout = RedisOptions.REPLY_TIMEOUT.defaultValue();

        private Builder(RedisMode mode, List<HostAndPort> nodes, String masterName) {
            if (nodes.isEmpty()) {
                throw new IllegalArgumentException("at least one address is needed");
            }
            this.mode = mode;
            this.nodes = nodes;
            this.masterName = masterName;
        }

        public Builder credentials(RedisCredentials value) {
            this.credentials = Objects.requireNonNull(value);
            return this;
        }

        /** To ask the sentinels; the servers' credentials do not count there. */
        public Builder sentinelCredentials(RedisCredentials value) {
            this.sentinelCredentials = Objects.requireNonNull(value);
            return this;
        }

        /** Number of the database; a cluster has only 0. */
        public Builder database(int value) {
            this.database = value;
            return this;
        }

        /** The name in {@code CLIENT LIST}. */
        public Builder clientName(String value) {
            this.clientName = Objects.requireNonNull(value);
            return this;
        }

        public Builder tls(RedisTls value) {
            this.tls = value;
            return this;
        }

        public Builder connectTimeout(Duration value) {
            this.connectTimeout = value;
            return this;
        }

        /** How long the server may be silent before the connection is given up. */
        public Builder replyTimeout(Duration value) {
            this.replyTimeout = value;
            return this;
        }

        public RedisEndpoint build() {
            return new RedisEndpoint(this);
        }
    }
}
