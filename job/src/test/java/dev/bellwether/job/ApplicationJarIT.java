// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Inspects the jar that is handed to the platform. */
class ApplicationJarIT {

    private static final Path JAR = Path.of("target", "bellwether-application.jar");

    /** A managed service refuses more; ours should stay far below. */
    private static final long MOST_BYTES = 80L << 20;

    private static final int JAVA_11 = 55;

    @Test
    void shouldStartFromItsManifest() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("dev.bellwether.job.Main");
            assertThat(jar.getEntry("dev/bellwether/job/Main.class")).isNotNull();
        }
    }

    @Test
    void shouldHoldNoFlinkCoreAndNoLogging() throws IOException {
        List<String> names = classNames();

        assertThat(names)
                .hasSizeGreaterThan(500)
                .noneMatch(name -> name.startsWith("org/slf4j/"))
                .noneMatch(name -> name.startsWith("org/apache/logging/"))
                .noneMatch(name -> name.startsWith("org/apache/log4j/"))
                .noneMatch(name -> name.startsWith("ch/qos/logback/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/core/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/api/common/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/streaming/runtime/"))
                .noneMatch(name -> name.startsWith("org/apache/flink/connector/base/"))
                .noneMatch(name -> name.startsWith("com/amazonaws/services/kinesisanalytics/"));
        // What is Flink's and may be there: CEP, the file connector with its sink, the Kinesis
        // connector
        // with the SDKs that it brings, Bahir's contracts.
        assertThat(names)
                .filteredOn(name -> name.startsWith("org/apache/flink/"))
                .allMatch(
                        name ->
                                name.startsWith("org/apache/flink/connector/file/")
                                        || name.startsWith("org/apache/flink/cep/")
                                        || name.startsWith(
                                                "org/apache/flink/streaming/api/functions/sink/"
                                                        + "filesystem/")
                                        || name.startsWith("org/apache/flink/connector/kinesis/")
                                        || name.startsWith("org/apache/flink/connector/aws/")
                                        || name.startsWith("org/apache/flink/kinesis/shaded/")
                                        || name.startsWith(
                                                "org/apache/flink/streaming/connectors/kinesis/")
                                        || name.startsWith(
                                                "org/apache/flink/streaming/connectors/redis/"
                                                        + "common/"));
    }

    @Test
    void shouldHoldNothingOfTheSandbox() throws IOException {
        assertThat(classNames())
                .noneMatch(name -> name.startsWith("dev/bellwether/sandbox/"))
                .noneMatch(name -> name.startsWith("redis/embedded/"))
                .noneMatch(name -> name.startsWith("org/junit/"));
    }

    @Test
    void shouldRunOnJava11() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (JarEntry entry : classes(jar)) {
                try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                    assertThat(in.readInt()).as(entry.getName()).isEqualTo(0xCAFEBABE);
                    in.readUnsignedShort();
                    int level = in.readUnsignedShort();
                    if (entry.getName().startsWith("META-INF/versions/")) {
                        continue;
                    }
                    assertThat(level).as(entry.getName()).isLessThanOrEqualTo(JAVA_11);
                }
            }
        }
    }

    @Test
    void shouldStaySmallAndUnsigned() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
        }
    }

    private static List<String> classNames() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return classes(jar).stream().map(JarEntry::getName).collect(Collectors.toList());
        }
    }

    private static List<JarEntry> classes(JarFile jar) {
        return jar.stream()
                .filter(entry -> entry.getName().endsWith(".class"))
                .filter(entry -> !entry.getName().endsWith("module-info.class"))
                .collect(Collectors.toList());
    }
}
