// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.alpaca;

import dev.bellwether.model.UsSessions;
import java.time.LocalDate;
import java.util.Arrays;

/** The days that recorded sessions are shown as. Immutable. */
final class ShownDates {

    private final LocalDate[] dates;

    /**
     * @param sessions how many are recorded
     * @param session one of them
     * @param shownAs the day that it is shown as
     */
    ShownDates(int sessions, int session, LocalDate shownAs) {
        UsSessions calendar = new UsSessions();
        if (!calendar.isTradingDay(shownAs)) {
            throw new IllegalArgumentException("there is no session on " + shownAs);
        }
        dates = new LocalDate[sessions];
        dates[session] = shownAs;
        for (int i = session - 1; i >= 0; i--) {
            dates[i] = calendar.previous(dates[i + 1]);
        }
        for (int i = session + 1; i < sessions; i++) {
            dates[i] = calendar.next(dates[i - 1]);
        }
    }

    LocalDate date(int session) {
        return dates[session];
    }

    /** The first session that is shown on that day or later; may be the number of sessions. */
    int onOrAfter(LocalDate date) {
        int index = Arrays.binarySearch(dates, date);
        return index >= 0 ? index : -index - 1;
    }
}
