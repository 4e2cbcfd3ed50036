// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.clients.Fetched;
import dev.bellwether.model.Bar;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads candles of both versions into bars in the order of time.
 *
 * <p>A status other than {@code ok} means that there are none. Columns of unequal length are a dead
 * letter as a whole: nobody can say which figure belongs to which time. A candle without a close or
 * a time is left out. Whether prices are adjusted for splits is not documented; bars say that they
 * are not.
 */
final class CandleReader {

    private static final String[] REQUIRED_COLUMNS = {"t", "o", "h", "l", "c"};

    private CandleReader() {}

    static Fetched<List<Bar>> read(
            JsonNode data, BavestVersion version, Timeframe timeframe, Received received) {
        List<Bar> bars = new ArrayList<>();
        String currency = Currencies.stated(data.path("currency"), received.currency);
        if (version == BavestVersion.V0) {
            JsonNode status = data.path("s");
            if (!status.isMissingNode() && !"ok".equals(status.asText())) {
                return Fetched.available(bars);
            }
            String wrong = wrongColumns(data);
            if (wrong != null) {
                return received.unreadable(ReasonCode.UNEXPECTED_SHAPE, wrong);
            }
            for (int i = 0; i < data.get("t").size(); i++) {
                Bar bar = new Bar();
                bar.startMillis = startMillis(data.get("t").get(i));
                bar.open = BavestJson.nonZero(data.get("o").get(i));
                bar.high = BavestJson.nonZero(data.get("h").get(i));
                bar.low = BavestJson.nonZero(data.get("l").get(i));
                bar.close = BavestJson.positive(data.get("c").get(i));
                bar.volume = BavestJson.number(data.path("v").path(i));
                add(bars, bar, currency, timeframe, received);
            }
        } else {
            JsonNode candles = data.path("candles");
            if (candles.isNull()) {
                return Fetched.available(bars);
            }
            if (!candles.isArray()) {
                return received.unreadable(
                        ReasonCode.UNEXPECTED_SHAPE, "there is no array of candles");
            }
            for (JsonNode candle : candles) {
                Bar bar = new Bar();
                bar.startMillis = startMillis(candle.path("timestamp"));
                bar.open = BavestJson.nonZero(candle.path("open"));
                bar.high = BavestJson.nonZero(candle.path("high"));
                bar.low = BavestJson.nonZero(candle.path("low"));
                bar.close = BavestJson.positive(candle.path("close"));
                bar.volume = BavestJson.number(candle.path("volume"));
                add(bars, bar, currency, timeframe, received);
            }
        }
        bars.sort(Comparator.comparingLong(bar -> bar.startMillis));
        return Fetched.available(bars);
    }

    private static void add(
            List<Bar> bars, Bar bar, String currency, Timeframe timeframe, Received received) {
        if (bar.startMillis == 0 || Double.isNaN(bar.close)) {
            return;
        }
        bar.symbol = received.symbol;
        bar.timeframe = timeframe;
        bar.endMillis = bar.startMillis + length(timeframe).toMillis();
        bar.currency = currency;
        bar.feed = Received.FEED;
        bars.add(bar);
    }

    private static String wrongColumns(JsonNode data) {
        for (String column : REQUIRED_COLUMNS) {
            if (!data.path(column).isArray()) {
                return "column " + column + " is missing";
            }
            if (data.get(column).size() != data.get("t").size()) {
                return unequal(column, data);
            }
        }
        JsonNode volume = data.path("v");
        boolean without = volume.isMissingNode() || volume.isNull();
        return without || volume.size() == data.get("t").size() ? null : unequal("v", data);
    }

    private static String unequal(String column, JsonNode data) {
        return "columns t and "
                + column
                + " have "
                + data.get("t").size()
                + " and "
                + data.path(column).size()
                + " values";
    }

    private static long startMillis(JsonNode time) {
        if (time.isTextual() && time.textValue().length() == 10) {
            try {
                return LocalDate.parse(time.textValue())
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
            } catch (DateTimeParseException e) {
                // Ten digits of seconds as text, perhaps.
                return BavestJson.epochMillis(time);
            }
        }
        return BavestJson.epochMillis(time);
    }

    private static Duration length(Timeframe timeframe) {
        switch (timeframe) {
            case ONE_MINUTE:
                return Duration.ofMinutes(1);
            case FIVE_MINUTES:
                return Duration.ofMinutes(5);
            case SESSION:
                return Duration.ofDays(1);
        }
        throw new IllegalArgumentException("no length of " + timeframe);
    }
}
