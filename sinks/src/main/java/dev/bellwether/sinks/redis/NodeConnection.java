// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/** A connection whose buffer can be flushed before its first answer is waited for. */
final class NodeConnection extends Connection {

    NodeConnection(HostAndPort node, JedisClientConfig config) {
        super(node, config);
    }

    @Override
    public void flush() {
        super.flush();
    }
}
