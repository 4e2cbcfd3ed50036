// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.recordings;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Everything that is recorded, in memory (about 16 MB) and immutable; loaded once, on first use, in
 * about half a second. Sessions are numbered from 0 in calendar order; a symbol's bars refer to
 * them by that number.
 */
public final class Recordings {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime CLOSE = LocalTime.of(16, 0);

    private static Recordings loaded;

    private final List<LocalDate> sessions;
    private final long[] closeSeconds;
    private final TreeMap<String, DailyBars> bars = new TreeMap<>();
    private final int barCount;
    private final List<Fundamental> fundamentals;
    private final List<MinuteBar> minuteBars;

    private Recordings() throws IOException {
        try (InputStream in = new GZIPInputStream(open("us-daily-bars.csv.gz"), 1 << 16)) {
            DailyBarReader reader = new DailyBarReader(in);
            reader.read();
            this.sessions = List.copyOf(reader.sessions);
            this.barCount = reader.rows;
            reader.bars.forEach((symbol, builder) -> bars.put(symbol, builder.build()));
        }
        try (InputStream in = open("fundamentals.csv")) {
            this.fundamentals = List.copyOf(Row.readAll(in, Fundamental::new));
        }
        try (InputStream in = open("minute-bars-spy-2020.csv")) {
            this.minuteBars = List.copyOf(Row.readAll(in, MinuteBar::new));
        }
        this.closeSeconds =
                sessions.stream()
                        .mapToLong(day -> day.atTime(CLOSE).atZone(NEW_YORK).toEpochSecond())
                        .toArray();
    }

    /**
     * The recordings, read from the class path the first time.
     *
     * @throws UncheckedIOException if a file is missing or damaged
     */
    public static synchronized Recordings load() {
        if (loaded == null) {
            try {
                loaded = new Recordings();
            } catch (IOException e) {
                throw new UncheckedIOException("the recordings cannot be read", e);
            }
        }
        return loaded;
    }

    /**
     * Writes the daily bars as they are recorded: CSV in gzip, in the order of dates and symbols.
     *
     * @throws IOException if the file cannot be written; one that is there is replaced
     */
    public static void copyDailyBars(Path file) throws IOException {
        try (InputStream in = open("us-daily-bars.csv.gz")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static InputStream open(String file) throws FileNotFoundException {
        InputStream in = Recordings.class.getResourceAsStream(file);
        if (in == null) {
            throw new FileNotFoundException("not on the class path: " + file);
        }
        return in;
    }

    /** Number of sessions of the daily recording. */
    public int sessionCount() {
        return sessions.size();
    }

    /** Date of a session. */
    public LocalDate session(int session) {
        return sessions.get(session);
    }

    /**
     * Number of the session on that date, or of the next one if there was none; may be the count.
     */
    public int sessionOnOrAfter(LocalDate date) {
        int index = Collections.binarySearch(sessions, date);
        return index >= 0 ? index : -index - 1;
    }

    /**
     * When a session's quote is made: 16:00 in New York on its date, in epoch seconds. The
     * recording does not say when a session closed early (some days before holidays), so every day
     * has this time.
     */
    public long closeSeconds(int session) {
        return closeSeconds[session];
    }

    /** Number of daily bars of all symbols together. */
    public int barCount() {
        return barCount;
    }

    /** Symbols with daily bars, in alphabetical order. */
    public NavigableSet<String> symbols() {
        return Collections.unmodifiableNavigableSet(bars.navigableKeySet());
    }

    public boolean hasBars(String symbol) {
        return bars.containsKey(symbol);
    }

    /**
     * The daily bars of a symbol.
     *
     * @throws IllegalArgumentException if none are recorded; see {@link #hasBars}
     */
    public DailyBars bars(String symbol) {
        DailyBars result = bars.get(symbol);
        if (result == null) {
            throw new IllegalArgumentException("no daily bars are recorded for " + symbol);
        }
        return result;
    }

    /** All rows of all snapshots. */
    public List<Fundamental> fundamentals() {
        return fundamentals;
    }

    /** The newest snapshot of a symbol that was public at the close of {@code date}. */
    public Optional<Fundamental> fundamental(String symbol, LocalDate date) {
        return fundamentals.stream()
                .filter(row -> row.symbol.equals(symbol) && !row.asOf.isAfter(date))
                .reduce((a, b) -> b.asOf.isAfter(a.asOf) ? b : a);
    }

    /** The minute bars of a symbol in time order; empty if none are recorded. */
    public List<MinuteBar> minuteBars(String symbol) {
        return minuteBars.stream()
                .filter(bar -> bar.symbol.equals(symbol))
                .collect(Collectors.toUnmodifiableList());
    }
}
