// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.job;

/** What one turn gave. */
public final class Turn {

    static final String RESULT = "RESULT ";

    /** Records that were played. */
    public long records;

    /** Those of them that have reached the writer. */
    public long events;

    /** Commands that the writers say Redis has accepted. */
    public long commands;

    /** Events per second, see {@link Meter}. */
    public double perSecond;

    /** Processor time of the job's process per event. */
    public double cpuMicrosPerEvent;

    /** Latencies from due to accepted; only at a fixed rate. */
    public int p50Millis;

    public int p99Millis;
    public int maxMillis;

    /** Bytes of a savepoint; only if asked for. */
    public long stateBytes;

    String line() {
        return RESULT
                + records
                + " "
                + events
                + " "
                + commands
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
        String[] parts = line.substring(RESULT.length()).split(" ", 9);
        Turn turn = new Turn();
        turn.records = Long.parseLong(parts[0]);
        turn.events = Long.parseLong(parts[1]);
        turn.commands = Long.parseLong(parts[2]);
        turn.perSecond = Double.parseDouble(parts[3]);
        turn.cpuMicrosPerEvent = Double.parseDouble(parts[4]);
        turn.p50Millis = Integer.parseInt(parts[5]);
        turn.p99Millis = Integer.parseInt(parts[6]);
        turn.maxMillis = Integer.parseInt(parts[7]);
        turn.stateBytes = Long.parseLong(parts[8]);
        return turn;
    }
}
