// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The symbols of a request: as Alpaca writes them, and as they were asked for. */
final class Asked {

    private final Map<String, String> askedAs = new LinkedHashMap<>();

    /** Leaves out what cannot be a symbol: it would refuse the whole request. */
    Asked(List<String> symbols) {
        for (String symbol : symbols) {
            String name = AlpacaSymbols.toAlpaca(symbol);
            if (AlpacaSymbols.isValid(name)) {
                askedAs.putIfAbsent(name, symbol);
            }
        }
    }

    boolean isEmpty() {
        return askedAs.isEmpty();
    }

    /** For a query. */
    String list() {
        return AlpacaConnection.encoded(String.join(",", askedAs.keySet()));
    }

    /** Whether an answer's symbol was asked for. */
    boolean contains(String symbol) {
        return askedAs.containsKey(symbol);
    }

    /** What an answer's symbol was asked for as. */
    String as(String symbol) {
        return askedAs.getOrDefault(symbol, symbol);
    }
}
