// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Opens connections and finds the master, as the endpoint says.
 *
 * <p>What may pass is a {@link JedisConnectionException}; what a person must mend (a wrong
 * password, an untrusted certificate) is a {@link RedisSinkException}.
 */
final class Connector {

    private final RedisEndpoint endpoint;
    private final Login login;
    private final Login sentinelLogin;
    private final JedisClientConfig config;
    private final JedisClientConfig sentinelConfig;

    Connector(RedisEndpoint endpoint) throws RedisSinkException {
        this.endpoint = endpoint;
        this.login = new Login(endpoint.credentials());
        this.sentinelLogin = new Login(endpoint.sentinelCredentials());
        this.config = config(login).database(endpoint.database()).build();
        this.sentinelConfig = config(sentinelLogin).build();
    }

    RedisEndpoint endpoint() {
        return endpoint;
    }

    JedisClientConfig config() {
        return config;
    }

    /** A connection that has logged in and chosen its database. */
    NodeConnection open(HostAndPort node) throws RedisSinkException {
        return entering(node, login, () -> new NodeConnection(node, config));
    }

    /** The address of the one server that takes writes now. */
    HostAndPort master() throws RedisSinkException {
        return endpoint.mode() == RedisMode.SENTINEL ? askSentinels() : endpoint.nodes().get(0);
    }

    /**
     * Does what connects, and tells passing trouble from trouble that stays. A refused login is
     * tried once more if the password has changed in the meantime.
     */
    <T> T entering(HostAndPort node, Login who, Supplier<T> connect) throws RedisSinkException {
        try {
            return connect.get();
        } catch (JedisDataException e) {
            Verdict verdict = Answers.verdict(e.getMessage());
            if (verdict == Verdict.FATAL && who.renewed()) {
                return enteringWithNewPassword(node, connect);
            }
            throw refused(node, e);
        } catch (JedisConnectionException e) {
            throw unlessPermanent(node, e);
        }
    }

    private <T> T enteringWithNewPassword(HostAndPort node, Supplier<T> connect)
            throws RedisSinkException {
        try {
            return connect.get();
        } catch (JedisDataException e) {
            throw refused(node, e);
        } catch (JedisConnectionException e) {
            throw unlessPermanent(node, e);
        }
    }

    Login login() {
        return login;
    }

    private static JedisConnectionException unlessPermanent(
            HostAndPort node, JedisConnectionException e) throws RedisSinkException {
        if (Answers.isPermanent(e)) {
            throw new RedisSinkException(
                    "Cannot speak TLS with Redis at " + node + ": " + Answers.rootMessage(e), e);
        }
        return new JedisConnectionException(node + ": " + Answers.rootMessage(e), e);
    }

    /** The cause is left out where its text may repeat what was sent. */
    private static JedisConnectionException refused(HostAndPort node, JedisDataException e)
            throws RedisSinkException {
        String answer = Answers.withoutEcho(e.getMessage());
        Verdict verdict = Answers.verdict(e.getMessage());
        if (verdict == Verdict.RETRY || verdict == Verdict.RECONNECT) {
            return new JedisConnectionException(node + ": " + answer);
        }
        throw new RedisSinkException("Redis at " + node + " lets the sink not in: " + answer);
    }

    private HostAndPort askSentinels() throws RedisSinkException {
        JedisConnectionException last = null;
        for (HostAndPort sentinel : endpoint.nodes()) {
            try {
                List<String> master =
                        entering(sentinel, sentinelLogin, () -> masterNamedBy(sentinel));
                if (master != null) {
                    return new HostAndPort(master.get(0), Integer.parseInt(master.get(1)));
                }
                last = new JedisConnectionException(sentinel + " does not know it");
            } catch (JedisConnectionException e) {
                last = e;
            }
        }
        throw new JedisConnectionException(
                "no sentinel says where the master "
                        + endpoint.masterName()
                        + " is; "
                        + last.getMessage(),
                last);
    }

    private List<String> masterNamedBy(HostAndPort sentinel) {
        try (Jedis jedis = new Jedis(sentinel, sentinelConfig)) {
            return jedis.sentinelGetMasterAddrByName(endpoint.masterName());
        }
    }

    private DefaultJedisClientConfig.Builder config(Login who) throws RedisSinkException {
        DefaultJedisClientConfig.Builder builder =
                DefaultJedisClientConfig.builder()
                        .clientName(endpoint.clientName())
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .connectionTimeoutMillis(
                                Math.toIntExact(endpoint.connectTimeout().toMillis()))
                        .socketTimeoutMillis(Math.toIntExact(endpoint.replyTimeout().toMillis()))
                        .credentialsProvider(who);
        if (endpoint.tls() != null) {
            builder.ssl(true)
                    .sslSocketFactory(TlsContext.socketFactory(endpoint.tls()))
                    .sslParameters(TlsContext.parameters(endpoint.tls()));
        }
        return builder;
    }
}
