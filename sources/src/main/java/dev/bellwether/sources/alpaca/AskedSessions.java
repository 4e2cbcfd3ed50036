// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.alpaca;

import dev.bellwether.model.UsSessions;
import dev.bellwether.sources.polling.PollRequest;
import dev.bellwether.sources.polling.schedule.Schedule;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.flink.configuration.ReadableConfig;

/** Which sessions a poll asks for. */
final class AskedSessions implements Serializable {

    private static final long serialVersionUID = 1L;

    private final UsSessions calendar = new UsSessions();
    private final int lookback;
    private final int warmUp;
    private final LocalDate rangeFrom;
    private final LocalDate rangeTo;

    /** From checked options of the group {@code AlpacaBars}. */
    AskedSessions(ReadableConfig bars) {
        lookback = bars.get(AlpacaBarOptions.LOOKBACK);
        warmUp = bars.get(AlpacaBarOptions.WARM_UP);
        rangeFrom = date(bars.getOptional(AlpacaBarOptions.RANGE_FROM).orElse(null));
        rangeTo = date(bars.getOptional(AlpacaBarOptions.RANGE_TO).orElse(null));
    }

    private static LocalDate date(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    /** The sessions of one poll; all that are asked for have closed when it was due. */
    static final class Span {

        /** The first that is asked for. */
        final LocalDate first;

        /** The first whose figures are wanted. */
        final LocalDate wanted;

        /** Before {@link #wanted} if nothing is. */
        final LocalDate last;

        Span(LocalDate first, LocalDate wanted, LocalDate last) {
            this.first = first;
            this.wanted = wanted;
            this.last = last;
        }

        boolean isEmpty() {
            return last.isBefore(wanted);
        }
    }

    Span of(PollRequest request) {
        boolean unknown = request.windowStartMillis() == Schedule.NOT_YET;
        LocalDate closed = calendar.lastClosed(Instant.ofEpochMilli(request.scheduledMillis()));
        LocalDate last = rangeTo != null && rangeTo.isBefore(closed) ? rangeTo : closed;
        LocalDate wanted = unknown ? null : calendar.next(closedBefore(request));
        if (rangeFrom == null) {
            LocalDate recent = calendar.back(last, lookback - 1);
            wanted = wanted == null || recent.isBefore(wanted) ? recent : wanted;
        } else if (wanted == null || wanted.isBefore(rangeFrom)) {
            wanted = rangeFrom;
        }
        return new Span(unknown ? calendar.back(wanted, warmUp) : wanted, wanted, last);
    }

    private LocalDate closedBefore(PollRequest request) {
        return calendar.lastClosed(Instant.ofEpochMilli(request.windowStartMillis()));
    }
}
