// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recorded bars of a few symbols, as files that somebody drops into a watched folder. */
final class RecordedBars {

    static final List<String> SYMBOLS =
            List.of(
                    "AAPL", "AMZN", "BAC", "C", "GE", "GOOGL", "IBM", "INTC", "JPM", "KO", "MSFT",
                    "NVDA", "XOM");

    private RecordedBars() {}

    static String session(int session) {
        return Recordings.load().session(session).toString();
    }

    /** Some of the bars, counted session by session, as a file that is there all at once. */
    static void drop(Path directory, int from, int to) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("date,open,high,low,close,volume,symbol");
        for (int i = from; i < to; i++) {
            int session = i / SYMBOLS.size();
            String symbol = SYMBOLS.get(i % SYMBOLS.size());
            DailyBars bars = Recordings.load().bars(symbol);
            int k = bars.indexAt(session);
            lines.add(
                    String.join(
                            ",",
                            session(session),
                            String.valueOf(bars.open(k)),
                            String.valueOf(bars.high(k)),
                            String.valueOf(bars.low(k)),
                            String.valueOf(bars.close(k)),
                            String.valueOf(bars.volume(k)),
                            symbol));
        }
        Path hidden = directory.resolve(".bars");
        Files.write(hidden, lines, UTF_8);
        Files.move(
                hidden,
                directory.resolve(String.format(Locale.ROOT, "bars-%06d.csv", from)),
                StandardCopyOption.ATOMIC_MOVE);
    }
}
