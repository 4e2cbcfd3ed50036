// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

/** How the servers of an installation share their work, and so how a client finds the right one. */
public enum RedisMode {
    /** One server, or one address that always leads to the master. */
    SINGLE,
    /** One master that Sentinel names; after a failover it names another. */
    SENTINEL,
    /** Redis Cluster: each key has its master. */
    CLUSTER
}
