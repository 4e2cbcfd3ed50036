// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.cluster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./bellwether} hands to Java, which here only writes down what it is given. */
class ScriptTest {

    private static final String JAVA =
            "#!/bin/sh\n"
                    + "case \"$*\" in *-XshowSettings*)"
                    + " echo '    java.specification.version = 17' >&2; exit 0 ;; esac\n"
                    + "printf '%s\\n' \"$@\" > \"$GIVEN\"\n";

    @TempDir private Path home;
    private Path caller;

    @BeforeEach
    void copyTheScript() throws IOException {
        Path original = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(original.resolve("bellwether"))) {
            original = original.getParent();
        }
        home = home.toRealPath();
        caller = Files.createDirectory(home.resolve("elsewhere"));
        Files.copy(original.resolve("bellwether"), home.resolve("bellwether"));
        Files.createDirectories(home.resolve("cluster/target"));
        Files.createFile(home.resolve("cluster/target/bellwether-cluster.jar"));
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> given(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", home.resolve("bellwether") + ""));
        Collections.addAll(command, arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(caller.toFile());
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().put("GIVEN", home.resolve("given").toString());
        Path output = home.resolve("output");
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        List<String> all = Files.readAllLines(home.resolve("given"), UTF_8);
        return all.subList(all.indexOf(ClusterMain.class.getName()) + 1, all.size());
    }

    @Test
    void shouldTakeAJarAfterTheOptionsAsTheCallerMeansIt() throws Exception {
        assertThat(
                        given(
                                "cluster",
                                "upgrade",
                                "--config",
                                "c.json",
                                "--parallelism",
                                "2",
                                "other.jar"))
                .containsExactly(
                        "upgrade",
                        "--config",
                        caller.resolve("c.json").toString(),
                        "--parallelism",
                        "2",
                        caller.resolve("other.jar").toString());
    }

    @Test
    void shouldTakeAJarBeforeTheOptionsAsTheCallerMeansIt() throws Exception {
        assertThat(given("cluster", "upgrade", "other.jar", "--watch", "5", "--config=c.json"))
                .containsExactly(
                        "upgrade",
                        caller.resolve("other.jar").toString(),
                        "--watch",
                        "5",
                        "--config",
                        caller.resolve("c.json").toString());
    }

    @Test
    void shouldLeaveAddressesAndTheOptionsOfOtherCommandsAlone() throws Exception {
        assertThat(
                        given(
                                "cluster",
                                "submit",
                                "--from",
                                "s3://bucket/sp",
                                "--jar",
                                "/lib/a.jar",
                                "--config",
                                "c.json"))
                .containsExactly(
                        "submit",
                        "--from",
                        "s3://bucket/sp",
                        "--jar",
                        "/lib/a.jar",
                        "--config",
                        caller.resolve("c.json").toString());
        assertThat(given("cluster", "up", "--ha", "--slots", "3", "--set", "a=b"))
                .containsExactly("up", "--ha", "--slots", "3", "--set", "a=b");
    }
}
