// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is in a mail, as text and as HTML. Every value is escaped, and links are of the web. */
final class MailBody {

    /** What the picture is called inside. */
    static final String CHART = "chart";

    /** As long as it is in the HTML, with the marks of a paragraph. */
    static final Measure ESCAPED = text -> escaped(text).length() + 40;

    private static final int MOST_TEXT = 20_000;
    private static final String FOOTER = "This is an automatic notice of Bellwether.";

    private MailBody() {}

    static String text(Page page) {
        Notification notification = page.of;
        StringBuilder text = new StringBuilder();
        line(text, Texts.line(notification.title) + page.suffix());
        if (page.isFirst()) {
            if (!notification.text.isBlank()) {
                line(text, Texts.cut(notification.text, MOST_TEXT));
            }
            line(text, "");
            Texts.fields(notification).forEach((name, value) -> line(text, name + ": " + value));
            Texts.facts(notification).forEach(fact -> line(text, fact));
        }
        if (page.lines.length > 0) {
            line(text, "");
        }
        for (String entry : page.lines) {
            line(text, entry);
        }
        if (page.number == page.count) {
            List<String> actions = Texts.actions(notification);
            if (!actions.isEmpty()) {
                line(text, "");
                actions.forEach(action -> line(text, "- " + action));
            }
            Map<String, String> links = Texts.pairs(notification.links);
            if (!links.isEmpty()) {
                line(text, "");
                links.forEach((name, link) -> line(text, name + ": " + link));
            }
        }
        line(text, "");
        line(text, Instant.ofEpochMilli(Texts.time(notification)) + " " + page.key());
        line(text, FOOTER);
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    static String html(Page page, boolean chart) {
        Notification notification = page.of;
        StringBuilder html =
                new StringBuilder("<!DOCTYPE html><html><body style=\"font-family:sans-serif\">")
                        .append("<div style=\"border-left:6px solid ")
                        .append(Texts.hexColour(notification))
                        .append(";padding-left:12px\"><h2>")
                        .append(escaped(Texts.line(notification.title) + page.suffix()))
                        .append("</h2>");
        if (page.isFirst()) {
            if (!notification.text.isBlank()) {
                paragraph(html, Texts.cut(notification.text, MOST_TEXT));
            }
            html.append("<table>");
            Texts.fields(notification)
                    .forEach(
                            (name, value) ->
                                    html.append("<tr><th align=\"left\">")
                                            .append(escaped(name))
                                            .append("</th><td>")
                                            .append(escaped(value))
                                            .append("</td></tr>"));
            html.append("</table>");
            List<String> facts = Texts.facts(notification);
            if (!facts.isEmpty()) {
                list(html, facts);
            }
            if (chart) {
                html.append("<p><img src=\"cid:")
                        .append(CHART)
                        .append("\" alt=\"Prices\" width=\"")
                        .append(PriceChart.WIDTH)
                        .append("\" height=\"")
                        .append(PriceChart.HEIGHT)
                        .append("\"></p>");
            }
        }
        for (String entry : page.lines) {
            paragraph(html, entry);
        }
        if (page.number == page.count) {
            List<String> actions = Texts.actions(notification);
            if (!actions.isEmpty()) {
                list(html, actions);
            }
            Texts.pairs(notification.links).forEach((name, link) -> link(html, name, link));
        }
        return html.append("</div><p style=\"color:#888888;font-size:small\">")
                .append(FOOTER)
                .append("<br>")
                .append(Instant.ofEpochMilli(Texts.time(notification)))
                .append(' ')
                .append(escaped(page.key()))
                .append("</p></body></html>")
                .toString();
    }

    private static void paragraph(StringBuilder html, String text) {
        html.append("<p>").append(escaped(text).replace("\n", "<br>")).append("</p>");
    }

    private static void list(StringBuilder html, List<String> items) {
        html.append("<ul>");
        items.forEach(item -> html.append("<li>").append(escaped(item)).append("</li>"));
        html.append("</ul>");
    }

    /** Of the web only: a link may come from a file of rules, and be filled from a feed. */
    private static void link(StringBuilder html, String name, String link) {
        if (link.startsWith("https://") || link.startsWith("http://")) {
            html.append("<p><a href=\"")
                    .append(escaped(link))
                    .append("\">")
                    .append(escaped(name))
                    .append("</a></p>");
        } else {
            paragraph(html, name + ": " + link);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
