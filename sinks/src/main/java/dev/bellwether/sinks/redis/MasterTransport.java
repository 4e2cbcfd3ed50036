// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Everything goes to one master, which is looked up anew whenever the connection was lost. */
final class MasterTransport implements RedisTransport {

    private final Connector connector;
    private Lane lane;
    private String problem;
    private long opened;

    MasterTransport(Connector connector) {
        this.connector = connector;
    }

    @Override
    public void send(Request request) throws RedisSinkException {
        if (problem != null) {
            return;
        }
        if (lane == null) {
            connect();
        }
        if (lane != null) {
            lane.send(request);
        }
    }

    @Override
    public String receive() {
        if (lane != null) {
            lane.receive();
            if (lane.isOver()) {
                if (lane.failure() != null) {
                    problem = lane.failure().getMessage();
                }
                lane.close();
                lane = null;
            }
        }
        String happened = problem;
        problem = null;
        return happened;
    }

    @Override
    public long reconnects() {
        return Math.max(0, opened - 1);
    }

    @Override
    public void close() {
        if (lane != null) {
            lane.close();
            lane = null;
        }
    }

    private void connect() throws RedisSinkException {
        try {
            HostAndPort master = connector.master();
            lane = new Lane(master, connector.open(master));
            opened++;
        } catch (JedisConnectionException e) {
            problem = e.getMessage();
        }
    }
}
