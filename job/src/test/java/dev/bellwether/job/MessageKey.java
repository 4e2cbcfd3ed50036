// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key of a message to Slack or Discord, which is the text of its footer. */
public final class MessageKey {

    private static final Pattern KEY =
            Pattern.compile("\"text\":\"((?:DISCORD|SLACK)/[^\" ]+)[ \"]");

    private MessageKey() {}

    /** Of a body that is JSON, or has it beside a picture. */
    public static String of(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        Matcher matcher = KEY.matcher(text);
        return matcher.find() ? matcher.group(1) : "no key: " + text;
    }
}
