// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

/** What one turn gave. */
public final class Turn {

    static final String RESULT = "RESULT ";

    /** Events that reached the sink. */
    public long events;

    /** Events per second, without the first fifth. */
    public double perSecond;

    /** Processor time of the job's process per event, start and end of the job included. */
    public double cpuMicrosPerEvent;

    /** Latencies from due to accepted; only at a fixed rate. */
    public int p50Millis;

    public int p99Millis;
    public int maxMillis;

    /** Bytes of a savepoint; only if asked for. */
    public long stateBytes;

    String line() {
        return RESULT
                + events
                + " "
                + perSecond
                + " "
                + cpuMicrosPerEvent
                + " "
                + p50Millis
                + " "
                + p99Millis
                + " "
                + maxMillis
                + " "
                + stateBytes;
    }

    static Turn parse(String line) {
        String[] parts = line.substring(RESULT.length()).split(" ", 7);
        Turn turn = new Turn();
        turn.events = Long.parseLong(parts[0]);
        turn.perSecond = Double.parseDouble(parts[1]);
        turn.cpuMicrosPerEvent = Double.parseDouble(parts[2]);
        turn.p50Millis = Integer.parseInt(parts[3]);
        turn.p99Millis = Integer.parseInt(parts[4]);
        turn.maxMillis = Integer.parseInt(parts[5]);
        turn.stateBytes = Long.parseLong(parts[6]);
        return turn;
    }
}
