// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.model.Notification;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** What the services have in common. */
final class Texts {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private Texts() {}

    /** At most that many characters, an ellipsis for the rest; no half surrogate pair. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** Text and facts, a line each. */
    static String body(Notification notification) {
        StringBuilder body = new StringBuilder(notification.text);
        for (String fact : notification.facts) {
            body.append(body.length() == 0 ? "" : "\n").append(fact.replaceFirst("=", ": "));
        }
        return body.toString();
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
