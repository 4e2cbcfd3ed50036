// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.delivery.policy;

import com.google.re2j.PatternSyntaxException;
import dev.bellwether.model.Alert;
import dev.bellwether.model.Severity;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an alert is meant: {@code name=value}, {@code name!=value}, {@code name=~pattern}, {@code
 * name!~pattern}, or {@code severity>=warning}.
 *
 * <p>Names are {@code rule}, {@code symbol}, {@code severity} and {@code id}; any other is a label,
 * which is empty where an alert has none. A pattern must match the whole value; it is one of RE2,
 * whose time grows with the length of the value and nothing else. As in Prometheus Alertmanager,
 * whose matchers these are but for the comparison of severities.
 */
public final class AlertMatcher {

    private static final Pattern FORM =
            Pattern.compile(
                    "([A-Za-z_][A-Za-z0-9_.-]*)\\s*(=~|!~|!=|>=|=)\\s*(.*)", Pattern.DOTALL);

    /** A longer one could nest deeper than a stack is high. */
    private static final int LONGEST = 1_000;

    private final String text;
    private final String name;
    private final Predicate<String> test;

    private AlertMatcher(String text, String name, Predicate<String> test) {
        this.text = text;
        this.name = name;
        this.test = test;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none, with what is allowed
     */
    public static AlertMatcher parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a matcher has at most " + LONGEST + " characters, was " + text.length());
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no matcher: allowed are name=value, name!=value, name=~pattern,"
                            + " name!~pattern, severity>=warning");
        }
        String name = form.group(1);
        return new AlertMatcher(text, name, test(name, form.group(2), form.group(3)));
    }

    private static Predicate<String> test(String name, String operator, String value) {
        switch (operator) {
            case "=":
                return actual -> actual.equals(value);
            case "!=":
                return actual -> !actual.equals(value);
            case ">=":
                return atLeast(name, value);
            default:
                Predicate<String> matches = pattern(value);
                return operator.equals("=~") ? matches : matches.negate();
        }
    }

    private static Predicate<String> pattern(String value) {
        try {
            com.google.re2j.Pattern pattern = com.google.re2j.Pattern.compile(value);
            return actual -> pattern.matcher(actual).matches();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no pattern of RE2: " + e.getMessage(), e);
        }
    }

    private static Predicate<String> atLeast(String name, String value) {
        if (!name.equals("severity")) {
            throw new IllegalArgumentException(
                    "only severity can be compared with >=, not " + name);
        }
        try {
            Severity least = Severity.valueOf(value.toUpperCase(Locale.ROOT));
            return actual ->
                    Severity.valueOf(actual.toUpperCase(Locale.ROOT)).compareTo(least) >= 0;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no severity: allowed are info, warning, critical", e);
        }
    }

    boolean matches(Alert alert) {
        return test.test(value(alert, name));
    }

    /** Whether all of them match. */
    static boolean all(List<AlertMatcher> matchers, Alert alert) {
        for (AlertMatcher matcher : matchers) {
            if (!matcher.matches(alert)) {
                return false;
            }
        }
        return true;
    }

    /** What an alert has under a name; empty if nothing. */
    static String value(Alert alert, String name) {
        switch (name) {
            case "rule":
                return alert.rule;
            case "symbol":
                return alert.symbol;
            case "severity":
                return alert.severity.name().toLowerCase(Locale.ROOT);
            case "id":
                return alert.id;
            default:
                for (String label : alert.labels) {
                    if (label.length() > name.length()
                            && label.startsWith(name)
                            && label.charAt(name.length()) == '=') {
                        return label.substring(name.length() + 1);
                    }
                }
                return "";
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
