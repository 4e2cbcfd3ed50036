// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * One connection and the requests on their way over it, in order.
 *
 * <p>Trouble with the connection ends the lane and is remembered; requests whose answers had not
 * arrived by then stay without a verdict.
 */
final class Lane {

    private final HostAndPort node;
    private final NodeConnection connection;
    private final List<Request> inFlight = new ArrayList<>();
    private JedisConnectionException failure;
    private boolean unwelcome;
    private boolean moved;

    Lane(HostAndPort node, NodeConnection connection) {
        this.node = node;
        this.connection = connection;
    }

    void send(Request request) {
        if (failure != null) {
            return;
        }
        try {
            if (request.redirect() != null) {
                connection.sendCommand(Protocol.Command.ASKING);
            }
            request.send(connection);
            inFlight.add(request);
        } catch (JedisConnectionException e) {
            fail(e);
        }
    }

    /** Lets the server begin, so that several servers work at the same time. */
    void flush() {
        if (failure != null || inFlight.isEmpty()) {
            return;
        }
        try {
            connection.flush();
        } catch (JedisConnectionException e) {
            fail(e);
        }
    }

    /** Waits for all answers, or for the end of the connection. */
    void receive() {
        try {
            for (int i = 0; failure == null && i < inFlight.size(); i++) {
                Request request = inFlight.get(i);
                if (request.redirect() != null) {
                    connection.getOne();
                }
                request.receive(connection);
                unwelcome |= request.verdict() == Verdict.RECONNECT;
                moved |= request.verdict() == Verdict.RETRY && Answers.isMoved(request.problem());
            }
        } catch (JedisConnectionException e) {
            fail(e);
        }
        inFlight.clear();
    }

    /** What ended it; {@code null} while it is sound. */
    JedisConnectionException failure() {
        return failure;
    }

    /** Whether what is sent next should go over another connection. */
    boolean isOver() {
        return failure != null || unwelcome;
    }

    /** Whether since the last call a slot turned out to be served elsewhere. */
    boolean takeMoved() {
        boolean was = moved;
        moved = false;
        return was;
    }

    void close() {
        try {
            connection.close();
        } catch (JedisConnectionException e) {
            // It was to go away, and it has.
            fail(e);
        }
    }

    private void fail(JedisConnectionException e) {
        failure = new JedisConnectionException(node + ": " + Answers.rootMessage(e), e);
    }
}
