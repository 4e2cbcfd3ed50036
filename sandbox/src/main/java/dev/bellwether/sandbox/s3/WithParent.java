// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.s3;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs the main class of somebody else's program and ends with the process that started it: when
 * that is gone, however it went, the pipe to the standard input closes.
 */
public final class WithParent {

    private WithParent() {}

    /** Name of the class, and its arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(WithParent::watch, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0])
                .getMethod("main", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said through this pipe
            }
        } catch (IOException e) {
            // broken is closed
        }
        Runtime.getRuntime().halt(0);
    }
}
