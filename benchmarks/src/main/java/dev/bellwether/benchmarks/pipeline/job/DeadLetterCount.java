// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

import dev.bellwether.model.DeadLetter;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Counts the dead letters of the job that runs in this JVM, which a clean tape must not make. */
final class DeadLetterCount extends ProcessFunction<DeadLetter, DeadLetter> {

    private static final long serialVersionUID = 1L;

    private static final LongAdder COUNT = new LongAdder();
    private static volatile String last;

    static long count() {
        return COUNT.sum();
    }

    /** The newest one, for a message. */
    static String last() {
        return last;
    }

    @Override
    public void processElement(DeadLetter letter, Context context, Collector<DeadLetter> out) {
        COUNT.increment();
        last = letter.toString();
    }
}
