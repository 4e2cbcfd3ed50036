// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.io.Serializable;

/**
 * Tells whether a record brings anything new, for a source that emits on change.
 *
 * <p>A record is left out if its item's last emitted record had the same fingerprint. Fingerprints
 * are part of a checkpoint, so a restart does not emit everything anew. What is compared is the
 * latest value: if one answer holds a series of records of one item, each is compared with the one
 * before it.
 *
 * @param <T> type of the records
 */
public interface ChangeFingerprint<T> extends Serializable {

    /**
     * The item whose value this record is, as it was given to the source.
     *
     * @return {@code null} (or an item that is not of this poll) if the record is always emitted
     */
    String item(T record);

    /**
     * A number that differs whenever the record is worth emitting, but for chance collisions; the
     * same again in another process (so not {@link Object#hashCode}).
     */
    long fingerprint(T record);
}
