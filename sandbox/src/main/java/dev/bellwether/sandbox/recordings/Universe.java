// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.recordings;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Choices of symbols from the recording. */
public final class Universe {

    private static final LocalDate SNAPSHOT = LocalDate.of(2017, 3, 7);

    private Universe() {}

    /**
     * The {@code count} largest companies by market value on 2017-03-07 that have a bar in every
     * recorded session, largest first.
     *
     * @throws IllegalArgumentException if there are not that many
     */
    public static List<String> largest(Recordings recordings, int count) {
        List<String> all =
                recordings.fundamentals().stream()
                        .filter(row -> row.asOf.equals(SNAPSHOT))
                        .filter(row -> row.marketCap > 0)
                        .filter(row -> isComplete(recordings, row.symbol))
                        .sorted(
                                Comparator.comparingDouble((Fundamental row) -> -row.marketCap)
                                        .thenComparing(row -> row.symbol))
                        .map(row -> row.symbol)
                        .collect(Collectors.toUnmodifiableList());
        if (count < 1 || count > all.size()) {
            throw new IllegalArgumentException(
                    "must be between 1 and " + all.size() + " symbols, was " + count);
        }
        return all.subList(0, count);
    }

    private static boolean isComplete(Recordings recordings, String symbol) {
        return recordings.hasBars(symbol)
                && recordings.bars(symbol).size() == recordings.sessionCount();
    }
}
