// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;

/**
 * Reads JSON objects into {@link QuoteDraft}s in one pass, without a tree; fields that are not a
 * quote's are skipped.
 */
final class DraftParser {

    /**
     * So many elements of lists a record may have, bad ones included: an element of two bytes costs
     * some hundred, and each bad one becomes a dead letter.
     */
    static final int MAX_ELEMENTS = 1000;

    /** Longer text is no number. */
    private static final int MAX_NUMBER_TEXT = 64;

    private int elements;

    /** To be called before each record. */
    void begin() {
        elements = 0;
    }

    /** Reads the object that the parser stands at the beginning of. */
    void element(JsonParser json, QuoteDraft draft) throws IOException {
        object(json, draft, true);
    }

    private void object(JsonParser json, QuoteDraft draft, boolean mayContain) throws IOException {
        String name;
        while ((name = json.nextFieldName()) != null) {
            QuoteField field = QuoteField.inQuote(name);
            JsonToken token = json.nextToken();
            if (field == null || token == JsonToken.VALUE_NULL) {
                json.skipChildren();
                continue;
            }
            switch (field.kind) {
                case NUMBER:
                    number(json, token, field, draft);
                    break;
                case TEXT:
                    text(json, token, field, draft);
                    break;
                case TIME:
                case MILLIS:
                    time(json, token, field, draft);
                    break;
                case METRICS:
                    metrics(json, token, draft);
                    break;
                default:
                    if (mayContain) {
                        children(json, token, field, draft);
                    } else {
                        if (token.isStructStart()) {
                            draft.refuse(
                                    ReasonCode.UNEXPECTED_SHAPE,
                                    field.name + " within an element is not read");
                        }
                        json.skipChildren();
                    }
            }
        }
    }

    private void children(JsonParser json, JsonToken token, QuoteField field, QuoteDraft draft)
            throws IOException {
        boolean points = field.kind == QuoteField.Kind.POINTS;
        if (token == JsonToken.START_OBJECT && !points) {
            if (draft.children != null) {
                // The same name again; a wrapper and its quote are one element.
                count();
            }
            child(json, draft, field);
        } else if (token == JsonToken.START_ARRAY) {
            JsonToken element;
            boolean empty = true;
            while ((element = json.nextToken()) != JsonToken.END_ARRAY) {
                empty = false;
                count();
                if (element == JsonToken.START_OBJECT) {
                    child(json, draft, field);
                } else {
                    draft.child(notAnObject(json), field);
                }
            }
            if (empty) {
                draft.refuse(ReasonCode.UNEXPECTED_SHAPE, field.name + " is empty");
            }
        } else {
            draft.refuse(
                    ReasonCode.UNEXPECTED_SHAPE,
                    field.name + (points ? " is not a list" : " is neither an object nor a list"));
        }
    }

    /**
     * Counts an element of a list.
     *
     * @throws TooManyElementsException beyond {@link #MAX_ELEMENTS} since {@link #begin}
     */
    void count() throws TooManyElementsException {
        if (++elements > MAX_ELEMENTS) {
            throw new TooManyElementsException();
        }
    }

    private void child(JsonParser json, QuoteDraft parent, QuoteField field) throws IOException {
        QuoteDraft child = new QuoteDraft();
        child.isPoint = field.kind == QuoteField.Kind.POINTS;
        child.start = start(json);
        object(json, child, false);
        child.end = end(json);
        parent.child(child, field);
    }

    /** The element of a list that is not an object, as what it is. */
    static QuoteDraft notAnObject(JsonParser json) throws IOException {
        QuoteDraft draft = new QuoteDraft();
        draft.start = start(json);
        json.skipChildren();
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            // The parser reads texts lazily; without this it would not know where this one ends.
            json.finishToken();
        }
        draft.end = end(json);
        draft.refuse(ReasonCode.UNEXPECTED_SHAPE, "an element of the list is not an object");
        return draft;
    }

    static int start(JsonParser json) {
        return (int) json.currentTokenLocation().getByteOffset();
    }

    static int end(JsonParser json) {
        return (int) json.currentLocation().getByteOffset();
    }

    private static void metrics(JsonParser json, JsonToken token, QuoteDraft draft)
            throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        draft.gapsAreZero = true;
        String name;
        while ((name = json.nextFieldName()) != null) {
            QuoteField field = QuoteField.inMetrics(name);
            JsonToken value = json.nextToken();
            if (field == null || value == JsonToken.VALUE_NULL) {
                json.skipChildren();
            } else if (field.kind == QuoteField.Kind.TEXT) {
                text(json, value, field, draft);
            } else {
                number(json, value, field, draft);
            }
        }
    }

    private static void number(JsonParser json, JsonToken token, QuoteField field, QuoteDraft draft)
            throws IOException {
        double value;
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            value = json.getDoubleValue();
        } else if (token == JsonToken.VALUE_STRING) {
            String text = json.getText();
            if (text.isEmpty()) {
                return;
            }
            value = number(text);
        } else if (token == JsonToken.START_ARRAY) {
            value = onlyElement(json);
        } else {
            json.skipChildren();
            value = Double.NaN;
        }
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            draft.refuse(ReasonCode.NOT_A_NUMBER, field.name + " is not a finite number");
        } else if (draft.takesNumber(field)) {
            draft.number(field, value);
        }
    }

    /** {@code prices} and {@code volumes} may be lists; which of several is the last, none says. */
    private static double onlyElement(JsonParser json) throws IOException {
        double value = Double.NaN;
        int count = 0;
        JsonToken token;
        while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
            count++;
            value = token.isNumeric() ? json.getDoubleValue() : Double.NaN;
            json.skipChildren();
        }
        return count == 1 ? value : Double.NaN;
    }

    /** Decimal text; no hexadecimal, no suffix and no NaN, all of which Java would read. */
    private static double number(String text) {
        if (text.length() > MAX_NUMBER_TEXT) {
            return Double.NaN;
        }
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digit |= c >= '0' && c <= '9';
            if (!(c >= '0' && c <= '9') && "+-.eE".indexOf(c) < 0) {
                return Double.NaN;
            }
        }
        try {
            return digit ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            // 1e, --1 and the like: no number, as the caller will say.
            return Double.NaN;
        }
    }

    private static void text(JsonParser json, JsonToken token, QuoteField field, QuoteDraft draft)
            throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            String text = json.getText();
            if (!text.isEmpty()) {
                draft.text(field, text);
            }
            return;
        }
        json.skipChildren();
        if (field.slot == QuoteField.SYMBOL) {
            draft.refuse(ReasonCode.INVALID_SYMBOL, field.name + " is not text");
        }
    }

    private static void time(JsonParser json, JsonToken token, QuoteField field, QuoteDraft draft)
            throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            String text = json.getText();
            double number = number(text);
            if (!Double.isNaN(number)) {
                epoch(number, field, draft);
            } else if (!text.isEmpty() && draft.takesTime(field)) {
                draft.time(field, text, 0);
            }
        } else if (token.isNumeric()) {
            epoch(json.getDoubleValue(), field, draft);
        } else {
            json.skipChildren();
            draft.refuse(ReasonCode.IMPLAUSIBLE_TIME, field.name + " is neither text nor a number");
        }
    }

    private static void epoch(double number, QuoteField field, QuoteDraft draft) {
        if (Double.isInfinite(number) || Double.isNaN(number)) {
            draft.refuse(ReasonCode.NOT_A_NUMBER, field.name + " is not a finite number");
        } else if (draft.takesTime(field) && !(field.ofBavest && number == 0)) {
            boolean millis = field.kind == QuoteField.Kind.MILLIS;
            draft.time(field, null, millis ? Math.round(number) : RecordTimes.ofEpoch(number));
        }
    }

    /** The record has more elements than are looked at. */
    static final class TooManyElementsException extends IOException {

        private static final long serialVersionUID = 1L;

        TooManyElementsException() {
            super("more than " + MAX_ELEMENTS + " elements");
        }
    }
}
