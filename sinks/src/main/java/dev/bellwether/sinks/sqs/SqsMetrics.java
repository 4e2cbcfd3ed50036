// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** Counted where the answers come, which is on threads of the sink. */
final class SqsMetrics {

    private final Counter sent;
    private final Counter retried;
    private final Counter refused;

    SqsMetrics(MetricGroup metrics) {
        MetricGroup exported = metrics.addGroup("kinesisanalytics");
        sent = exported.counter("deadLettersSent", new ThreadSafeSimpleCounter());
        retried = exported.counter("deadLettersRetried", new ThreadSafeSimpleCounter());
        refused = exported.counter("deadLettersRefused", new ThreadSafeSimpleCounter());
    }

    void sent(int count) {
        sent.inc(count);
    }

    void retried(int count) {
        retried.inc(count);
    }

    void refused(int count) {
        refused.inc(count);
    }
}
