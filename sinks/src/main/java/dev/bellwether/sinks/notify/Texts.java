// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.AlertState;
import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import java.net.http.HttpHeaders;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the services have in common. */
final class Texts {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final String PRICE = "quote.price";
    private static final String CHANGE = "quote.day_change_percent";

    private Texts() {}

    /** At most that many characters, an ellipsis for the rest; no half surrogate pair. */
    static String cut(String text, int most) {
        return Measure.CHARACTERS.cut(text, most);
    }

    /** {@code CRITICAL}; {@code RESOLVED} of what is over. */
    static String standing(Notification notification) {
        return isOver(notification) ? "RESOLVED" : notification.severity.name();
    }

    static boolean isOver(Notification notification) {
        return notification.state == AlertState.RESOLVED;
    }

    /** Red, orange and blue by severity; green if it is over. */
    static int colour(Notification notification) {
        if (isOver(notification)) {
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

    /** {@code #ff4444}. */
    static String hexColour(Notification notification) {
        return String.format(Locale.ROOT, "#%06x", colour(notification));
    }

    /** Symbol, severity, price and change, as far as they are known. */
    static Map<String, String> fields(Notification notification) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (notification.symbol != null && !notification.symbol.isBlank()) {
            fields.put("Symbol", notification.symbol);
        }
        fields.put("Severity", notification.severity.name());
        String price = fact(notification, PRICE);
        if (price != null) {
            fields.put("Price", number(price, ""));
        }
        String change = fact(notification, CHANGE);
        if (change != null) {
            fields.put("Change", number(change, "+") + " %");
        }
        return fields;
    }

    private static String fact(Notification notification, String name) {
        for (String fact : notification.facts) {
            if (fact.startsWith(name + "=") && fact.length() > name.length() + 1) {
                return fact.substring(name.length() + 1);
            }
        }
        return null;
    }

    /** Two decimals; four below 10, where currency pairs are. */
    private static String number(String text, String sign) {
        try {
            double value = Double.parseDouble(text);
            int decimals = sign.isEmpty() && Math.abs(value) < 10 ? 4 : 2;
            return String.format(Locale.ROOT, "%" + sign + "." + decimals + "f", value);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** Those that are no {@link #fields}: {@code name: value}. */
    static List<String> facts(Notification notification) {
        List<String> facts = new ArrayList<>();
        for (String fact : notification.facts) {
            if (!fact.startsWith(PRICE + "=") && !fact.startsWith(CHANGE + "=")) {
                facts.add(fact.replaceFirst("=", ": "));
            }
        }
        return facts;
    }

    /**
     * What is to be done about it: three things if it is critical, two, one; none if it is over.
     */
    static List<String> actions(Notification notification) {
        boolean summary = notification.alert == null && notification.state == null;
        if (summary || isOver(notification)) {
            return List.of();
        }
        if (notification.severity == Severity.CRITICAL) {
            return List.of(
                    "Check the news about it.",
                    "Look for unusual volumes.",
                    "Consider whether positions need a review.");
        }
        return notification.severity == Severity.WARNING
                ? List.of("Watch it over the next hours.", "Check its indicators.")
                : List.of("Note it for later.");
    }

    /** Addresses by name. */
    static Map<String, String> pairs(String[] texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int at = text.indexOf('=');
            if (at > 0) {
                pairs.put(text.substring(0, at), text.substring(at + 1));
            }
        }
        return pairs;
    }

    /** When it happened; when it was told of, if it is a summary. */
    static long time(Notification notification) {
        return notification.eventMillis > 0 ? notification.eventMillis : notification.createdMillis;
    }

    /** One line: every control character and line break is a space. */
    static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").trim();
    }

    /**
     * The nearest in printable ASCII: letters without their marks, plain quotes and dashes, {@code
     * ?} for what has no likeness.
     */
    static String ascii(String text) {
        String plain =
                Normalizer.normalize(line(text), Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[\\u2018\\u2019\\u201a\\u2032]", "'")
                        .replaceAll("[\\u201c-\\u201e\\u2033\\u00ab\\u00bb]", "\"")
                        .replaceAll("[\\u2010-\\u2015\\u2212]", "-")
                        .replace("ß", "ss")
                        .replace("æ", "ae")
                        .replace("Æ", "AE")
                        .replace("ø", "o")
                        .replace("Ø", "O")
                        .replace("ł", "l")
                        .replace("Ł", "L")
                        .replace("ı", "i")
                        .replace("€", "EUR");
        StringBuilder ascii = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> ascii.append(c >= 0x20 && c < 0x7f ? (char) c : '?'));
        return ascii.toString();
    }

    /** The seconds of a header, at most ten minutes; a second if there are none. */
    static Duration wait(HttpHeaders headers, String name) {
        Optional<String> value = headers.firstValue(name);
        return value.isPresent() ? seconds(value.get()) : Duration.ofSeconds(1);
    }

    static Duration seconds(String text) {
        try {
            double seconds = Double.parseDouble(text.trim());
            long millis = (long) Math.ceil(Math.max(0, seconds) * 1000);
            return millis > LONGEST_WAIT.toMillis() ? LONGEST_WAIT : Duration.ofMillis(millis);
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(1);
        }
    }
}
