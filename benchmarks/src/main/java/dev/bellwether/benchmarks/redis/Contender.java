// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.redis;

import java.io.IOException;

/** Somebody who writes to Redis as fast as he can. */
interface Contender extends AutoCloseable {

    String name();

    /** How many commands one turn writes. */
    long records();

    /** One turn; returns commands per second. */
    double run(int valueBytes) throws IOException;

    @Override
    void close();
}
