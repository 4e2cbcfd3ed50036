// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.LocalCluster;
import dev.bellwether.cluster.rest.ClusterException;
import dev.bellwether.cluster.rest.Overview;

/** How many parallel tasks fit when nobody says how many. */
final class Parallelism {

    private Parallelism() {}

    /** All slots but those of one TaskManager, so that the job goes on when one is lost. */
    static int of(LocalCluster cluster) {
        Overview overview = cluster.rest().overview();
        int spare = overview.taskManagers > 1 ? overview.slots / overview.taskManagers : 0;
        return Math.max(overview.slots - spare, 1);
    }

    /** Says at once what the scheduler would say after minutes. */
    static int fitting(int wanted, int slots) {
        if (wanted > slots) {
            throw new ClusterException(
                    "parallelism " + wanted + " wants as many slots, and there are " + slots);
        }
        return wanted;
    }
}
