// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.clients.Fetched;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.util.Locale;

/**
 * Reads quotes of both versions.
 *
 * <p>No price, or one that is {@code null}, 0 or negative, means that the provider has no quote:
 * the result is "not available" and no dead letter, because nothing is wrong with the bytes and a
 * replay could not make a quote of them. A price that is no number, and a missing time, are dead
 * letters.
 *
 * <p>The quote is of the symbol that was asked for, as v0 states none, and in the currency that the
 * answer states, as the provider may ignore the one asked for. If the two differ, it is not known
 * in which of them the earnings per share are: their currency is then {@code XXX}, so that no ratio
 * is made of them.
 */
final class QuoteReader {

    private QuoteReader() {}

    static Fetched<Quote> read(JsonNode data, BavestVersion version, Received received) {
        if (!data.isObject()) {
            return data.isArray() && data.isEmpty()
                    ? Fetched.notAvailable("no quote for " + received.symbol)
                    : received.unreadable(ReasonCode.UNEXPECTED_SHAPE, "the quote is no object");
        }
        boolean v0 = version == BavestVersion.V0;
        JsonNode priceNode = data.path(v0 ? "c" : "currentPrice");
        double price = BavestJson.number(priceNode);
        if (priceNode.isMissingNode() || priceNode.isNull() || price <= 0) {
            return Fetched.notAvailable("no quote for " + received.symbol + ": no price");
        }
        if (Double.isNaN(price)) {
            return received.unreadable(ReasonCode.INVALID_PRICE, "the price is not a number");
        }
        if (isOfAnotherSymbol(data.path("symbol").asText(""), received.symbol)) {
            return received.unreadable(
                    ReasonCode.UNEXPECTED_SHAPE,
                    "asked for " + received.symbol + ", the answer is for another symbol");
        }
        long time = BavestJson.epochMillis(data.path(v0 ? "t" : "timestamp"));
        if (time == 0) {
            return received.unreadable(ReasonCode.IMPLAUSIBLE_TIME, "the quote has no time");
        }
        Quote quote = Quote.of(received.symbol, price, time);
        quote.feed = Received.FEED;
        quote.receivedMillis = received.millis;
        quote.open = BavestJson.nonZero(data.path(v0 ? "o" : "open"));
        quote.high = BavestJson.nonZero(data.path(v0 ? "h" : "high"));
        quote.low = BavestJson.nonZero(data.path(v0 ? "l" : "low"));
        quote.previousClose = BavestJson.nonZero(data.path(v0 ? "pc" : "previousClose"));
        // 0 is a volume: nothing traded yet.
        quote.dayVolume = BavestJson.number(data.path(v0 ? "v" : "volume"));
        quote.currency = Currencies.stated(data.path("currency"), received.currency);
        readMetrics(quote, data.path("metrics"), received.currency);
        return Fetched.available(quote);
    }

    private static void readMetrics(Quote quote, JsonNode metrics, String askedCurrency) {
        quote.eps = BavestJson.nonZero(metrics.path("eps"));
        quote.peRatio = BavestJson.nonZero(metrics.path("pe/ratio"));
        quote.marketCap = BavestJson.positive(metrics.path("marketCapitalization"));
        quote.averageVolume = BavestJson.positive(metrics.path("avgVolume"));
        quote.sharesOutstanding = BavestJson.positive(metrics.path("sharesOutstanding"));
        if (!Double.isNaN(quote.eps)) {
            String otherwise =
                    quote.currency.equals(askedCurrency) ? askedCurrency : Currencies.UNKNOWN;
            String epsCurrency = Currencies.stated(metrics.path("currency"), otherwise);
            quote.epsCurrency = epsCurrency.equals(quote.currency) ? null : epsCurrency;
        }
    }

    /** Spellings differ ({@code BRK.B}, {@code BRK-B}) and exchange suffixes come and go. */
    private static boolean isOfAnotherSymbol(String stated, String asked) {
        String one = letters(stated);
        String other = letters(asked);
        return !one.isEmpty()
                && !BavestClient.isIsin(asked)
                && !one.startsWith(other)
                && !other.startsWith(one);
    }

    private static String letters(String symbol) {
        return symbol.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }
}
