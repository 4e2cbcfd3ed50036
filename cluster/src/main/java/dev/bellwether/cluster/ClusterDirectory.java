// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellwether.cluster.processes.BackgroundProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Where a cluster keeps everything that it has: configuration, records of processes, logs, state.
 */
final class ClusterDirectory {

    private final Path root;

    ClusterDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    Path configuration() {
        return root.resolve("conf");
    }

    Path logging() {
        return configuration().resolve("log4j2.xml");
    }

    Path zooKeeperConfiguration() {
        return configuration().resolve("zoo.cfg");
    }

    Path records() {
        return root.resolve("processes");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    Path savepoints() {
        return root.resolve("savepoints");
    }

    Path highAvailability() {
        return root.resolve("ha");
    }

    Path zooKeeper() {
        return root.resolve("zookeeper");
    }

    Path uploads() {
        return root.resolve("uploads");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    boolean hasConfiguration() {
        return Files.isRegularFile(
                configuration().resolve(GlobalConfiguration.FLINK_CONF_FILENAME));
    }

    Configuration readConfiguration() {
        return GlobalConfiguration.loadConfiguration(configuration().toString());
    }

    /**
     * Removes what an earlier cluster left but its logs and its state; writes the configuration.
     */
    void prepare(Configuration configuration) {
        try {
            removeTransient();
            for (Path directory :
                    List.of(
                            configuration(),
                            records(),
                            logs(),
                            checkpoints(),
                            savepoints(),
                            uploads(),
                            temporary())) {
                Files.createDirectories(directory);
            }
            Files.write(
                    configuration().resolve(GlobalConfiguration.FLINK_CONF_FILENAME),
                    ConfigurationUtils.convertConfigToWritableLines(configuration, true),
                    UTF_8);
            try (InputStream layout = ClusterDirectory.class.getResourceAsStream("log4j2.xml")) {
                Files.copy(layout, logging(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + root, e);
        }
    }

    /**
     * What is of no use without the processes: leader election, job graphs, uploads, spilled data.
     */
    void removeTransient() {
        for (Path directory :
                List.of(highAvailability(), zooKeeper(), uploads(), temporary(), records())) {
            removeRecursively(directory);
        }
    }

    /** The processes that are still alive, by their records. */
    List<BackgroundProcess> processes() {
        if (!Files.isDirectory(records())) {
            return List.of();
        }
        List<BackgroundProcess> found = new ArrayList<>();
        for (Path record : list(records())) {
            if (BackgroundProcess.isRecord(record)) {
                BackgroundProcess.find(record).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing(BackgroundProcess::name));
        return found;
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static void removeRecursively(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
