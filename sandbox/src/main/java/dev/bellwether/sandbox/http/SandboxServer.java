// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import com.sun.net.httpserver.HttpServer;
import dev.bellwether.sandbox.clock.ReplayClock;
import dev.bellwether.sandbox.faults.FaultPlan;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP server on 127.0.0.1 that all providers and the control paths share. */
public final class SandboxServer implements AutoCloseable {

    private static final int THREADS = 4;
    private static final byte[] LOCALHOST = {127, 0, 0, 1};

    static {
        // Read once by the JDK's server. Without it, header and body of an answer are two packets
        // of
        // which the second waits for a delayed acknowledgement, about 40 ms.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;

    private SandboxServer(
            HttpServer server, ExecutorService workers, ScheduledExecutorService timer) {
        this.server = server;
        this.workers = workers;
        this.timer = timer;
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any free one
     * @param slowBody how long the fault {@code slow-body} takes for a body
     * @throws IOException if the port is taken
     */
    public static SandboxServer start(
            int port,
            Duration slowBody,
            List<Provider> providers,
            Recordings recordings,
            ReplayClock clock,
            FaultPlan faults,
            Stats stats)
            throws IOException {
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getByAddress(LOCALHOST), port), 0);
        ExecutorService workers = Executors.newFixedThreadPool(THREADS, named("sandbox-http-"));
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(named("sandbox-timer-"));
        ReplyWriter writer = new ReplyWriter(timer, slowBody);
        for (Provider provider : providers) {
            ProviderHandler handler = new ProviderHandler(provider, clock, faults, stats, writer);
            for (String prefix : provider.pathPrefixes()) {
                server.createContext(prefix, handler);
            }
        }
        server.createContext("/sandbox/", new ControlHandler(recordings, clock, faults, stats));
        server.createContext(
                "/",
                exchange -> Answers.error(exchange, 404, "no provider of the sandbox is here"));
        server.setExecutor(workers);
        server.start();
        return new SandboxServer(server, workers, timer);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops at once; answers in progress are cut off. Returns when all its threads have ended. */
    @Override
    public void close() {
        server.stop(0);
        timer.shutdownNow();
        workers.shutdownNow();
        try {
            timer.awaitTermination(5, TimeUnit.SECONDS);
            workers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
