// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.Notification;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One channel: how its service wants messages, and what its answers mean. It tries once; {@link
 * Deliveries} knows about order, pace, and trying again.
 */
interface Sender extends AutoCloseable {

    /** The shortest time from one message to the next at one address. */
    default Duration pace() {
        return Duration.ZERO;
    }

    /** The shortest time from one message to the next, whatever their addresses. */
    default Duration channelPace() {
        return Duration.ZERO;
    }

    /**
     * Whom a notification goes to; each is tried for itself.
     *
     * @return empty if nobody is configured
     */
    List<String> addresses(Notification notification);

    /** The messages that a notification becomes, in their order. */
    List<Page> pages(Notification notification);

    /**
     * Sends one message, once. May take the time of a request: it is called on a thread for that.
     *
     * @param plain with nothing that could be wrong
     * @throws RuntimeException if it cannot be written at all; whatever comes of the sending is an
     *     answer
     */
    CompletableFuture<Answer> send(String address, Page page, boolean plain);

    @Override
    default void close() {}
}
