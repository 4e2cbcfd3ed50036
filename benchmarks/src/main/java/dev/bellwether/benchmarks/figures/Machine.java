// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.figures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The machine that a measurement runs on. */
public final class Machine {

    private Machine() {}

    /** The processor's name, or the architecture where the system does not tell it. */
    public static String processor() throws IOException {
        Path info = Paths.get("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            for (String line : Files.readAllLines(info, StandardCharsets.UTF_8)) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).trim();
                }
            }
        }
        return System.getProperty("os.arch");
    }

    /** Processor, cores, operating system. */
    public static String description() throws IOException {
        return processor()
                + ", "
                + Runtime.getRuntime().availableProcessors()
                + " cores for everything together, "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.version");
    }
}
