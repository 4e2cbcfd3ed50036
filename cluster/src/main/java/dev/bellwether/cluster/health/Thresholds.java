// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.health;

import java.time.Duration;

/** From where on something counts as wrong. The fields' values are the defaults. */
public final class Thresholds {

    /** TaskManagers that there should be; 0: any number of them will do. */
    public int taskManagers;

    /** Slots that should be free, for instance to outlive the loss of a TaskManager. */
    public int freeSlots;

    /** How long a failure of a job counts. */
    public Duration restartsWithin = Duration.ofMinutes(10);

    /** Age of the last completed checkpoint, in intervals; never less than 30 seconds. */
    public double checkpointAgeIntervals = 3;

    /** Duration of the last completed checkpoint. */
    public Duration checkpointDuration = Duration.ofMinutes(1);

    /** Share of its time that a task may be held up by what follows it, 0 to 1. */
    public double backPressure = 0.5;

    /**
     * How far event time may be behind the clock; zero: not judged, since it stands still whenever
     * the markets are closed.
     */
    public Duration eventTimeLag = Duration.ZERO;

    /** Age of the last usable answer of a polled provider. */
    public Duration pollAge = Duration.ofMinutes(5);

    /** Share of dead letters in what came in, 0 to 1. */
    public double deadLetterShare = 0.05;

    /** How long Redis may take to accept what waits at a checkpoint. */
    public Duration redisFlush = Duration.ofSeconds(1);
}
