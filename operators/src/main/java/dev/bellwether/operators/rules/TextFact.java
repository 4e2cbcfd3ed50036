// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rules;

import java.util.Locale;

/** Facts that are texts, under the names that rules use. */
enum TextFact {
    SYMBOL,
    ASSET_CLASS,
    CURRENCY,
    FEED,
    SIGNAL;

    private final String text = name().toLowerCase(Locale.ROOT);

    String text() {
        return text;
    }
}
