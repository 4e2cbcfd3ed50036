// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.processes;

import java.util.Arrays;
import java.util.Optional;

/**
 * Runs another class's {@code main} in a JVM that ends when a given process has ended, however that
 * came about: nothing is left behind even by a test run that was killed.
 *
 * <p>Arguments: the process id, the class, and the arguments of its {@code main}. The class stands
 * on the class path of foreign programs, so it uses nothing but the JDK.
 */
public final class BoundProgram {

    private BoundProgram() {}

    public static void main(String[] arguments) throws Exception {
        endWith(Long.parseLong(arguments[0]));
        Class.forName(arguments[1])
                .getMethod("main", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
    }

    private static void endWith(long pid) {
        Optional<ProcessHandle> parent = ProcessHandle.of(pid);
        if (parent.isEmpty()) {
            Runtime.getRuntime().halt(1);
            return;
        }
        parent.get().onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    }
}
