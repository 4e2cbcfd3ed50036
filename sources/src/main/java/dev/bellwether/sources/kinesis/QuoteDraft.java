// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.model.ReasonCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one JSON object said, as far as a quote goes: figures and texts by slot, the best name of
 * each, what it contains, and the first thing that is wrong with it.
 */
final class QuoteDraft {

    /** No longer text is kept; as a symbol or a feed it would be refused anyway. */
    static final int MAX_TEXT = 64;

    private static final byte UNSET = Byte.MAX_VALUE;
    private static final int SHOWN = 40;

    final double[] numbers = new double[QuoteField.NUMBERS];
    final String[] texts = new String[QuoteField.TEXTS];
    private final byte[] numberRanks = new byte[QuoteField.NUMBERS];
    private final byte[] textRanks = new byte[QuoteField.TEXTS];
    private byte timeRank;

    /** A time without a zone, to be read when the zone is known; else {@code null}. */
    String timeText;

    /** Epoch milliseconds, if the time came as a number. */
    long timeMillis;

    boolean hasTime;

    /** Whether 0 means unknown, because Bavest wrote it. */
    boolean gapsAreZero;

    /** Whether it is a point of a series. */
    boolean isPoint;

    /** What a wrapper or series contains; {@code null} if it is neither. */
    List<QuoteDraft> children;

    /** What it is contained in, and under which name; {@code null} if in nothing. */
    QuoteDraft wrapper;

    String wrapperField;

    ReasonCode problem;
    String problemMessage;

    /** Where its own JSON lies in the record. */
    int start;

    int end;

    QuoteDraft() {
        clear();
    }

    void clear() {
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(numberRanks, UNSET);
        Arrays.fill(texts, null);
        Arrays.fill(textRanks, UNSET);
        timeRank = UNSET;
        timeText = null;
        timeMillis = 0;
        hasTime = false;
        gapsAreZero = false;
        isPoint = false;
        children = null;
        wrapper = null;
        wrapperField = null;
        problem = null;
        problemMessage = null;
        start = 0;
        end = 0;
    }

    /** Whether a value under this name would count. Of equal names the last counts. */
    boolean takesNumber(QuoteField field) {
        return field.rank <= numberRanks[field.slot];
    }

    void number(QuoteField field, double value) {
        numbers[field.slot] = value;
        numberRanks[field.slot] = (byte) field.rank;
        gapsAreZero |= field.ofBavest;
    }

    void text(QuoteField field, String value) {
        if (field.rank <= textRanks[field.slot]) {
            texts[field.slot] = value;
            textRanks[field.slot] = (byte) field.rank;
        }
    }

    boolean takesTime(QuoteField field) {
        return field.rank <= timeRank;
    }

    void time(QuoteField field, String text, long millis) {
        timeRank = (byte) field.rank;
        timeText = text;
        timeMillis = millis;
        hasTime = true;
    }

    void child(QuoteDraft child, QuoteField field) {
        child.wrapper = this;
        child.wrapperField = field.name;
        if (children == null) {
            children = new ArrayList<>();
        }
        children.add(child);
    }

    /** Notes what is wrong, unless something was before. */
    void refuse(ReasonCode reason, String message) {
        if (problem == null) {
            problem = reason;
            problemMessage = message;
        }
    }

    /** Takes from a wrapper or series what it says for all that it contains. */
    void inherit(QuoteDraft parent) {
        for (int slot = 0; slot < texts.length; slot++) {
            if (texts[slot] == null && slot != QuoteField.EVENT) {
                texts[slot] = parent.texts[slot];
            }
        }
    }

    boolean hasPrice() {
        return numberRanks[QuoteField.PRICE] != UNSET;
    }

    /** Text of the record for a message: short, and without control characters. */
    static String shown(String text) {
        String part = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return "'" + part.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?") + "'";
    }
}
