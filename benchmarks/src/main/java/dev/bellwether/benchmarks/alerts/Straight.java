// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What the machine allows at that moment: a program that does nothing but post a message of the
 * same size to the same server, five times a second while the job runs.
 */
final class Straight implements AutoCloseable {

    static final String PATH = "/straight";

    private static final long EVERY_MILLIS = 200;
    private static final String BODY = "{\"text\":\"" + "x".repeat(1_000) + "\"}";

    private final Distribution millis = new Distribution();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private Straight(String url) {
        request =
                HttpRequest.newBuilder(URI.create(url).resolve(PATH))
                        .timeout(Duration.ofSeconds(10))
                        .POST(BodyPublishers.ofString(BODY))
                        .build();
    }

    static Straight start(String url) {
        Straight straight = new Straight(url);
        straight.timer.scheduleAtFixedRate(
                straight::post, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return straight;
    }

    private void post() {
        long from = System.nanoTime();
        http.sendAsync(request, BodyHandlers.discarding()).join();
        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
    }

    /** Ends it, and gives the times from posting to the answer. */
    Distribution end() throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(20, TimeUnit.SECONDS)) {
            throw new InterruptedException("the server does not answer");
        }
        return millis;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
