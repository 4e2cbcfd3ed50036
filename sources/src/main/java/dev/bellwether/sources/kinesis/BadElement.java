// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What is kept of a bad element among others: its own bytes, so that it can be mended and read
 * again to what it would have been.
 *
 * <p>What its wrapper or series said for it (symbol, feed, zone and the like) stands around it, as
 * {@code {"symbol":…,"timezone":…,"data_points":[element]}}; a point always stands in a series,
 * because alone it would be read as a quote of a whole session. An element that nothing was said
 * for is kept as it is.
 */
final class BadElement {

    private static final JsonFactory JSON = new JsonFactory();

    private BadElement() {}

    /**
     * The element with what was said around it.
     *
     * @param element the draft's own JSON
     */
    static byte[] payload(QuoteDraft draft, byte[] element) {
        if (draft.wrapper == null || !(draft.isPoint || saysSomething(draft.wrapper))) {
            return element;
        }
        byte[] head = head(draft).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream payload = new ByteArrayOutputStream(head.length + element.length + 2);
        payload.writeBytes(head);
        payload.writeBytes(element);
        payload.write(']');
        payload.write('}');
        return payload.toByteArray();
    }

    private static boolean saysSomething(QuoteDraft wrapper) {
        for (int slot = 0; slot < QuoteField.TEXTS; slot++) {
            if (slot != QuoteField.EVENT && wrapper.texts[slot] != null) {
                return true;
            }
        }
        return false;
    }

    /** All up to the element; in ASCII, so that broken characters stay what they are. */
    private static String head(QuoteDraft draft) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            json.writeStartObject();
            for (int slot = 0; slot < QuoteField.TEXTS; slot++) {
                String said = draft.wrapper.texts[slot];
                if (said != null && slot != QuoteField.EVENT) {
                    // What is longer is refused at any length; once for each element it is much.
                    json.writeStringField(
                            QuoteField.textName(slot),
                            said.substring(0, Math.min(said.length(), QuoteDraft.MAX_TEXT + 1)));
                }
            }
            json.writeArrayFieldStart(draft.wrapperField);
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes all that is written", e);
        }
        return text.toString();
    }
}
