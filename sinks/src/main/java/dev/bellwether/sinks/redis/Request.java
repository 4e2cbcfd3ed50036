// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;

/** What is sent, answered and if need be sent again as one: a command or a transaction. */
abstract class Request {

    private final long record;
    private Verdict verdict;
    private String problem;
    private HostAndPort redirect;

    Request(long record) {
        this.record = record;
    }

    /** Number of the record that it belongs to. */
    final long record() {
        return record;
    }

    /** {@code null} until it was answered: unknown to Redis, or the connection was lost since. */
    final Verdict verdict() {
        return verdict;
    }

    /** What Redis said if it did not accept. */
    final String problem() {
        return problem;
    }

    /** Where a cluster that is moving the key wants it sent, once; else {@code null}. */
    final HostAndPort redirect() {
        return redirect;
    }

    /** Forgets the answer: it will be sent again. */
    final void again() {
        if (verdict == null) {
            // The node that it was redirected to has not answered: the map of slots decides again.
            redirect = null;
        }
        verdict = null;
        problem = null;
    }

    final void answered(Verdict value, String said) {
        verdict = value;
        problem = said;
        redirect = null;
    }

    final void redirected(HostAndPort node, String said) {
        verdict = Verdict.RETRY;
        problem = said;
        redirect = node;
    }

    abstract int commands();

    /** The keys that it changes, each with its place in the cluster. */
    abstract List<byte[]> keys();

    /** Whether sending it twice leaves what sending it once does. */
    abstract boolean overwrites();

    abstract void send(Connection connection);

    /** Reads exactly the answers to what {@link #send} sent, in any case. */
    abstract void receive(Connection connection);

    /** Tells what was refused for good. */
    abstract void refusals(Consumer<RefusedCommand> refused);
}
