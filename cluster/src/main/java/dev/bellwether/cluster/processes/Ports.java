// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1. */
public final class Ports {

    // Below the range from which Linux takes the ports of outgoing connections (32768 and up): one
    // from there may be taken between a process's end and its restart.
    private static final int FIRST = 23_000;
    private static final int LAST = 31_900;
    private static final int ATTEMPTS = 200;
    private static final int CONNECT_MILLIS = 1_000;

    private Ports() {}

    /** A port that nobody listens on at the moment. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
    }

    /** Whether one could listen there. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            // In use: that is what was asked.
            return false;
        }
    }

    /** Whether something accepts connections there. */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            // Nobody there: that is what was asked.
            return false;
        }
    }
}
