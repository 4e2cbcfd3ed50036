// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Currencies as answers state them. */
final class Currencies {

    /** ISO 4217's code for "no currency known". */
    static final String UNKNOWN = "XXX";

    /** ISO 4217, its hundredths such as GBp, and names of crypto-currencies. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{2,10}");

    private Currencies() {}

    /**
     * What the answer states, else what was asked for. {@code usd} becomes {@code USD}, but mixed
     * case stays: {@code GBp} is pence, a hundredth of {@code GBP}. Text that cannot be the code of
     * a currency is an unknown one: it goes into state, files and messages of others.
     */
    static String stated(JsonNode value, String asked) {
        String text = value.asText("").trim();
        if (!value.isTextual() || text.isEmpty()) {
            return asked;
        }
        if (!CODE.matcher(text).matches()) {
            return UNKNOWN;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return text.equals(lower) ? text.toUpperCase(Locale.ROOT) : text;
    }
}
