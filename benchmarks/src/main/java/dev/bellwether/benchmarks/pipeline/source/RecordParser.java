// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;

/** What a job makes of the bytes of one record, in the source, as a deserialization schema does. */
@FunctionalInterface
public interface RecordParser<T> extends Serializable {

    void parse(byte[] record, Consumer<? super T> out) throws IOException;
}
