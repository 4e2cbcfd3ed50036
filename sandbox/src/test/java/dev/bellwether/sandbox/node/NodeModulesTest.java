// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeModulesTest {

    @TempDir Path root;

    @Test
    void shouldSearchUpwardsFromTheWorkingDirectory() throws IOException {
        // given
        Path npm = Files.createDirectories(root.resolve("sandbox/npm"));
        Files.createFile(npm.resolve("package.json"));
        Files.createDirectory(npm.resolve("node_modules"));
        Path below = Files.createDirectories(root.resolve("job/target/work"));

        // when / then
        assertThat(NodeModules.locate(null, below)).isEqualTo(npm);
    }

    @Test
    void shouldSayHowToInstallWhatIsMissing() throws IOException {
        // given
        Path npm = Files.createDirectories(root.resolve("sandbox/npm"));
        Files.createFile(npm.resolve("package.json"));

        // when / then
        assertThatIllegalStateException()
                .isThrownBy(() -> NodeModules.locate(null, root))
                .withMessageContaining("npm ci --prefix " + npm);
    }

    @Test
    void shouldSayWhereItLookedWhenThereIsNoRepositoryAround() {
        assertThatIllegalStateException()
                .isThrownBy(() -> NodeModules.locate(null, root))
                .withMessageContaining(root.toString())
                .withMessageContaining("-Dbellwether.sandbox.npm");
    }
}
