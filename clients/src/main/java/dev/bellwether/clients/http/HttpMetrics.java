// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Shows the counts of a client as metrics of the operator that uses it. */
public final class HttpMetrics {

    private HttpMetrics() {}

    /** Registers the metrics that the module's README lists, in the given group itself. */
    public static void register(MetricGroup group, HttpCounters counters) {
        gauge(group, "requestsSent", counters::requests);
        gauge(group, "requestsRetried", counters::retries);
        gauge(group, "attemptsLimited", () -> counters.attempts(Outcome.LIMITED));
        gauge(group, "attemptsRefused", () -> counters.attempts(Outcome.REFUSED));
        gauge(group, "attemptsFailed", () -> counters.attempts(Outcome.TRANSIENT));
        gauge(group, "attemptsUnusable", () -> counters.attempts(Outcome.UNUSABLE));
        gauge(group, "attemptsNotFound", () -> counters.attempts(Outcome.NOT_FOUND));
        gauge(group, "limiterMillisWaited", counters::limiterWaitMillis);
        gauge(group, "breakersOpen", () -> (long) counters.openBreakers());
    }

    private static void gauge(MetricGroup group, String name, Gauge<Long> value) {
        group.gauge(name, value);
    }
}
