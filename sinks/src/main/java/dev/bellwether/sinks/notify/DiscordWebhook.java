// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;

/**
 * A webhook of Discord: one embed with the colour of the severity, mentions nobody. Limits and
 * answers as in Discord's documentation of webhooks and rate limits.
 */
final class DiscordWebhook implements Webhook {

    private static final int MOST_CONTENT = 2_000;
    private static final int MOST_TITLE = 256;
    private static final int MOST_DESCRIPTION = 4_096;
    private static final int MOST_FOOTER = 1_000;

    @Override
    public Duration pace() {
        return Duration.ofMillis(500);
    }

    /** Only so it says whether the message was kept. */
    @Override
    public String query() {
        return "wait=true";
    }

    @Override
    public ObjectNode message(Notification notification) {
        ObjectNode message = Json.mapper().createObjectNode();
        nobody(message);
        ObjectNode embed = message.putArray("embeds").addObject();
        embed.put("title", Texts.cut(notification.title, MOST_TITLE));
        String body = Texts.body(notification);
        if (!body.isEmpty()) {
            embed.put("description", Texts.cut(body, MOST_DESCRIPTION));
        }
        embed.put("color", colour(notification));
        embed.put("timestamp", Instant.ofEpochMilli(notification.createdMillis).toString());
        if (notification.links.length > 0) {
            String link = notification.links[0];
            embed.put("url", link.substring(link.indexOf('=') + 1));
        }
        embed.putObject("footer").put("text", Texts.cut(notification.key, MOST_FOOTER));
        return message;
    }

    @Override
    public ObjectNode plain(Notification notification) {
        ObjectNode message = Json.mapper().createObjectNode();
        nobody(message);
        return message.put("content", Texts.cut(notification.title, MOST_CONTENT));
    }

    /** What comes from filings and feeds must not ping people. */
    private static void nobody(ObjectNode message) {
        message.putObject("allowed_mentions").putArray("parse");
    }

    private static int colour(Notification notification) {
        if (notification.state == AlertState.RESOLVED) {
            return 0x44aa44;
        }
        switch (notification.severity) {
            case CRITICAL:
                return 0xff4444;
            case WARNING:
                return 0xff8800;
            default:
                return 0x4444ff;
        }
    }

    @Override
    public Verdict verdict(int status, HttpHeaders headers, String body) {
        if (status == 200 || status == 204) {
            return Verdict.of(Verdict.Kind.SENT);
        } else if (status == 429) {
            return Verdict.later(wait(headers, body));
        } else if (status == 401 || status == 403 || status == 404) {
            return Verdict.of(Verdict.Kind.GONE);
        } else if (status == 400) {
            return Verdict.of(Verdict.Kind.PLAIN);
        }
        return status >= 500 || status == 408
                ? Verdict.later(null)
                : Verdict.of(Verdict.Kind.REFUSED);
    }

    /** The body has fractions of seconds; in front of Discord stands a proxy that answers HTML. */
    private static Duration wait(HttpHeaders headers, String body) {
        try {
            JsonNode seconds = Json.mapper().readTree(body).path("retry_after");
            if (seconds.isNumber()) {
                return Texts.seconds(seconds.asText());
            }
        } catch (JsonProcessingException e) {
            return Texts.wait(headers, "Retry-After");
        }
        return Texts.wait(headers, "Retry-After");
    }
}
