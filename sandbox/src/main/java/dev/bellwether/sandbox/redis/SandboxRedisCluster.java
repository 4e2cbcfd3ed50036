// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;

/** A Redis Cluster of three masters without replicas on 127.0.0.1, all 16384 slots served. */
public final class SandboxRedisCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final long READY_MILLIS = 30_000;

    private final List<RedisProcess> nodes = new ArrayList<>();

    private SandboxRedisCluster() {}

    /** Starts the nodes, shares out the slots, and returns when every node calls the cluster ok. */
    public static SandboxRedisCluster start() {
        SandboxRedisCluster cluster = new SandboxRedisCluster();
        try {
            for (int node = 0; node < MASTERS; node++) {
                cluster.startNode();
            }
            cluster.join();
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** {@code host:port} of each node. */
    public List<String> addresses() {
        return ports().stream().map(port -> "127.0.0.1:" + port).collect(Collectors.toList());
    }

    public List<Integer> ports() {
        return nodes.stream().map(RedisProcess::port).collect(Collectors.toList());
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }

    private void startNode() {
        int port = FreePorts.next();
        nodes.add(
                RedisProcess.start(
                        port,
                        List.of(
                                "port " + port,
                                "cluster-enabled yes",
                                "cluster-config-file nodes.conf",
                                "cluster-node-timeout 2000",
                                "cluster-announce-ip 127.0.0.1",
                                "save \"\"",
                                "appendonly no")));
    }

    private void join() {
        int first = nodes.get(0).port();
        for (int node = 0; node < MASTERS; node++) {
            try (Jedis jedis = new Jedis("127.0.0.1", nodes.get(node).port())) {
                jedis.clusterAddSlots(slotsOf(node));
                if (node > 0) {
                    jedis.clusterMeet("127.0.0.1", first);
                }
            }
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MILLIS);
        for (RedisProcess node : nodes) {
            try (Jedis jedis = new Jedis("127.0.0.1", node.port())) {
                Waiting.until(
                        deadline,
                        "the cluster to be complete",
                        () ->
                                jedis.clusterInfo().contains("cluster_state:ok")
                                        && jedis.clusterInfo()
                                                .contains("cluster_known_nodes:" + MASTERS));
            }
        }
    }

    private static int[] slotsOf(int node) {
        int from = node * SLOTS / MASTERS;
        int to = (node + 1) * SLOTS / MASTERS;
        int[] slots = new int[to - from];
        for (int slot = from; slot < to; slot++) {
            slots[slot - from] = slot;
        }
        return slots;
    }
}
