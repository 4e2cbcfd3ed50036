// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.sinks.deadletters.DeadLetterJson;
import java.util.Arrays;

/**
 * Makes a dead letter a message that SQS takes: no longer than is allowed, and only of the
 * characters that SQS allows (those of XML 1.0).
 *
 * <p>A letter that is too long loses the end of its payload, never its reason; it then says so in
 * its message, and {@code truncated} is true. How much fits depends on how the payload looks as
 * JSON, so it is found by trying: a few writings for the rare letter that is too long, one for the
 * others.
 */
final class MessageWriter {

    /** Added to the message of a letter that was cut. */
    static final String CUT = " [cut to fit a queue message; the dead-letter files keep the whole]";

    private static final int MAX_TEXT = 1000;
    private static final int MAX_ATTRIBUTE = 256;
    private static final double MARGIN = 0.98;

    private final long maxSize;

    MessageWriter(long maxSize) {
        this.maxSize = maxSize;
    }

    QueueMessage write(DeadLetter letter) {
        QueueMessage message = message(letter);
        if (message.sizeInBytes() <= maxSize) {
            return message;
        }
        DeadLetter cut = withShortTexts(letter);
        cut.payload = new byte[0];
        long rest = maxSize - message(cut).sizeInBytes();
        int kept = (int) Math.max(0, Math.min(letter.payload.length, rest));
        while (true) {
            cut.payload = start(letter.payload, kept);
            message = message(cut);
            if (message.sizeInBytes() <= maxSize || kept == 0) {
                return message;
            }
            kept = (int) Math.min(kept - 1, kept * MARGIN * maxSize / message.sizeInBytes());
        }
    }

    private static QueueMessage message(DeadLetter letter) {
        return new QueueMessage(
                escaped(DeadLetterJson.write(letter)),
                DeadLetterJson.label(letter.reason),
                attribute(letter.source),
                attribute(letter.symbol));
    }

    private static DeadLetter withShortTexts(DeadLetter letter) {
        DeadLetter cut = new DeadLetter();
        cut.source = start(letter.source, MAX_ATTRIBUTE);
        cut.partition = start(letter.partition, MAX_ATTRIBUTE);
        cut.position = start(letter.position, MAX_ATTRIBUTE);
        cut.symbol = start(letter.symbol, MAX_ATTRIBUTE);
        cut.message = (letter.message == null ? "" : start(letter.message, MAX_TEXT)) + CUT;
        cut.reason = letter.reason;
        cut.originalLength = letter.originalLength;
        cut.occurredMillis = letter.occurredMillis;
        return cut;
    }

    /** The first bytes, not ending within a character of UTF-8: what was text stays text. */
    private static byte[] start(byte[] bytes, int length) {
        int end = Math.min(bytes.length, length);
        while (end > 0 && end < bytes.length && (bytes[end] & 0xC0) == 0x80 && length - end < 3) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static String start(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    /** An attribute must not be empty, so an unknown one is left out where it is sent. */
    private static String attribute(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder allowed = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_ATTRIBUTE); i++) {
            char c = text.charAt(i);
            allowed.append(c >= ' ' && c < 0xD800 ? c : '?');
        }
        return allowed.toString();
    }

    /** JSON escapes what is below a space; these two are allowed in JSON and not in XML. */
    private static String escaped(String json) {
        return json.replace("\uFFFE", "\\ufffe").replace("\uFFFF", "\\uffff");
    }
}
