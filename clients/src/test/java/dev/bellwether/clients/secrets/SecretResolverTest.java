// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretResolverTest {

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final SettableClock clock = new SettableClock();
    private final SecretResolver resolver =
            new SecretResolver(
                    new EnvironmentScheme(environment::get),
                    "BAVEST_API_KEY",
                    Duration.ofMinutes(5),
                    clock,
                    warnings::add);

    @TempDir Path folder;

    @Test
    void shouldKeepAValueForTheRefreshIntervalAndThenTakeUpTheNewOne() {
        environment.put("BAVEST_API_KEY", "old");
        assertThat(resolver.resolve().reveal()).isEqualTo("old");
        environment.put("BAVEST_API_KEY", "new");

        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(resolver.resolve().reveal()).isEqualTo("old");
        clock.advance(Duration.ofMillis(1));
        assertThat(resolver.resolve().reveal()).isEqualTo("new");
    }

    @Test
    void shouldReadAgainWhenTheClockWasSetBack() {
        environment.put("BAVEST_API_KEY", "old");
        resolver.resolve();
        environment.put("BAVEST_API_KEY", "new");

        clock.advance(Duration.ofDays(-30));

        assertThat(resolver.resolve().reveal()).isEqualTo("new");
    }

    @Test
    void shouldNameTheVariableThatIsMissing() {
        assertThatThrownBy(resolver::resolve)
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessage(
                        "environment variable BAVEST_API_KEY is not set: it must hold the secret"
                                + " that env:BAVEST_API_KEY refers to");
        environment.put("BAVEST_API_KEY", "");
        assertThatThrownBy(resolver::resolve)
                .hasMessageStartingWith("environment variable BAVEST_API_KEY is empty");
    }

    @Test
    void shouldKeepTheLastGoodValueAndSaySoOnceUntilItWorksAgain() {
        environment.put("BAVEST_API_KEY", "first-4711");
        resolver.resolve();
        environment.remove("BAVEST_API_KEY");

        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(5));
            assertThat(resolver.resolve().reveal()).isEqualTo("first-4711");
        }
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .contains("BAVEST_API_KEY is not set")
                .doesNotContain("first-4711");

        environment.put("BAVEST_API_KEY", "second-4712");
        clock.advance(Duration.ofMinutes(5));
        assertThat(resolver.resolve().reveal()).isEqualTo("second-4712");
        environment.remove("BAVEST_API_KEY");
        clock.advance(Duration.ofMinutes(5));
        resolver.resolve();
        assertThat(warnings).hasSize(2);
    }

    @Test
    void shouldTellWhetherAForcedRefreshBroughtAnotherValue() {
        environment.put("BAVEST_API_KEY", "old");
        resolver.resolve();

        assertThat(resolver.refresh()).isFalse();
        environment.put("BAVEST_API_KEY", "new");
        assertThat(resolver.refresh()).isTrue();
        assertThat(resolver.resolve().reveal()).isEqualTo("new");
    }

    @Test
    void shouldNotShowTheValueInItsOwnText() {
        environment.put("BAVEST_API_KEY", "first-4711");
        resolver.resolve();

        assertThat(resolver).hasToString("SecretResolver(env:BAVEST_API_KEY)");
        assertThat(resolver.reference()).isEqualTo("env:BAVEST_API_KEY");
    }

    @ParameterizedTest
    @CsvSource({"k3y,k3y", "'k3y\n',k3y", "'k3y\r\n',k3y", "'k3y\n\n','k3y\n'", "' k3y ',' k3y '"})
    void shouldTrimOneNewlineAtTheEndOfAFile(String content, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), content);

        assertThat(of(file).resolve().reveal()).isEqualTo(expected);
    }

    @Test
    void shouldNameTheFileThatIsMissingOrUseless() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> of(missing).resolve())
                .hasMessage(
                        "secret file "
                                + missing
                                + " does not exist: it must hold the secret and nothing else");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertThatThrownBy(() -> of(empty).resolve()).hasMessageContaining(empty + " is empty");
        assertThatThrownBy(() -> of(folder).resolve())
                .hasMessageContaining(folder + " is no regular file");
        Path large = Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);
        assertThatThrownBy(() -> of(large).resolve())
                .hasMessageContaining(large + " is longer than 65536 bytes");
    }

    private static SecretResolver of(Path file) {
        return SecretResolver.of(SecretReference.parse("file:" + file));
    }
}
