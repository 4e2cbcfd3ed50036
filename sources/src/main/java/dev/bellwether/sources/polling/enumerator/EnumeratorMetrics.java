// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import java.time.Clock;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Figures of one polling source as a whole. Written by the coordinator's thread only. */
final class EnumeratorMetrics {

    private final Counter pauses;

    private volatile int running;
    private volatile long skipped;
    private volatile long caughtUp;
    private volatile long lastSuccessMillis;
    private volatile boolean stopped;

    EnumeratorMetrics(MetricGroup parent, Clock clock) {
        MetricGroup group = parent.addGroup("kinesisanalytics");
        lastSuccessMillis = clock.millis();
        pauses = group.counter("pausesBroadcast");
        group.<Integer, Gauge<Integer>>gauge("chunksRunning", () -> running);
        group.<Long, Gauge<Long>>gauge("firingsSkipped", () -> skipped);
        group.<Long, Gauge<Long>>gauge("firingsCaughtUp", () -> caughtUp);
        group.<Integer, Gauge<Integer>>gauge("pollingStopped", () -> stopped ? 1 : 0);
        group.<Long, Gauge<Long>>gauge(
                "lastSuccessAgeMillis", () -> Math.max(0, clock.millis() - lastSuccessMillis));
    }

    void show(Ledger ledger) {
        running = ledger.running();
        skipped = ledger.skipped();
        caughtUp = ledger.caughtUp();
    }

    void paused() {
        pauses.inc();
    }

    void stopped() {
        stopped = true;
    }

    void succeeded(long millis) {
        if (millis > lastSuccessMillis) {
            lastSuccessMillis = millis;
        }
    }
}
