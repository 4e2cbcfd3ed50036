// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** Writes the reference of all options, as it stands in {@code docs/options.md}. */
public final class OptionsTable {

    /** How a check names another option that can be given in place of the missing one. */
    private static final Pattern INSTEAD = Pattern.compile("give it or (\\S+)$");

    private OptionsTable() {}

    /** The whole reference as Markdown. */
    public static String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Options\n\n")
                .append("Every option of every property group. This page is generated: ")
                .append(
                        "`./bellwether options --write` makes it anew, and a test keeps it"
                                + " true.\n\n")
                .append("Durations are written like `30 s`, `5 min`, `1 h`; memory sizes like ")
                .append("`64 kb`, `1 mb`; lists with `;` between the elements.\n");
        for (OptionGroup group : Groups.all()) {
            text.append("\n## ").append(group.name()).append("\n\n");
            text.append(group.purpose()).append("\n\n");
            text.append("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
            Map<String, String> required = required(group);
            group.options().values().stream()
                    .sorted((a, b) -> a.option.key().compareTo(b.option.key()))
                    .forEach(option -> row(text, option, required));
        }
        return text.toString();
    }

    private static void row(
            StringBuilder text, OptionGroup.Option option, Map<String, String> required) {
        ConfigOption<?> declared = option.option;
        text.append("| `")
                .append(declared.key())
                .append("` | ")
                .append(option.type)
                .append(" | ")
                .append(required.getOrDefault(declared.key(), defaultOf(declared.defaultValue())))
                .append(" | ")
                .append(cell(new HtmlFormatter().format(declared.description())))
                .append(" |\n");
    }

    /** What an empty group is told that it lacks: key → how the table says it. */
    private static Map<String, String> required(OptionGroup group) {
        Map<String, String> keys = new HashMap<>();
        group.check(
                Map.of(),
                new Configuration(),
                (key, message) -> {
                    Matcher instead = INSTEAD.matcher(message);
                    keys.put(
                            key,
                            instead.find()
                                    ? "**required**, or `" + instead.group(1) + "`"
                                    : "**required**");
                });
        return keys;
    }

    private static String defaultOf(Object value) {
        if (value == null) {
            return "none";
        }
        if (value instanceof Duration) {
            return "`" + TimeUtils.formatWithHighestUnit((Duration) value) + "`";
        }
        if (value instanceof List) {
            return "`"
                    + ((List<?>) value)
                            .stream().map(String::valueOf).collect(Collectors.joining(";"))
                    + "`";
        }
        return "`" + value + "`";
    }

    private static String cell(String html) {
        return html.replace("<br />", " ")
                .replace("<code class=\"highlighter-rouge\">", "`")
                .replace("</code>", "`")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("|", "\\|");
    }
}
