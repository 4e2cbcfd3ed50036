// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import dev.bellwether.cluster.rest.ClusterException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A copy of every jar and configuration that was submitted, in a numbered directory each: what an
 * upgrade goes back to when it fails, though the build has replaced the jar long since.
 */
final class Submissions {

    private static final String JAR = "application.jar";
    private static final String CONFIG = "config.json";
    private static final String RECORD = "submission.properties";

    private final Path directory;

    Submissions(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Copies both. */
    Submission add(Path jar, Path config, String configOrigin, int parallelism) {
        if (!Files.isRegularFile(jar)) {
            throw new ClusterException("there is no jar " + jar);
        }
        if (!Files.isRegularFile(config)) {
            throw new ClusterException("there is no configuration " + config);
        }
        int number = all().stream().reduce(0, Math::max) + 1;
        Path place = directory.resolve(String.valueOf(number));
        try {
            Files.createDirectories(place);
            Submission submission =
                    new Submission(
                            number,
                            Files.copy(jar, place.resolve(JAR)),
                            Files.copy(config, place.resolve(CONFIG)),
                            configOrigin,
                            parallelism,
                            "");
            write(submission);
            return submission;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a copy of " + jar + " in " + place, e);
        }
    }

    /** Writes down under which id it runs. */
    Submission started(Submission submission, String jobId) {
        Submission started =
                new Submission(
                        submission.number,
                        submission.jar,
                        submission.config,
                        submission.configOrigin,
                        submission.parallelism,
                        jobId);
        write(started);
        return started;
    }

    /** Forgets one that never ran. */
    void remove(Submission submission) {
        Path place = directory.resolve(String.valueOf(submission.number));
        try {
            for (String file : List.of(JAR, CONFIG, RECORD)) {
                Files.deleteIfExists(place.resolve(file));
            }
            Files.deleteIfExists(place);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + place, e);
        }
    }

    /** What was submitted as that job. */
    Optional<Submission> ofJob(String jobId) {
        return all().stream()
                .sorted(Comparator.reverseOrder())
                .map(this::read)
                .filter(submission -> submission.jobId.equals(jobId))
                .findFirst();
    }

    private List<Integer> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> places = Files.list(directory)) {
            return places.filter(place -> Files.isRegularFile(place.resolve(RECORD)))
                    .map(place -> Integer.valueOf(place.getFileName().toString()))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private void write(Submission submission) {
        Properties record = new Properties();
        record.setProperty("config", submission.configOrigin);
        record.setProperty("parallelism", String.valueOf(submission.parallelism));
        record.setProperty("job", submission.jobId);
        Path file = directory.resolve(String.valueOf(submission.number)).resolve(RECORD);
        try (Writer writer = Files.newBufferedWriter(file)) {
            record.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Submission read(int number) {
        Path place = directory.resolve(String.valueOf(number));
        Properties record = new Properties();
        try (Reader reader = Files.newBufferedReader(place.resolve(RECORD))) {
            record.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + place.resolve(RECORD), e);
        }
        return new Submission(
                number,
                place.resolve(JAR),
                place.resolve(CONFIG),
                record.getProperty("config"),
                Integer.parseInt(record.getProperty("parallelism")),
                record.getProperty("job"));
    }
}
