// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline;

import dev.bellwether.benchmarks.figures.Rates;

/** What one job gave in all rounds of one case. */
final class Series {

    /** Events per second. */
    final Rates rates = new Rates();

    /** Processor time of the job's process, microseconds per event. */
    final Rates cpuMicros = new Rates();

    /** Processor time of redis-server, microseconds per event. */
    final Rates redisMicros = new Rates();

    /** What Redis received for an event, counted by Redis. */
    final Rates commands = new Rates();

    final Rates bytes = new Rates();
}
