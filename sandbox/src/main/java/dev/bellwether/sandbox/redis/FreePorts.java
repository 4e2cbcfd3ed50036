// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1 that nobody listens on at the moment. */
public final class FreePorts {

    /** A cluster node also listens on its port plus this. */
    static final int CLUSTER_BUS_OFFSET = 10_000;

    // Below the range from which Linux takes the ports of outgoing connections (32768 and up): a
    // port from there may be taken between a server's stop and its start.
    private static final int FIRST = 18_000;
    private static final int LAST = 22_700;
    private static final int ATTEMPTS = 200;

    private FreePorts() {}

    /** A port that is free, and whose cluster bus port is free too. */
    public static int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port) && isFree(port + CLUSTER_BUS_OFFSET)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            // In use: that is what was asked.
            return false;
        }
    }
}
