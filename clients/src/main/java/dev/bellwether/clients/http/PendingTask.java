// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

/** A task that can be cancelled before it is known, as when a timer fires while it is being set. */
final class PendingTask implements Timers.Task {

    private Timers.Task task;
    private boolean cancelled;

    void set(Timers.Task newTask) {
        synchronized (this) {
            task = newTask;
            if (!cancelled) {
                return;
            }
        }
        newTask.cancel();
    }

    @Override
    public void cancel() {
        Timers.Task known;
        synchronized (this) {
            cancelled = true;
            known = task;
        }
        if (known != null) {
            known.cancel();
        }
    }
}
