// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import dev.bellwether.job.cluster.RecordingChat.Arrival;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kills of a job, and which messages may come twice for them: one that came after the last
 * checkpoint before the kill began, and the one that was on its way to its address just then. What
 * came before is told in that checkpoint. No clock but that of this machine is looked at.
 */
final class Kills {

    private static final class Kill {
        final long millis;
        final long checkpointMillis;

        Kill(long millis, long checkpointMillis) {
            this.millis = millis;
            this.checkpointMillis = checkpointMillis;
        }
    }

    private final List<Kill> kills = new ArrayList<>();

    /**
     * @param millis when the process was gone, epoch milliseconds
     * @param checkpointMillis when the last completed checkpoint before that began, or an earlier
     *     one
     */
    void add(long millis, long checkpointMillis) {
        kills.add(new Kill(millis, checkpointMillis));
    }

    /** One sentence for each message that should not have come again. */
    List<String> mistakes(List<Arrival> arrivals) {
        List<String> mistakes = new ArrayList<>();
        Map<String, Arrival> before = new HashMap<>();
        for (Arrival again : arrivals) {
            Arrival first = before.put(again.key, again);
            if (first == null) {
                continue;
            }
            Kill kill =
                    kills.stream()
                            .filter(one -> one.millis >= first.millis)
                            .findFirst()
                            .orElse(null);
            if (kill == null || kill.millis > again.millis) {
                mistakes.add(first + " came again without a kill: " + again);
            } else if (isAnswered(first, kill, arrivals)) {
                mistakes.add(
                        first
                                + " came again, but is in the checkpoint of "
                                + kill.checkpointMillis
                                + ": "
                                + again);
            }
        }
        return mistakes;
    }

    /**
     * Whether its answer was known when the checkpoint began: the next message to its address is
     * sent only then.
     */
    private static boolean isAnswered(Arrival one, Kill kill, List<Arrival> all) {
        return all.stream()
                .anyMatch(
                        other ->
                                other.address.equals(one.address)
                                        && other.millis > one.millis
                                        && other.millis < kill.checkpointMillis);
    }
}
