// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Each request goes to the master of its key's slot; the masters work at the same time. The client
 * library keeps the map of slots, which is read again when a node says that a slot has moved or
 * cannot be reached.
 */
final class ClusterTransport implements RedisTransport {

    private final Connector connector;
    private final Map<HostAndPort, Lane> lanes = new HashMap<>();
    private final Set<HostAndPort> known = new HashSet<>();
    private ClusterConnectionProvider topology;
    private final Set<HostAndPort> unreachable = new HashSet<>();
    private boolean outdated;
    private boolean sending;
    private String problem;
    private long reopened;

    ClusterTransport(Connector connector) {
        this.connector = connector;
    }

    @Override
    public void send(Request request) throws RedisSinkException {
        if (!sending) {
            // Once per round: a key's requests then take the same way, in order.
            sending = true;
            learnTopology();
        }
        if (topology == null) {
            return;
        }
        HostAndPort node = request.redirect();
        if (node == null) {
            node = topology.getNode(slot(request));
        }
        if (node == null) {
            problem = "no node of the cluster serves slot " + slot(request);
            outdated = true;
            return;
        }
        Lane lane = lanes.get(node);
        if (lane == null && !unreachable.contains(node)) {
            lane = connect(node);
        }
        if (lane != null) {
            lane.send(request);
        }
    }

    @Override
    public String receive() throws RedisSinkException {
        lanes.values().forEach(Lane::flush);
        for (Iterator<Lane> all = lanes.values().iterator(); all.hasNext(); ) {
            Lane lane = all.next();
            lane.receive();
            outdated |= lane.takeMoved();
            if (lane.isOver()) {
                if (lane.failure() != null) {
                    problem = lane.failure().getMessage();
                }
                outdated = true;
                lane.close();
                all.remove();
            }
        }
        sending = false;
        unreachable.clear();
        String happened = problem;
        problem = null;
        return happened;
    }

    @Override
    public long reconnects() {
        return reopened;
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
        lanes.clear();
        if (topology != null) {
            topology.close();
            topology = null;
        }
    }

    /** The slot of all the request's keys. */
    private static int slot(Request request) throws RedisSinkException {
        int slot = -1;
        for (byte[] key : request.keys()) {
            int next = JedisClusterCRC16.getSlot(key);
            if (slot >= 0 && next != slot) {
                throw new RedisSinkException(
                        "The keys of a record lie in different slots of the cluster, which has no"
                                + " transactions over slots: give all of them one hash tag, for"
                                + " example the prefix {bavest}, or do not write atomically");
            }
            slot = next;
        }
        return slot;
    }

    private void learnTopology() throws RedisSinkException {
        try {
            if (topology == null) {
                topology = discover();
            } else if (outdated) {
                topology.renewSlotCache();
            }
            outdated = false;
        } catch (JedisException e) {
            problem = "the cluster's map of slots cannot be read: " + Answers.rootMessage(e);
        }
    }

    private ClusterConnectionProvider discover() throws RedisSinkException {
        GenericObjectPoolConfig<Connection> pools = new GenericObjectPoolConfig<>();
        pools.setMaxTotal(1);
        // The library's own connections only read the map; nobody waits for one.
        pools.setMaxIdle(0);
        HostAndPort any = connector.endpoint().nodes().get(0);
        return connector.entering(
                any,
                connector.login(),
                () -> {
                    try {
                        return new ClusterConnectionProvider(
                                new HashSet<>(connector.endpoint().nodes()),
                                connector.config(),
                                pools);
                    } catch (JedisClusterOperationException e) {
                        throw firstReason(e);
                    }
                });
    }

    /** The library hides why no node could be asked behind a general exception. */
    private static JedisException firstReason(JedisClusterOperationException e) {
        for (Throwable suppressed : e.getSuppressed()) {
            if (suppressed instanceof JedisException) {
                return (JedisException) suppressed;
            }
        }
        return new JedisConnectionException(e.getMessage(), e);
    }

    private Lane connect(HostAndPort node) throws RedisSinkException {
        try {
            Lane lane = new Lane(node, connector.open(node));
            lanes.put(node, lane);
            if (!known.add(node)) {
                reopened++;
            }
            return lane;
        } catch (JedisConnectionException e) {
            problem = e.getMessage();
            outdated = true;
            unreachable.add(node);
            return null;
        }
    }
}
