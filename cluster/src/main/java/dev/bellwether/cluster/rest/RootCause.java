// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message of the innermost cause in a stack trace that came as text: what a person wants to
 * read of two hundred lines. A message of several lines is kept whole.
 */
public final class RootCause {

    private static final String CAUSED_BY = "Caused by: ";
    private static final String SERVER_SIDE = "<Exception on server side:";

    /** {@code some.package.SomeException: } before a message. */
    private static final Pattern EXCEPTION_CLASS =
            Pattern.compile("^(?:[\\w$]+\\.)+[\\w$]*(?:Exception|Error)[\\w$]*(?:: |$)");

    private RootCause() {}

    public static String of(String stackTrace) {
        List<String> message = new ArrayList<>();
        boolean inMessage = true;
        for (String line : stackTrace.split("\r?\n", -1)) {
            if (line.contains(SERVER_SIDE)) {
                message.clear();
                inMessage = true;
            } else if (line.startsWith(CAUSED_BY)) {
                message.clear();
                message.add(line.substring(CAUSED_BY.length()));
                inMessage = true;
            } else if (isFrame(line)) {
                inMessage = false;
            } else if (inMessage) {
                message.add(line);
            }
        }
        return withoutClass(String.join("\n", message).trim());
    }

    private static boolean isFrame(String line) {
        String trimmed = line.trim();
        return trimmed.startsWith("at ")
                || trimmed.startsWith("... ")
                || trimmed.startsWith("Suppressed: ")
                || trimmed.startsWith("End of exception on server side");
    }

    private static String withoutClass(String message) {
        Matcher matcher = EXCEPTION_CLASS.matcher(message);
        if (!matcher.find()) {
            return message;
        }
        String rest = message.substring(matcher.end());
        // A message of one word, such as the name of a missing class, says nothing by itself.
        return rest.indexOf(' ') < 0 ? message : rest;
    }
}
