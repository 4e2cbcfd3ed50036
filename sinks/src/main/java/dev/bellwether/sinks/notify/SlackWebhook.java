// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import java.net.http.HttpHeaders;
import java.time.Duration;

/**
 * An incoming webhook of Slack: a text and one attachment with the colour of the severity. Limits
 * and answers as in Slack's documentation of incoming webhooks and rate limits.
 */
final class SlackWebhook implements Webhook {

    private static final int MOST_TEXT = 4_000;
    private static final int MOST_BODY = 3_000;
    private static final int MOST_FOOTER = 300;

    @Override
    public Duration pace() {
        return Duration.ofSeconds(1);
    }

    @Override
    public ObjectNode message(Notification notification) {
        ObjectNode message = plain(notification);
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("color", colour(notification));
        attachment.put("fallback", Texts.cut(escaped(notification.title), MOST_TEXT));
        StringBuilder body = new StringBuilder(escaped(Texts.body(notification)));
        for (String link : notification.links) {
            int at = link.indexOf('=');
            body.append(body.length() == 0 ? "" : "\n")
                    .append('<')
                    .append(escaped(link.substring(at + 1)))
                    .append('|')
                    .append(escaped(link.substring(0, at)))
                    .append('>');
        }
        if (body.length() > 0) {
            attachment.put("text", Texts.cut(body.toString(), MOST_BODY));
        }
        attachment.put("footer", Texts.cut(notification.key, MOST_FOOTER));
        attachment.put("ts", notification.createdMillis / 1000);
        return message;
    }

    @Override
    public ObjectNode plain(Notification notification) {
        return Json.mapper()
                .createObjectNode()
                .put("text", Texts.cut(escaped(notification.title), MOST_TEXT));
    }

    private static String colour(Notification notification) {
        if (notification.state == AlertState.RESOLVED) {
            return "good";
        }
        switch (notification.severity) {
            case CRITICAL:
                return "danger";
            case WARNING:
                return "warning";
            default:
                return "#4444ff";
        }
    }

    /** What Slack would take for a mention or a link. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public Verdict verdict(int status, HttpHeaders headers, String body) {
        if (status == 200) {
            return Verdict.of(Verdict.Kind.SENT);
        } else if (status == 429) {
            return Verdict.later(Texts.wait(headers, "Retry-After"));
        } else if (status == 403 || status == 404 || status == 410) {
            return Verdict.of(Verdict.Kind.GONE);
        } else if (status == 400) {
            return Verdict.of(Verdict.Kind.PLAIN);
        }
        return status >= 500 || status == 408
                ? Verdict.later(null)
                : Verdict.of(Verdict.Kind.REFUSED);
    }
}
