// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a feed makes of one answer or record: a quote, or the dead letter that explains its absence.
 *
 * <p>Not changed after it was handed on, see {@link EventSerializer}.
 */
@TypeInfo(IngestedSerializer.TypeFactory.class)
public class Ingested {

    /** The quote, or {@code null} if the record could not be used. */
    public Quote quote;

    /** The dead letter, or {@code null} if there is a quote. */
    public DeadLetter deadLetter;

    public Ingested() {}

    public static Ingested of(Quote quote) {
        Ingested ingested = new Ingested();
        ingested.quote = quote;
        return ingested;
    }

    public static Ingested of(DeadLetter deadLetter) {
        Ingested ingested = new Ingested();
        ingested.deadLetter = deadLetter;
        return ingested;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ingested
                && Objects.equals(quote, ((Ingested) other).quote)
                && Objects.equals(deadLetter, ((Ingested) other).deadLetter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(quote, deadLetter);
    }

    @Override
    public String toString() {
        return "Ingested{" + (quote != null ? quote : deadLetter) + "}";
    }
}
