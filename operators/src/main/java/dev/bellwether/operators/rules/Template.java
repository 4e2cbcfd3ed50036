// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with facts in braces: {@code {symbol} fell {quote.day_change_percent} %}. */
final class Template {

    /** Stands for the identifier of the rule. */
    private static final String RULE = "rule";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private final String rule;
    private final String text;

    Template(String rule, String text) {
        this.rule = rule;
        this.text = text;
    }

    /**
     * Checks that each name in braces is one that there is.
     *
     * @param problems receives one sentence for each that is none
     */
    static void check(String where, String text, List<String> problems) {
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            String name = found.group(1);
            if (!name.equals(RULE)
                    && !Facts.TEXTS.containsKey(name)
                    && !Facts.NUMBERS.containsKey(name)) {
                problems.add(where + " names {" + name + "}, which is no fact");
            }
        }
    }

    String filled(Facts facts) {
        Matcher found = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (found.find()) {
            String name = found.group(1);
            found.appendReplacement(
                    filled, Matcher.quoteReplacement(name.equals(RULE) ? rule : facts.shown(name)));
        }
        return found.appendTail(filled).toString();
    }
}
