// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counted on the task's thread. */
final class TableMetrics {

    final Counter written;
    final Counter retried;
    final Counter refused;

    TableMetrics(MetricGroup metrics, TableQueue queue) {
        MetricGroup exported = metrics.addGroup("kinesisanalytics");
        written = exported.counter("itemsWritten");
        retried = exported.counter("itemsRetried");
        refused = exported.counter("itemsRefused");
        exported.gauge("itemsSuperseded", queue::superseded);
        exported.gauge("itemsWaiting", queue::size);
    }
}
