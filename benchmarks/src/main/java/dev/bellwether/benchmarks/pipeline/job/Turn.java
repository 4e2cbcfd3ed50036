// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

/** What one turn gave. */
public final class Turn {

    static final String RESULT = "RESULT ";

    /** Events that reached the sink. */
    public final long events;

    /** Events per second. */
    public final double perSecond;

    /** Processor time of the job's process per event, start and end of the job included. */
    public final double cpuMicrosPerEvent;

    Turn(long events, double perSecond, double cpuMicrosPerEvent) {
        this.events = events;
        this.perSecond = perSecond;
        this.cpuMicrosPerEvent = cpuMicrosPerEvent;
    }

    String line() {
        return RESULT + events + " " + perSecond + " " + cpuMicrosPerEvent;
    }

    static Turn parse(String line) {
        String[] parts = line.substring(RESULT.length()).split(" ", 3);
        return new Turn(
                Long.parseLong(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]));
    }
}
