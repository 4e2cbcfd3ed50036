// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.rest;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again and again until there is an answer, for a limited time. */
public final class Waiting {

    private static final long PAUSE_MILLIS = 100;

    private Waiting() {}

    /**
     * The first answer that is present.
     *
     * @param what completes the sentence "waited 60 s in vain for …"
     * @throws ClusterException when there was none within {@code limit}
     */
    public static <T> T until(Duration limit, String what, Supplier<Optional<T>> question) {
        return within(limit, question)
                .orElseThrow(
                        () ->
                                new ClusterException(
                                        "waited " + limit.toSeconds() + " s in vain for " + what));
    }

    /** The first answer that is present, or nothing when there was none within {@code limit}. */
    public static <T> Optional<T> within(Duration limit, Supplier<Optional<T>> question) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent() || System.nanoTime() - end > 0) {
                return answer;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while waiting", e);
        }
    }
}
