// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;

/** What a job makes of the bytes of one record, in the source, as a deserialization schema does. */
@FunctionalInterface
public interface RecordParser<T> extends Serializable {

    /**
     * Reads one record.
     *
     * @param arrivalMillis when it came, or should have come, epoch milliseconds
     */
    void parse(byte[] record, long arrivalMillis, Consumer<? super T> out) throws IOException;
}
