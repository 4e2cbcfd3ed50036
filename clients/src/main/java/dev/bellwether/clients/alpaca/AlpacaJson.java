// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Fields of answers. Market data writes numbers as numbers, the trading service as strings; what is
 * {@code null} or absent is not known.
 */
final class AlpacaJson {

    private AlpacaJson() {}

    /** {@code NaN} if it is not known. */
    static double number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Double.NaN;
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        try {
            return Double.parseDouble(value.textValue());
        } catch (NumberFormatException | NullPointerException e) {
            throw new IllegalArgumentException(name + " is no number: " + value, e);
        }
    }

    /** {@code null} if it is not known. */
    static String text(JsonNode node, String name) {
        return node.path(name).textValue();
    }

    static String requiredText(JsonNode node, String name) {
        String text = text(node, name);
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return text;
    }

    /** What to ask for the next page with; {@code null} after the last. */
    static String nextPageToken(JsonNode page) {
        String token = text(page, "next_page_token");
        return token == null || token.isEmpty() ? null : token;
    }

    /** A map under a name that the answer must have; it may be {@code null}, which is empty. */
    static JsonNode map(JsonNode body, String name) {
        JsonNode map = body.path(name);
        if (!body.isObject() || !(map.isObject() || map.isNull())) {
            throw new IllegalArgumentException("there is no map of " + name);
        }
        return map;
    }
}
