// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Timers} on the clocks of the machine. */
final class SystemTimers implements Timers {

    static final SystemTimers INSTANCE = new SystemTimers();

    private static final Logger LOG = LoggerFactory.getLogger(SystemTimers.class);

    /** An idle thread would hold the class loader of a job that is long gone. */
    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor executor;

    private SystemTimers() {
        executor =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "bellwether-timers");
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        // Most tasks are timeouts of requests that end well.
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
        ScheduledFuture<?> future =
                executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A timer's task failed; whoever waits for it will run into a timeout", e);
        }
    }
}
