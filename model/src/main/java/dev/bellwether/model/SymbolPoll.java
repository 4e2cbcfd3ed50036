// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * That a provider was asked for the bars of one symbol, and how that ended. It follows the bars of
 * the symbol that came of it.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(SymbolPollSerializer.TypeFactory.class)
public class SymbolPoll {

    public String symbol;

    /** The newest session that was asked for, days since 1970-01-01. */
    public int sessionDay;

    public PollOutcome outcome;

    /** For a person: what went wrong; {@code null} if nothing did. Holds no secret. */
    public String detail;

    /** When the poll was due, epoch milliseconds UTC. */
    public long dueMillis;

    public SymbolPoll() {}

    public static SymbolPoll of(
            String symbol, int sessionDay, PollOutcome outcome, String detail, long dueMillis) {
        SymbolPoll poll = new SymbolPoll();
        poll.symbol = symbol;
        poll.sessionDay = sessionDay;
        poll.outcome = outcome;
        poll.detail = detail;
        poll.dueMillis = dueMillis;
        return poll;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SymbolPoll)) {
            return false;
        }
        SymbolPoll that = (SymbolPoll) other;
        return Objects.equals(symbol, that.symbol)
                && sessionDay == that.sessionDay
                && Objects.equals(outcome, that.outcome)
                && Objects.equals(detail, that.detail)
                && dueMillis == that.dueMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, sessionDay, outcome, detail, dueMillis);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }
}
