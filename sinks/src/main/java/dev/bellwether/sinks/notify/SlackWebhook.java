// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An incoming webhook of Slack: a text, and blocks beside the colour of the severity. Limits and
 * answers as in Slack's documentation of incoming webhooks and rate limits. A webhook takes no
 * files, so there is no chart.
 */
final class SlackWebhook implements Webhook {

    static final int MOST_BLOCKS = 50;
    static final int MOST_SECTION = 3_000;
    private static final int MOST_TEXT = 4_000;
    private static final int MOST_FIELD = 2_000;
    private static final int MOST_CONTEXT = 1_000;
    private static final int MOST_FACT_SECTIONS = 5;

    /**
     * Of the entries of one message: two sections one after the other hold more than one may, so at
     * most 21 of them.
     */
    private static final int MOST_LINES = 10 * MOST_SECTION;

    /** As Slack counts: with what is escaped. */
    private static final Measure ESCAPED = text -> escaped(text).length();

    @Override
    public Duration pace() {
        return Duration.ofSeconds(1);
    }

    @Override
    public List<Page> pages(Notification notification) {
        return Pages.of(notification, ESCAPED, MOST_LINES, MOST_LINES);
    }

    @Override
    public Body message(Page page) {
        Notification notification = page.of;
        ObjectNode message = text(page);
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("color", colour(notification));
        attachment.put("fallback", escapedTitle(page));
        ArrayNode blocks = attachment.putArray("blocks");
        if (page.isFirst()) {
            if (!notification.text.isBlank()) {
                section(blocks, escaped(cut(notification.text, MOST_SECTION)));
            }
            ArrayNode fields = blocks.addObject().put("type", "section").putArray("fields");
            Texts.fields(notification)
                    .forEach(
                            (name, value) ->
                                    mrkdwn(
                                            fields.addObject(),
                                            "*"
                                                    + name
                                                    + "*\n"
                                                    + escaped(cut(value, MOST_FIELD - 50))));
            List<String> facts = Pages.packed(Texts.facts(notification), ESCAPED, MOST_SECTION);
            facts.subList(0, Math.min(MOST_FACT_SECTIONS, facts.size()))
                    .forEach(some -> section(blocks, escaped(some)));
        }
        Pages.packed(Arrays.asList(page.lines), ESCAPED, MOST_SECTION)
                .forEach(some -> section(blocks, escaped(some)));
        if (page.number == page.count) {
            List<String> actions = Texts.actions(notification);
            if (!actions.isEmpty()) {
                section(blocks, "• " + String.join("\n• ", actions));
            }
            List<String> links = links(notification);
            if (!links.isEmpty()) {
                section(blocks, String.join("\n", links));
            }
        }
        ArrayNode context = blocks.addObject().put("type", "context").putArray("elements");
        String when = Instant.ofEpochMilli(Texts.time(notification)).toString();
        mrkdwn(context.addObject(), escaped(cut(page.key(), MOST_CONTEXT)) + " · " + when);
        return Body.json(message);
    }

    /** As many whole ones as one section takes. */
    private static List<String> links(Notification notification) {
        List<String> links = new ArrayList<>();
        int left = MOST_SECTION;
        for (var link : Texts.pairs(notification.links).entrySet()) {
            String text = "<" + escaped(link.getValue()) + "|" + escaped(link.getKey()) + ">";
            if (text.length() < left) {
                links.add(text);
                left -= text.length() + 1;
            }
        }
        return links;
    }

    private static void section(ArrayNode blocks, String escaped) {
        mrkdwn(blocks.addObject().put("type", "section").putObject("text"), escaped);
    }

    private static void mrkdwn(ObjectNode text, String escaped) {
        text.put("type", "mrkdwn").put("text", escaped).put("verbatim", true);
    }

    @Override
    public Body plain(Page page) {
        return Body.json(text(page));
    }

    private static ObjectNode text(Page page) {
        return Json.mapper().createObjectNode().put("text", escapedTitle(page));
    }

    private static String escapedTitle(Page page) {
        return escaped(cut(page.of.title, MOST_TEXT - Page.SUFFIX)) + page.suffix();
    }

    private static String cut(String text, int most) {
        return ESCAPED.cut(text, most);
    }

    private static String colour(Notification notification) {
        if (Texts.isOver(notification)) {
            return "good";
        }
        switch (notification.severity) {
            case CRITICAL:
                return "danger";
            case WARNING:
                return "warning";
            default:
                return Texts.hexColour(notification);
        }
    }

    /** What Slack would take for a mention or a link. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public Answer answer(int status, HttpHeaders headers, String body, String said) {
        if (status == 200) {
            return Answer.sent();
        } else if (status == 429) {
            return Answer.later(Texts.wait(headers, "Retry-After"), said);
        } else if (status == 403 || status == 404 || status == 410) {
            return Answer.gone(said);
        } else if (status == 400) {
            return Answer.plain(said);
        }
        return status >= 500 || status == 408 ? Answer.later(null, said) : Answer.refused(said);
    }
}
