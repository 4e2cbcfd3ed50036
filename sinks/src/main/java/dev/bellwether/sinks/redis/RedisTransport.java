// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

/**
 * Carries requests to the servers that they belong to, many at a time, on the caller's thread.
 *
 * <p>Passing trouble never throws: requests that it touched stay without a verdict after {@link
 * #receive}. Requests of one key arrive in the order in which they were sent.
 */
interface RedisTransport extends AutoCloseable {

    /** Begins to send. */
    void send(Request request) throws RedisSinkException;

    /**
     * Waits until every request that was sent has a verdict or cannot get one any more.
     *
     * @return what went wrong with a connection since the last call; {@code null} if nothing did
     */
    String receive() throws RedisSinkException;

    /** How often a connection had to be opened again. */
    long reconnects();

    @Override
    void close();
}
