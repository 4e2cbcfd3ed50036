// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Share classes as Alpaca writes them: {@code BRK.B}. Lists of index members write them without a
 * dot ({@code BRKB}) or with a hyphen ({@code BRK-B}); a hyphen becomes a dot, and of those without
 * a dot the few of the Russell 1000 are known by name, as nothing else tells them from a plain
 * ticker.
 */
final class AlpacaSymbols {

    private static final Pattern SYMBOL = Pattern.compile("[A-Z]{1,6}([.-][A-Z]{1,3})?");

    private static final Map<String, String> WITHOUT_DOT =
            Map.of(
                    "BRKB", "BRK.B",
                    "BFA", "BF.A",
                    "BFB", "BF.B",
                    "LENB", "LEN.B",
                    "HEIA", "HEI.A",
                    "UHALB", "UHAL.B",
                    "CWENA", "CWEN.A",
                    "GEFB", "GEF.B",
                    "MOGA", "MOG.A");

    private AlpacaSymbols() {}

    /** Whether it can be asked for at all: one bad symbol refuses a whole request. */
    static boolean isValid(String symbol) {
        return SYMBOL.matcher(symbol).matches();
    }

    static String toAlpaca(String symbol) {
        String known = WITHOUT_DOT.get(symbol);
        return known != null ? known : symbol.replace('-', '.');
    }
}
