// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookHostsTest {

    private final WebhookHosts hosts =
            new WebhookHosts(List.of("Hooks.Example.com", "chat.example.com:8443"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/x",
                "https://HOOKS.example.COM/x?y",
                "https://chat.example.com:8443/x"
            })
    void shouldAllowWhatIsNamed(String uri) {
        assertThat(hosts.allow(URI.create(uri))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/x",
                "https://hooks.example.com:8443/x",
                "https://hooks.example.com.attacker.net/x",
                "https://attacker.net/hooks.example.com",
                "https://attacker.net#@hooks.example.com/",
                "https://me@hooks.example.com/x",
                "https://hooks.example.com@attacker.net/x",
                "https://chat.example.com/x",
                "https://chat.example.com:8444/x",
                "https://169.254.169.254/latest",
                "http://127.0.0.1:8080/x",
                "https://127.0.0.1/x",
                "http://localhost/x",
                "https:hooks.example.com",
                "/hooks.example.com"
            })
    void shouldAllowNothingElse(String uri) {
        assertThat(hosts.allow(URI.create(uri))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/x", "http://127.0.0.1:8080/x", "https://127.0.0.1/"})
    void shouldAllowEveryPortOfThisMachineIfItIsNamed(String uri) {
        WebhookHosts local = new WebhookHosts(List.of("127.0.0.1"));

        assertThat(local.allow(URI.create(uri))).isTrue();
        assertThat(local.allow(URI.create(uri.replace("//", "//me@")))).isFalse();
        assertThat(local.allow(URI.create("http://localhost/x"))).isFalse();
    }
}
