// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.bellwether.clients.http.HttpCounters;
import dev.bellwether.clients.http.HttpOptions;
import dev.bellwether.clients.http.HttpPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that answers as a test tells it, and clients of it with short times. */
final class BavestServer implements BeforeEachCallback, AfterEachCallback {

    static final String QUOTE =
            "{\"c\":17.86,\"d\":-0.21,\"dp\":-1.162,\"h\":18.14,\"l\":17.80,\"o\":18.10,"
                + "\"pc\":18.07,\"t\":1773432000,\"v\":6120345,\"historical_price\":{\"day\":18.07},"
                + "\"metrics\":{\"marketCapitalization\":12834000000.0,\"avgVolume\":5210000,"
                + "\"eps\":1.86,\"pe/ratio\":9.6,\"sharesOutstanding\":718500000},"
                + "\"exchange\":\"NASDAQ\",\"currency\":\"USD\"}";

    final WireMockExtension wire =
            WireMockExtension.newInstance()
                    .options(
                            options()
                                    .dynamicPort()
                                    .bindAddress("127.0.0.1")
                                    .gzipDisabled(true)
                                    .jettyStopTimeout(0L))
                    .build();
    final Configuration bavest = new Configuration();
    final Configuration http = new Configuration();
    final HttpCounters counters = new HttpCounters();

    private final List<BavestClient> clients = new ArrayList<>();
    private Path keyFile;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        wire.beforeEach(context);
        // Each test has a key, and so a limiter, of its own.
        keyFile = Files.createTempFile("bavest", ".key");
        Files.writeString(keyFile, "key-" + context.getUniqueId().hashCode() + "-4711\n");
        bavest.set(BavestOptions.BASE_URL, wire.baseUrl());
        bavest.set(BavestOptions.API_KEY, "file:" + keyFile);
        bavest.set(BavestOptions.REQUESTS_PER_SECOND, 1000.0);
        http.set(HttpOptions.CONNECT_TIMEOUT, Duration.ofSeconds(2));
        http.set(HttpOptions.REQUEST_TIMEOUT, Duration.ofSeconds(10));
        http.set(HttpOptions.BACKOFF_INITIAL, Duration.ofMillis(1));
        http.set(HttpOptions.MAX_ATTEMPTS, 2);
        http.set(HttpOptions.BREAKER_WINDOW, 1000);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        clients.forEach(BavestClient::close);
        wire.afterEach(context);
        Files.deleteIfExists(keyFile);
    }

    BavestServer v2() {
        bavest.set(BavestOptions.API_VERSION, BavestVersion.V2);
        return this;
    }

    BavestClient client() {
        BavestClient client =
                BavestClient.open(
                        BavestSettings.from(bavest), HttpPolicy.from(http), 1000, counters);
        clients.add(client);
        return client;
    }

    String key() {
        try {
            return Files.readString(keyFile).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers every request so. */
    void answers(ResponseDefinitionBuilder response) {
        wire.stubFor(any(anyUrl()).willReturn(response));
    }

    void answers(String json) {
        answers(aResponse().withBody(json));
    }

    /** Answers the first request so, the second so, and the last one for ever. */
    void answersInTurn(ResponseDefinitionBuilder... responses) {
        for (int i = 0; i < responses.length; i++) {
            boolean last = i == responses.length - 1;
            wire.stubFor(
                    any(anyUrl())
                            .inScenario("turns")
                            .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "turn " + i)
                            .willSetStateTo(last ? "turn " + i : "turn " + (i + 1))
                            .willReturn(responses[i]));
        }
    }
}
