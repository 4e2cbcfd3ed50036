// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.SignalDirection;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/** Makes a quote of a draft, or says in the draft why there is none. */
final class QuoteAssembly {

    private static final Map<String, SignalDirection> DIRECTIONS =
            Map.of(
                    "buy", SignalDirection.BUY,
                    "strong_buy", SignalDirection.BUY,
                    "sell", SignalDirection.SELL,
                    "strong_sell", SignalDirection.SELL,
                    "hold", SignalDirection.HOLD,
                    "neutral", SignalDirection.HOLD,
                    "avoid", SignalDirection.AVOID,
                    "unknown", SignalDirection.UNKNOWN);

    private static final Map<String, AssetClass> ASSET_CLASSES =
            Map.of(
                    "equity", AssetClass.EQUITY,
                    "crypto", AssetClass.CRYPTO,
                    "crypto_quote", AssetClass.CRYPTO,
                    "fx", AssetClass.FX,
                    "forex", AssetClass.FX);

    private static final int[] TELLING_ASSET_CLASS = {
        QuoteField.ASSET_CLASS, QuoteField.DATA_TYPE, QuoteField.MARKET
    };

    private final RecordTimes times = new RecordTimes();
    private final String defaultFeed;
    private String zoneName;
    private ZoneId zone;

    QuoteAssembly(String defaultFeed) {
        this.defaultFeed = defaultFeed;
    }

    /** The quote; {@code null} if the draft holds none, which then has its problem noted. */
    Quote assemble(QuoteDraft draft, long arrivalMillis) {
        if (draft.problem == null) {
            checkPresence(draft);
        }
        long time = draft.problem == null ? time(draft) : 0;
        String feed = draft.texts[QuoteField.FEED];
        if (draft.problem == null && feed != null && !isName(feed)) {
            draft.refuse(
                    ReasonCode.UNEXPECTED_SHAPE,
                    "the feed's name must be 1 to "
                            + QuoteDraft.MAX_TEXT
                            + " letters, digits or . _ : -, was "
                            + QuoteDraft.shown(feed));
        }
        return draft.problem == null ? quote(draft, time, arrivalMillis) : null;
    }

    private static void checkPresence(QuoteDraft draft) {
        double[] numbers = draft.numbers;
        if (draft.gapsAreZero) {
            for (int slot = QuoteField.PRICE; slot <= QuoteField.PREVIOUS_CLOSE; slot++) {
                numbers[slot] = numbers[slot] == 0 ? Double.NaN : numbers[slot];
            }
        }
        boolean priced = !Double.isNaN(numbers[QuoteField.PRICE]);
        String symbol = draft.texts[QuoteField.SYMBOL];
        if (!priced && draft.texts[QuoteField.EVENT] != null) {
            draft.refuse(
                    ReasonCode.UNEXPECTED_SHAPE,
                    "an event, not a quote: " + QuoteDraft.shown(draft.texts[QuoteField.EVENT]));
        } else if (!priced && !draft.hasPrice() && (symbol == null || !draft.hasTime)) {
            draft.refuse(ReasonCode.UNEXPECTED_SHAPE, "the object is not a quote");
        } else if (symbol == null) {
            draft.refuse(ReasonCode.MISSING_FIELD, "there is no symbol");
        } else if (!priced) {
            draft.refuse(ReasonCode.MISSING_FIELD, "there is no price");
        } else if (!draft.hasTime) {
            draft.refuse(ReasonCode.MISSING_FIELD, "there is no timestamp");
        }
    }

    private long time(QuoteDraft draft) {
        String text = draft.timeText;
        if (text == null) {
            return draft.timeMillis;
        }
        String named = draft.isPoint ? draft.texts[QuoteField.TIMEZONE] : null;
        if (named != null && !named.equals(zoneName)) {
            zone = RecordTimes.zone(named);
            zoneName = named;
        }
        if (named != null && zone == null) {
            draft.refuse(
                    ReasonCode.IMPLAUSIBLE_TIME, "unknown timezone " + QuoteDraft.shown(named));
            return 0;
        }
        long millis = times.millis(text, named == null ? null : zone);
        if (millis == RecordTimes.UNREADABLE) {
            draft.refuse(
                    ReasonCode.IMPLAUSIBLE_TIME,
                    "timestamp is not a date and time: " + QuoteDraft.shown(text));
        }
        return millis;
    }

    private Quote quote(QuoteDraft draft, long time, long arrivalMillis) {
        double[] numbers = draft.numbers;
        String[] texts = draft.texts;
        Quote quote = new Quote();
        // Returns the same string if there is nothing to change.
        quote.symbol = texts[QuoteField.SYMBOL].toUpperCase(Locale.ROOT);
        quote.price = numbers[QuoteField.PRICE];
        quote.eventTimeMillis = time;
        quote.receivedMillis = arrivalMillis;
        quote.feed = texts[QuoteField.FEED] == null ? defaultFeed : texts[QuoteField.FEED];
        if (!draft.isPoint) {
            // What a point says of these is about its minute; in a quote they are the session's.
            quote.open = numbers[QuoteField.OPEN];
            quote.high = numbers[QuoteField.HIGH];
            quote.low = numbers[QuoteField.LOW];
            quote.dayVolume = numbers[QuoteField.VOLUME];
        }
        quote.previousClose = numbers[QuoteField.PREVIOUS_CLOSE];
        quote.eps = nonZero(draft, QuoteField.EPS);
        quote.peRatio = nonZero(draft, QuoteField.PE_RATIO);
        quote.marketCap = positive(draft, QuoteField.MARKET_CAP);
        quote.averageVolume = positive(draft, QuoteField.AVERAGE_VOLUME);
        quote.sharesOutstanding = positive(draft, QuoteField.SHARES);
        quote.signalStrength = numbers[QuoteField.STRENGTH];
        quote.currency = currency(texts[QuoteField.CURRENCY]);
        quote.epsCurrency = currency(texts[QuoteField.EPS_CURRENCY]);
        if (quote.epsCurrency != null && quote.epsCurrency.equals(quote.currency)) {
            quote.epsCurrency = null;
        }
        String direction = texts[QuoteField.DIRECTION];
        if (direction != null) {
            quote.signalDirection = DIRECTIONS.get(direction.toLowerCase(Locale.ROOT));
        }
        quote.assetClass = assetClass(texts);
        return quote;
    }

    /** The first of what tells it that does; else shares. */
    private static AssetClass assetClass(String[] texts) {
        for (int slot : TELLING_ASSET_CLASS) {
            AssetClass told =
                    texts[slot] == null
                            ? null
                            : ASSET_CLASSES.get(texts[slot].toLowerCase(Locale.ROOT));
            if (told != null) {
                return told;
            }
        }
        return AssetClass.EQUITY;
    }

    private static double nonZero(QuoteDraft draft, int slot) {
        double value = draft.numbers[slot];
        return draft.gapsAreZero && value == 0 ? Double.NaN : value;
    }

    private static double positive(QuoteDraft draft, int slot) {
        double value = draft.numbers[slot];
        return draft.gapsAreZero && value <= 0 ? Double.NaN : value;
    }

    /** As stated, with {@code usd} as {@code USD}; mixed case stays: {@code GBp} is pence. */
    private static String currency(String stated) {
        if (stated == null) {
            return null;
        }
        if (stated.length() < 2 || stated.length() > 10 || !isName(stated)) {
            // ISO 4217's code for "no currency known".
            return "XXX";
        }
        String lower = stated.toLowerCase(Locale.ROOT);
        return stated.equals(lower) ? stated.toUpperCase(Locale.ROOT) : stated;
    }

    /** Feeds and currencies go into state, files and messages of others. */
    static boolean isName(String text) {
        if (text.isEmpty() || text.length() > QuoteDraft.MAX_TEXT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && "._:-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
