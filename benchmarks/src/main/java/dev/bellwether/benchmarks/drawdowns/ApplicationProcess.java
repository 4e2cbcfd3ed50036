// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.drawdowns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;

/** The application jar in a process of its own, as a user starts it. */
final class ApplicationProcess implements AutoCloseable {

    private static final String CLASS_PATH =
            "job/target/bellwether-application.jar:job/target/platform/*";

    private final Process process;
    private final Path output;

    private ApplicationProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it from the directory of the project. */
    static ApplicationProcess start(Path directory, String configuration, String apiKey)
            throws IOException {
        Path config = directory.resolve("config.json");
        Files.write(config, configuration.getBytes(StandardCharsets.UTF_8));
        Path output = directory.resolve("application.out");
        ProcessBuilder builder =
                new ProcessBuilder(
                                List.of(
                                        Paths.get(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Dlog4j2.configurationFile=deploy/local/log4j2.xml",
                                        "-Dbellwether.log=" + directory.resolve("application.log"),
                                        "-cp",
                                        CLASS_PATH,
                                        "dev.bellwether.job.Main",
                                        "--config",
                                        config.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("APCA_API_KEY_ID", apiKey);
        builder.environment().put("APCA_API_SECRET_KEY", apiKey);
        return new ApplicationProcess(builder.start(), output);
    }

    /**
     * @throws IOException if it has ended, with what it said
     */
    void check() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(
                    "the application ended: "
                            + new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
