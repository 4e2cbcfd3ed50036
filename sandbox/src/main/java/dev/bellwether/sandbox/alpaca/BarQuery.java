// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.alpaca;

import dev.bellwether.sandbox.http.Request;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** The parameters of a request for market data. */
final class BarQuery {

    private static final Pattern SYMBOL = Pattern.compile("[A-Z]{1,6}(\\.[A-Z]{1,3})?");
    private static final int MOST = 10_000;

    final List<String> symbols;
    final LocalDate first;
    final LocalDate last;
    final int limit;
    final boolean raw;
    final String token;

    /**
     * @param today what {@code start} and {@code end} are if they are not given
     * @throws IllegalArgumentException with the message of the refusal
     */
    BarQuery(Request request, LocalDate today) {
        symbols = List.of(request.query.getOrDefault("symbols", "").split(","));
        for (String symbol : symbols) {
            if (!SYMBOL.matcher(symbol).matches()) {
                throw new IllegalArgumentException("invalid symbol: " + symbol);
            }
        }
        first = date(request, "start", today);
        last = date(request, "end", today);
        raw = request.query.getOrDefault("adjustment", "raw").equals("raw");
        token = request.query.get("page_token");
        limit = limit(request);
    }

    private static LocalDate date(Request request, String name, LocalDate today) {
        try {
            String text = request.query.get(name);
            return text == null ? today : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("invalid " + name + ": " + e.getMessage(), e);
        }
    }

    private static int limit(Request request) {
        try {
            int limit = Integer.parseInt(request.query.getOrDefault("limit", "1000"));
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("invalid limit: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("invalid limit");
    }
}
