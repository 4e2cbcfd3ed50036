// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Currencies as answers state them. */
final class Currencies {

    /** ISO 4217's code for "no currency known". */
    static final String UNKNOWN = "XXX";

    private Currencies() {}

    /**
     * What the answer states, else what was asked for. {@code usd} becomes {@code USD}, but mixed
     * case stays: {@code GBp} is pence, a hundredth of {@code GBP}.
     */
    static String stated(JsonNode value, String asked) {
        String text = value.asText("").trim();
        if (!value.isTextual() || text.isEmpty()) {
            return asked;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return text.equals(lower) ? text.toUpperCase(Locale.ROOT) : text;
    }
}
