// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import java.util.concurrent.CompletableFuture;

/**
 * Lets any thread wake the task's thread. The task's thread clears it before it looks for work, so
 * a signal given while it looks is never lost.
 */
final class Wakeup {

    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private boolean signalled = true;
    private CompletableFuture<Void> waiting;

    void signal() {
        CompletableFuture<Void> sleeper;
        synchronized (this) {
            signalled = true;
            sleeper = waiting;
            waiting = null;
        }
        if (sleeper != null) {
            sleeper.complete(null);
        }
    }

    synchronized void clear() {
        signalled = false;
    }

    /** Complete if there was a signal since the last {@link #clear}, else at the next one. */
    synchronized CompletableFuture<Void> future() {
        if (signalled) {
            return NOW;
        }
        if (waiting == null) {
            waiting = new CompletableFuture<>();
        }
        return waiting;
    }
}
