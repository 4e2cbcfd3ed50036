// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/**
 * A master and its replica under one sentinel (quorum 1) on 127.0.0.1. Sentinel promotes the
 * replica about two seconds after the master is gone.
 */
public final class SandboxRedisSentinel implements AutoCloseable {

    /** Under which name the sentinel knows the master. */
    public static final String MASTER_NAME = "sandbox";

    private static final long READY_MILLIS = 30_000;

    private final List<RedisProcess> servers = new ArrayList<>();
    private RedisProcess sentinel;

    private SandboxRedisSentinel() {}

    /** Returns when the replica follows the master and the sentinel knows both. */
    public static SandboxRedisSentinel start() {
        SandboxRedisSentinel sandbox = new SandboxRedisSentinel();
        try {
            sandbox.startServer("# the master");
            sandbox.startServer("replicaof 127.0.0.1 " + sandbox.servers.get(0).port());
            sandbox.startSentinel();
            sandbox.awaitReplica();
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
        return sandbox;
    }

    /** {@code host:port} of the sentinel. */
    public String sentinelAddress() {
        return "127.0.0.1:" + sentinel.port();
    }

    /** Port of the server that the sentinel calls master now. */
    public int masterPort() {
        try (Jedis jedis = new Jedis("127.0.0.1", sentinel.port())) {
            List<String> master = jedis.sentinelGetMasterAddrByName(MASTER_NAME);
            return HostAndPort.from(master.get(0) + ":" + master.get(1)).getPort();
        }
    }

    /** Kills the present master; the sentinel will promote the replica. */
    public void killMaster() {
        int master = masterPort();
        servers.stream().filter(server -> server.port() == master).forEach(RedisProcess::kill);
    }

    @Override
    public void close() {
        if (sentinel != null) {
            sentinel.close();
        }
        servers.forEach(RedisProcess::close);
    }

    private void startServer(String role) {
        int port = FreePorts.next();
        servers.add(
                RedisProcess.start(
                        port,
                        List.of(
                                "port " + port,
                                role,
                                "repl-diskless-sync yes",
                                "repl-diskless-sync-delay 0",
                                "save \"\"",
                                "appendonly no")));
    }

    private void startSentinel() {
        int port = FreePorts.next();
        sentinel =
                RedisProcess.startSentinel(
                        port,
                        List.of(
                                "port " + port,
                                "sentinel monitor "
                                        + MASTER_NAME
                                        + " 127.0.0.1 "
                                        + servers.get(0).port()
                                        + " 1",
                                "sentinel down-after-milliseconds " + MASTER_NAME + " 1000",
                                "sentinel failover-timeout " + MASTER_NAME + " 5000"));
    }

    private void awaitReplica() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MILLIS);
        try (Jedis master = new Jedis("127.0.0.1", servers.get(0).port());
                Jedis watcher = new Jedis("127.0.0.1", sentinel.port())) {
            Waiting.until(
                    deadline,
                    "the replica to follow its master",
                    () -> master.info("replication").contains("state=online"));
            Waiting.until(
                    deadline,
                    "the sentinel to know the replica",
                    () -> !watcher.sentinelReplicas(MASTER_NAME).isEmpty());
        }
    }
}
