// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.health;

import dev.bellwether.cluster.rest.ClusterException;
import java.time.Duration;

/** Gives the server time to do what it was asked for. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while waiting", e);
        }
    }
}
