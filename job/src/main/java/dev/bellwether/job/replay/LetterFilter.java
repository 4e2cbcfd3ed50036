// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;
import java.time.Instant;
import java.util.Set;

/** Which dead letters are meant; an empty set or {@code null} means all. */
public final class LetterFilter {

    private final Set<ReasonCode> reasons;
    private final Set<String> symbols;
    private final Set<String> sources;
    private final Instant since;

    /**
     * @param since the earliest time at which they were set aside
     */
    public LetterFilter(
            Set<ReasonCode> reasons, Set<String> symbols, Set<String> sources, Instant since) {
        this.reasons = reasons;
        this.symbols = symbols;
        this.sources = sources;
        this.since = since;
    }

    boolean isMeant(DeadLetter letter) {
        return (reasons.isEmpty() || reasons.contains(letter.reason))
                && (symbols.isEmpty() || symbols.contains(letter.symbol))
                && (sources.isEmpty() || sources.contains(letter.source))
                && (since == null || letter.occurredMillis >= since.toEpochMilli());
    }
}
