// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import dev.bellwether.model.Quote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Recorded daily bars as the quotes that a feed would have given at the close. */
final class DailyBars {

    private DailyBars() {}

    static List<Quote> dirty() throws IOException {
        try (InputStream file = DailyBars.class.getResourceAsStream("us-daily-bars-dirty.csv")) {
            return read(file, false);
        }
    }

    static List<Quote> sample(boolean withPreviousClose) throws IOException {
        try (InputStream file =
                DailyBars.class.getResourceAsStream("us-daily-bars-sample.csv.gz")) {
            return read(new GZIPInputStream(file), withPreviousClose);
        }
    }

    static List<Quote> read(InputStream csv, boolean withPreviousClose) throws IOException {
        List<Quote> quotes = new ArrayList<>();
        Map<String, Double> closes = new HashMap<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8));
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] cells = line.split(",", -1);
            Quote quote =
                    Quote.of(
                            cells[6],
                            Double.parseDouble(cells[4]),
                            LocalDate.parse(cells[0])
                                    .atTime(21, 0)
                                    .toInstant(ZoneOffset.UTC)
                                    .toEpochMilli());
            quote.open = Double.parseDouble(cells[1]);
            quote.high = Double.parseDouble(cells[2]);
            quote.low = Double.parseDouble(cells[3]);
            quote.dayVolume = Double.parseDouble(cells[5]);
            quote.feed = "daily-bars";
            Double before = closes.put(quote.symbol, quote.price);
            if (withPreviousClose && before != null) {
                quote.previousClose = before;
            }
            quotes.add(quote);
        }
        return quotes;
    }
}
