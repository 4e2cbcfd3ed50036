// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.barfiles;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.PolledBar;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.model.Timeframe;
import dev.bellwether.model.UsSessions;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Bars from the bytes of lines. Columns are found by the names in the header, whatever their order;
 * others are passed over. A line that is no bar becomes a dead letter with its bytes. Texts are
 * made once per symbol and once per date.
 */
final class BarLineParser {

    static final String FEED = "bar-files";

    private static final List<String> COLUMNS =
            List.of("date", "open", "high", "low", "close", "volume", "symbol");

    private static final int DATE = 0;
    private static final int SYMBOL = 6;
    private static final int SYMBOLS = 1 << 14;

    private final String currency;
    private final int[] columnAt;
    private final int[] starts = new int[COLUMNS.size()];
    private final int[] ends = new int[COLUMNS.size()];
    private final byte[][] symbolBytes = new byte[SYMBOLS][];
    private final String[] symbols = new String[SYMBOLS];

    private byte[] dateBytes = new byte[0];
    private long startMillis;
    private long endMillis;

    /**
     * @param header the first line
     * @throws IllegalArgumentException naming the columns that it lacks
     */
    BarLineParser(String header, String currency) {
        this.currency = currency;
        String[] names = header.strip().split(",", -1);
        columnAt = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            columnAt[i] = COLUMNS.indexOf(names[i].strip().toLowerCase(Locale.ROOT));
        }
        for (int column = 0; column < COLUMNS.size(); column++) {
            int wanted = column;
            if (Arrays.stream(columnAt).noneMatch(found -> found == wanted)) {
                throw new IllegalArgumentException(
                        "a file of bars must begin with a header that names "
                                + String.join(", ", COLUMNS)
                                + "; "
                                + COLUMNS.get(column)
                                + " is not in it");
            }
        }
    }

    /** Instead of the bars of a file: what is wrong with its first line, which is kept. */
    static PolledBar unreadable(String header, IllegalArgumentException why, long nowMillis) {
        return PolledBar.of(
                DeadLetter.of(
                                FEED,
                                ReasonCode.UNEXPECTED_SHAPE,
                                "nothing of the file was read: " + why.getMessage(),
                                header.getBytes(StandardCharsets.UTF_8),
                                nowMillis)
                        .at(null, "1"));
    }

    /** The bar of a line, without its end, or the dead letter that explains why there is none. */
    PolledBar parse(byte[] bytes, int from, int to, long line, long nowMillis) {
        if (!split(bytes, from, to)) {
            return letter(
                    bytes,
                    from,
                    to,
                    line,
                    "it has not as many fields as the header, " + columnAt.length,
                    nowMillis);
        }
        try {
            Bar bar = new Bar();
            bar.symbol = symbol(bytes, starts[SYMBOL], ends[SYMBOL]);
            date(bytes, starts[DATE], ends[DATE]);
            bar.timeframe = Timeframe.SESSION;
            bar.startMillis = startMillis;
            bar.endMillis = endMillis;
            bar.open = number(bytes, 1);
            bar.high = number(bytes, 2);
            bar.low = number(bytes, 3);
            bar.close = number(bytes, 4);
            bar.volume = number(bytes, 5);
            bar.currency = currency;
            bar.feed = FEED;
            bar.adjusted = true;
            return PolledBar.of(bar);
        } catch (NumberFormatException | DateTimeException e) {
            return letter(bytes, from, to, line, "it has " + e.getMessage(), nowMillis);
        }
    }

    private boolean split(byte[] bytes, int from, int to) {
        int field = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || bytes[i] == ',') {
                if (field == columnAt.length) {
                    return false;
                }
                int column = columnAt[field++];
                if (column >= 0) {
                    starts[column] = start;
                    ends[column] = i;
                }
                start = i + 1;
            }
        }
        return field == columnAt.length;
    }

    private double number(byte[] bytes, int column) {
        int length = ends[column] - starts[column];
        try {
            return JavaDoubleParser.parseDouble(bytes, starts[column], length);
        } catch (NumberFormatException e) {
            throw new NumberFormatException(
                    COLUMNS.get(column)
                            + " '"
                            + text(bytes, starts[column], ends[column])
                            + "', which is no number");
        }
    }

    private void date(byte[] bytes, int from, int to) {
        if (!Arrays.equals(dateBytes, 0, dateBytes.length, bytes, from, to)) {
            LocalDate date = parsed(text(bytes, from, to));
            startMillis = date.atStartOfDay(UsSessions.ZONE).toInstant().toEpochMilli();
            endMillis = date.plusDays(1).atStartOfDay(UsSessions.ZONE).toInstant().toEpochMilli();
            dateBytes = Arrays.copyOfRange(bytes, from, to);
        }
    }

    private static LocalDate parsed(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new DateTimeException("date '" + text + "', which is none such as 2025-03-28", e);
        }
    }

    private String symbol(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (SYMBOLS - 1);
        byte[] known = symbolBytes[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, bytes, from, to)) {
            symbolBytes[slot] = Arrays.copyOfRange(bytes, from, to);
            symbols[slot] = text(bytes, from, to);
        }
        return symbols[slot];
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private PolledBar letter(
            byte[] bytes, int from, int to, long line, String why, long nowMillis) {
        DeadLetter letter =
                DeadLetter.of(
                        FEED,
                        ReasonCode.MALFORMED,
                        "line " + line + " is no bar: " + why,
                        Arrays.copyOfRange(bytes, from, to),
                        nowMillis);
        return PolledBar.of(letter.at(null, String.valueOf(line)));
    }
}
