// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.clients.aws.secrets.StoresOfSandbox;
import dev.bellwether.sandbox.secrets.SandboxSecrets;
import dev.bellwether.sandbox.secrets.StoreFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Secrets in stores over time: kept, rotated, kept through outages. */
class StoredSecretResolverTest {

    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final SettableClock clock = new SettableClock();
    private final List<String> warnings = new ArrayList<>();
    private SandboxSecrets sandbox;
    private SecretResolver resolver;

    @TempDir Path folder;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxSecrets.start();
        resolver = resolver("secretsmanager:bellwether/redis#password");
        sandbox.putSecret("bellwether/redis", "{\"password\":\"first-4711\"}");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private SecretResolver resolver(String text) throws IOException {
        return resolver(text, StoresOfSandbox.at(sandbox.endpoint(), folder));
    }

    private SecretResolver resolver(String text, SecretStores stores) {
        SecretReference reference = SecretReference.parse(text, stores);
        return new SecretResolver(
                reference.scheme(), reference.locator(), REFRESH, clock, warnings::add);
    }

    @Test
    void shouldAskTheStoreOnceInARefreshInterval() {
        for (int i = 0; i < 100; i++) {
            assertThat(resolver.resolve().reveal()).isEqualTo("first-4711");
        }

        assertThat(sandbox.requests()).isEqualTo(1);
    }

    @Test
    void shouldTakeUpARotatedSecretOnceItIsTheCurrentOne() {
        resolver.resolve();
        sandbox.stageSecret("bellwether/redis", "{\"password\":\"second-4712\"}");
        clock.advance(REFRESH);
        assertThat(resolver.resolve().reveal()).isEqualTo("first-4711");

        sandbox.promoteSecret("bellwether/redis");
        assertThat(resolver.resolve().reveal()).isEqualTo("first-4711");
        clock.advance(REFRESH);
        assertThat(resolver.resolve().reveal()).isEqualTo("second-4712");
        assertThat(warnings).isEmpty();
    }

    @Test
    void shouldTakeUpARotatedSecretAtOnceWhenTheOldOneIsRefused() {
        resolver.resolve();
        sandbox.putSecret("bellwether/redis", "{\"password\":\"second-4712\"}");

        assertThat(resolver.refresh()).isTrue();
        assertThat(resolver.resolve().reveal()).isEqualTo("second-4712");
    }

    @Test
    void shouldTakeUpTheNextVersionOfAParameter() throws IOException {
        SecretResolver parameter = resolver("ssm:/bellwether/redis");
        sandbox.putParameter("/bellwether/redis", "first-4711");
        assertThat(parameter.resolve().reveal()).isEqualTo("first-4711");
        sandbox.putParameter("/bellwether/redis", "second-4712");

        clock.advance(REFRESH);

        assertThat(parameter.resolve().reveal()).isEqualTo("second-4712");
    }

    @ParameterizedTest
    @EnumSource(StoreFault.class)
    void shouldKeepTheLastGoodValueThroughAnOutageAndWarnOnce(StoreFault outage)
            throws IOException {
        if (outage == StoreFault.SILENT) {
            resolver =
                    resolver(
                            "secretsmanager:bellwether/redis#password",
                            StoresOfSandbox.hastyAt(sandbox.endpoint(), folder));
        }
        resolver.resolve();
        sandbox.fail(outage);
        for (int i = 0; i < 3; i++) {
            clock.advance(REFRESH);
            assertThat(resolver.resolve().reveal()).isEqualTo("first-4711");
        }
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .startsWith(
                        "Cannot refresh a secret, the last good value stays in use:"
                                + " secretsmanager:bellwether/redis#password cannot be read: ")
                .doesNotContain("4711");

        sandbox.recover();
        sandbox.putSecret("bellwether/redis", "{\"password\":\"second-4712\"}");
        clock.advance(REFRESH);
        assertThat(resolver.resolve().reveal()).isEqualTo("second-4712");
        sandbox.fail(outage);
        clock.advance(REFRESH);
        resolver.resolve();
        assertThat(warnings).hasSize(2);
    }

    @Test
    void shouldKeepTheLastGoodValueWhenTheSecretIsTakenAway() {
        resolver.resolve();
        sandbox.remove("bellwether/redis");
        clock.advance(REFRESH);

        assertThat(resolver.resolve().reveal()).isEqualTo("first-4711");
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("there is no such secret in eu-central-1");
    }

    @Test
    void shouldNotAskADeadStoreAgainBeforeTheNextRefresh() {
        resolver.resolve();
        sandbox.fail(StoreFault.INTERNAL_ERROR);
        clock.advance(REFRESH);
        resolver.resolve();
        int asked = sandbox.requests();

        for (int i = 0; i < 100; i++) {
            resolver.resolve();
        }

        assertThat(sandbox.requests()).isEqualTo(asked);
    }

    @Test
    void shouldFailAtFirstUseWhenTheStoreHasNeverAnswered() {
        sandbox.fail(StoreFault.UNAVAILABLE);

        assertThatThrownBy(resolver::resolve)
                .isInstanceOf(SecretUnavailableException.class)
                .hasNoCause()
                .hasMessageStartingWith(
                        "secretsmanager:bellwether/redis#password cannot be read: the store"
                                + " answers 503");
        assertThat(warnings).isEmpty();
    }
}
