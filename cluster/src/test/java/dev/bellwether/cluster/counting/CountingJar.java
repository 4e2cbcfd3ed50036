// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@link CountingJob} as a jar that can be submitted. */
public final class CountingJar {

    private CountingJar() {}

    public static Path write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, CountingJob.class.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            add(out, CountingJob.class);
        }
        return jar;
    }

    /** Its configuration; {@code more} are further lines. */
    public static Path config(Path file, long records, int perSecond, Path out, String... more)
            throws IOException {
        return Files.writeString(
                file,
                "records="
                        + records
                        + "\nper-second="
                        + perSecond
                        + "\nout="
                        + out
                        + "\n"
                        + String.join("\n", more));
    }

    /** What each key's file must say at the end. */
    public static Map<String, String> expected(long records) {
        Map<String, String> counts = new TreeMap<>();
        for (int key = 0; key < CountingJob.KEYS; key++) {
            counts.put(String.valueOf(key), String.valueOf(records / CountingJob.KEYS));
        }
        return counts;
    }

    /** What the files say. */
    public static Map<String, String> counts(Path directory) {
        Map<String, String> counts = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.collect(Collectors.toList())) {
                counts.put(file.getFileName().toString(), Files.readString(file, UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }

    /** The whole package of a class of this build. */
    private static void add(JarOutputStream out, Class<?> type) throws IOException {
        Path root = origin(type);
        try (Stream<Path> files =
                Files.walk(root.resolve(type.getPackageName().replace('.', '/')))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(new JarEntry(root.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
