// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A webhook of Discord: embeds with the colour of the severity, mentions nobody, and the chart as a
 * file beside them. Limits and answers as in Discord's documentation of webhooks and rate limits.
 */
final class DiscordWebhook implements Webhook {

    static final int MOST_DESCRIPTION = 4_096;
    static final int MOST_EMBEDS = 10;

    /** Of all texts of all embeds of a message. */
    static final int MOST_ALTOGETHER = 6_000;

    private static final int MOST_CONTENT = 2_000;
    private static final int MOST_TITLE = 256;
    private static final int MOST_TEXT = 1_500;
    private static final int MOST_FACTS = 1_000;
    private static final int MOST_FIELD = 200;
    private static final int MOST_LINKS = 1_000;
    private static final int MOST_FOOTER = 256;

    /** What all but the entries may take at most, with what the actions and names take. */
    private static final int MOST_BESIDE =
            MOST_TITLE + MOST_TEXT + MOST_FACTS + 2 + 4 * (MOST_FIELD + 10) + MOST_LINKS + 300;

    private static final String BOUNDARY = "bellwether-5b1f0c9e7a";

    private final PriceChart charts;

    DiscordWebhook(PriceChart charts) {
        this.charts = charts;
    }

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
    public Set<String> hosts() {
        return Set.of("discord.com", "discordapp.com");
    }

    @Override
    public List<Page> pages(Notification notification) {
        int first = MOST_ALTOGETHER - MOST_BESIDE - MOST_FOOTER;
        int other = MOST_ALTOGETHER - MOST_TITLE - MOST_FOOTER - MOST_LINKS - 300;
        return Pages.of(notification, Measure.CHARACTERS, first, other);
    }

    @Override
    public Body message(Page page) {
        byte[] chart = page.isFirst() ? charts.png(page.of) : null;
        ObjectNode message = embeds(page, chart != null);
        return chart == null ? Body.json(message) : multipart(message, chart);
    }

    private static ObjectNode embeds(Page page, boolean chart) {
        Notification notification = page.of;
        ObjectNode message = Json.mapper().createObjectNode();
        nobody(message);
        ArrayNode embeds = message.putArray("embeds");
        ObjectNode embed = embed(embeds, notification);
        embed.put("title", page.title(MOST_TITLE));
        Map<String, String> links = Texts.pairs(notification.links);
        // Of the web only: a message with any other is refused.
        links.values().stream()
                .filter(link -> link.matches("https?://\\S{1,2000}"))
                .findFirst()
                .ifPresent(link -> embed.put("url", link));
        embed.put("timestamp", Instant.ofEpochMilli(Texts.time(notification)).toString());
        if (page.isFirst()) {
            List<String> beginning = new ArrayList<>();
            if (!notification.text.isBlank()) {
                beginning.add(Texts.cut(notification.text, MOST_TEXT));
            }
            String facts = String.join("\n", Texts.facts(notification));
            if (!facts.isEmpty()) {
                beginning.add(Texts.cut(facts, MOST_FACTS));
            }
            if (!beginning.isEmpty()) {
                embed.put("description", String.join("\n", beginning));
            }
            Texts.fields(notification)
                    .forEach((name, value) -> field(embed, name, value, MOST_FIELD, true));
        }
        List<String> lines =
                Pages.packed(Arrays.asList(page.lines), Measure.CHARACTERS, MOST_DESCRIPTION);
        lines.forEach(some -> embed(embeds, notification).put("description", some));
        if (page.number == page.count) {
            List<String> actions = Texts.actions(notification);
            if (!actions.isEmpty()) {
                field(embed, "What to do", String.join("\n", actions), 250, false);
            }
            List<String> named = new ArrayList<>();
            int left = MOST_LINKS - "Links".length();
            for (Map.Entry<String, String> link : links.entrySet()) {
                String text = "[" + link.getKey() + "](" + link.getValue() + ")";
                if (text.length() < left) {
                    named.add(text);
                    left -= text.length() + 1;
                }
            }
            if (!named.isEmpty()) {
                field(embed, "Links", String.join("\n", named), MOST_LINKS, false);
            }
        }
        embed.putObject("footer").put("text", Texts.cut(page.key(), MOST_FOOTER));
        if (chart) {
            embed.putObject("image").put("url", "attachment://chart.png");
        }
        return message;
    }

    private static ObjectNode embed(ArrayNode embeds, Notification notification) {
        return embeds.addObject().put("color", Texts.colour(notification));
    }

    private static void field(
            ObjectNode embed, String name, String value, int most, boolean inline) {
        embed.withArray("fields")
                .addObject()
                .put("name", name)
                // An empty one is refused.
                .put("value", value.isBlank() ? "?" : Texts.cut(value, most))
                .put("inline", inline);
    }

    /** The message and its file, RFC 7578. */
    private static Body multipart(ObjectNode message, byte[] chart) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(
                body,
                "name=\"payload_json\"",
                "application/json",
                message.toString().getBytes(StandardCharsets.UTF_8));
        part(body, "name=\"files[0]\"; filename=\"chart.png\"", "image/png", chart);
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return new Body("multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
    }

    private static void part(
            ByteArrayOutputStream body, String disposition, String type, byte[] bytes) {
        String head =
                "--"
                        + BOUNDARY
                        + "\r\nContent-Disposition: form-data; "
                        + disposition
                        + "\r\nContent-Type: "
                        + type
                        + "\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Body plain(Page page) {
        ObjectNode message = Json.mapper().createObjectNode();
        nobody(message);
        return Body.json(message.put("content", page.title(MOST_CONTENT)));
    }

    /** What comes from filings and feeds must not ping people. */
    private static void nobody(ObjectNode message) {
        message.putObject("allowed_mentions").putArray("parse");
    }

    @Override
    public Answer answer(int status, HttpHeaders headers, String body, String said) {
        if (status == 200 || status == 204) {
            boolean used = headers.firstValue("X-RateLimit-Remaining").orElse("").equals("0");
            return used && headers.firstValue("X-RateLimit-Reset-After").isPresent()
                    ? Answer.sent(Texts.wait(headers, "X-RateLimit-Reset-After"))
                    : Answer.sent();
        } else if (status == 429) {
            return limited(headers, body, said);
        } else if (status == 401 || status == 403 || status == 404) {
            return Answer.gone(said);
        } else if (status == 400) {
            return Answer.plain(said);
        }
        return status >= 500 || status == 408 ? Answer.later(null, said) : Answer.refused(said);
    }

    /**
     * The body has fractions of seconds. A limit that is global is one of our own address; so is
     * that of the proxy in front of Discord, which answers HTML.
     */
    private static Answer limited(HttpHeaders headers, String body, String said) {
        try {
            JsonNode answer = Json.mapper().readTree(body);
            JsonNode seconds = answer.path("retry_after");
            Duration wait =
                    seconds.isNumber()
                            ? Texts.seconds(seconds.asText())
                            : Texts.wait(headers, "Retry-After");
            return answer.path("global").asBoolean()
                    ? Answer.pause(wait, said)
                    : Answer.later(wait, said);
        } catch (JsonProcessingException e) {
            return Answer.pause(Texts.wait(headers, "Retry-After"), said);
        }
    }
}
