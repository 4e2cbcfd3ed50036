// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import java.io.IOException;
import java.util.List;

/** Where records come back into the job. */
interface Destination extends AutoCloseable {

    /** Returns when every record is there to stay. */
    void put(List<Repaired> records) throws IOException, InterruptedException;

    /** Named in the summary. */
    @Override
    String toString();

    @Override
    void close() throws IOException;
}
