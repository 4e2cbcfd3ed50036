// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.alpaca;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.bellwether.clients.http.HttpOptions;
import dev.bellwether.clients.http.HttpPolicy;
import dev.bellwether.clients.secrets.SecretStores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;

/** A server that answers as a test tells it, and the settings of its clients. */
final class AlpacaServer {

    private AlpacaServer() {}

    static WireMockExtension create() {
        return WireMockExtension.newInstance()
                .options(options().dynamicPort().bindAddress("127.0.0.1"))
                .build();
    }

    /** With a key, and so a rate limit, of its own. */
    static AlpacaSettings settings(String address, Path directory, String secret)
            throws IOException {
        Configuration alpaca = new Configuration();
        alpaca.set(AlpacaOptions.DATA_BASE_URL, address);
        alpaca.set(AlpacaOptions.TRADING_BASE_URL, address);
        alpaca.set(
                AlpacaOptions.KEY_ID,
                "file:" + Files.writeString(directory.resolve("id"), "id-" + secret));
        alpaca.set(
                AlpacaOptions.SECRET,
                "file:" + Files.writeString(directory.resolve("secret"), secret));
        return AlpacaSettings.from(alpaca, SecretStores.none());
    }

    static HttpPolicy impatient() {
        Configuration http = new Configuration();
        http.set(HttpOptions.BACKOFF_INITIAL, Duration.ofMillis(1));
        http.set(HttpOptions.MAX_ATTEMPTS, 2);
        http.set(HttpOptions.BREAKER_WINDOW, 1000);
        return HttpPolicy.from(http);
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    static ResponseDefinitionBuilder recorded(String file) throws IOException {
        try (InputStream in = AlpacaServer.class.getResourceAsStream("/alpaca/" + file)) {
            return json(new String(in.readAllBytes(), UTF_8));
        }
    }
}
