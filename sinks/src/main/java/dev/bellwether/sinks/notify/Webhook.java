// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Notification;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How one service wants what is posted to its webhooks, and what its answers mean. */
interface Webhook {

    /** What is posted. */
    final class Body {
        final String contentType;
        final byte[] bytes;

        Body(String contentType, byte[] bytes) {
            this.contentType = contentType;
            this.bytes = bytes;
        }

        static Body json(JsonNode message) {
            return new Body(
                    "application/json; charset=utf-8",
                    message.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The shortest time from one message to the next at one address. */
    Duration pace();

    /** What is added to the address. */
    default String query() {
        return "";
    }

    /** Those of the service itself: only they can say that all its webhooks must wait. */
    default Set<String> hosts() {
        return Set.of();
    }

    List<Page> pages(Notification notification);

    Body message(Page page);

    /** With nothing that could be wrong. */
    Body plain(Page page);

    /**
     * @param said what it says, for people
     */
    Answer answer(int status, HttpHeaders headers, String body, String said);
}
