// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The policy against a real server that misbehaves, with short real times. */
class ApiClientOverHttpTest {

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(
                            options()
                                    .dynamicPort()
                                    .bindAddress("127.0.0.1")
                                    .gzipDisabled(true)
                                    .jettyStopTimeout(0L))
                    .build();

    private final Configuration config = new Configuration();
    private ApiClient client;

    @BeforeEach
    void useShortTimes() {
        config.set(HttpOptions.CONNECT_TIMEOUT, Duration.ofSeconds(2));
        config.set(HttpOptions.REQUEST_TIMEOUT, Duration.ofSeconds(5));
        config.set(HttpOptions.BACKOFF_INITIAL, Duration.ofMillis(1));
        config.set(HttpOptions.MAX_ATTEMPTS, 2);
        config.set(HttpOptions.BODY_MAX, MemorySize.parse("4kb"));
        config.set(HttpOptions.BREAKER_WINDOW, 1000);
    }

    @AfterEach
    void closeTheClient() {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void shouldAskForGzipAndDecodeIt() throws IOException {
        byte[] text = "{\"c\":1.5}".getBytes(StandardCharsets.UTF_8);
        answer(aResponse().withHeader("Content-Encoding", "gzip").withBody(gzip(text)));

        ApiAnswer answer = send(get());

        assertThat(answer.outcome()).isEqualTo(Outcome.OK);
        assertThat(answer.body()).isEqualTo(text);
        SERVER.verify(
                getRequestedFor(urlPathEqualTo("/x"))
                        .withHeader("Accept-Encoding", equalTo("gzip")));
    }

    @Test
    void shouldStopReadingABodyBeyondTheLimit() {
        answer(aResponse().withBody(new byte[4097]));
        assertThat(send(get()).detail()).endsWith("the answer's body is larger than 4096 bytes");
        assertThat(send(get()).outcome()).isEqualTo(Outcome.UNUSABLE);

        answer(aResponse().withBody(new byte[4096]));
        assertThat(send(get()).body()).hasSize(4096);
    }

    @Test
    void shouldNotInflateASmallBodyBeyondTheLimit() throws IOException {
        byte[] bomb = gzip(new byte[1_000_000]);
        assertThat(bomb.length).isLessThan(4096);
        answer(aResponse().withHeader("Content-Encoding", "gzip").withBody(bomb));

        ApiAnswer answer = send(get());

        assertThat(answer.outcome()).isEqualTo(Outcome.UNUSABLE);
        assertThat(answer.detail()).endsWith("the answer's body is larger than 4096 bytes");
    }

    @Test
    void shouldKeepTheBeginningOfALargeErrorBody() {
        answer(aResponse().withStatus(404).withBody("e".repeat(100_000)));

        ApiAnswer answer = send(get());

        assertThat(answer.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(answer.body()).hasSize(4096);
    }

    @Test
    void shouldTakeDamagedGzipForAPassingFailureAndUnknownEncodingsForFinal() throws IOException {
        byte[] half = gzip("{\"c\":1.5}".getBytes(StandardCharsets.UTF_8));
        half[half.length - 5] ^= 1;
        answer(aResponse().withHeader("Content-Encoding", "gzip").withBody(half));
        assertThat(send(get()).outcome()).isEqualTo(Outcome.TRANSIENT);

        answer(aResponse().withHeader("Content-Encoding", "br").withBody("x"));
        assertThat(send(get()).outcome()).isEqualTo(Outcome.UNUSABLE);
    }

    @Test
    void shouldTimeOutABodyThatDribblesIn() {
        config.set(HttpOptions.REQUEST_TIMEOUT, Duration.ofMillis(400));
        config.set(HttpOptions.CONNECT_TIMEOUT, Duration.ofMillis(400));
        config.set(HttpOptions.MAX_ATTEMPTS, 1);
        answer(aResponse().withBody(new byte[100]).withChunkedDribbleDelay(50, 20_000));

        ApiAnswer answer = send(get());

        assertThat(answer.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(answer.detail()).endsWith(": no complete answer within 400 ms");
    }

    @Test
    void shouldCloseTheConnectionOfABodyThatTakesTooLong() throws Exception {
        config.set(HttpOptions.REQUEST_TIMEOUT, Duration.ofMillis(400));
        config.set(HttpOptions.CONNECT_TIMEOUT, Duration.ofMillis(400));
        config.set(HttpOptions.MAX_ATTEMPTS, 1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> end = new CompletableFuture<>();
            Thread thread = new Thread(() -> answerHalf(server, end));
            thread.setDaemon(true);
            thread.start();

            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x");
            ApiAnswer answer = client().send(ApiRequest.get(address).build()).join();

            assertThat(answer.outcome()).isEqualTo(Outcome.TRANSIENT);
            assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void shouldRetryBrokenConnectionsAndSayTransientInTheEnd(Fault fault) {
        answer(aResponse().withFault(fault));

        ApiAnswer answer = send(get());

        assertThat(answer.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(answer.attempts()).isEqualTo(2);
    }

    @Test
    void shouldSayTransientWhenTheBodyIsShorterThanAnnounced() throws Exception {
        config.set(HttpOptions.MAX_ATTEMPTS, 1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerHalfAndClose(server));
            thread.setDaemon(true);
            thread.start();

            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x");
            ApiAnswer answer = client().send(ApiRequest.get(address).build()).join();

            assertThat(answer.outcome()).isEqualTo(Outcome.TRANSIENT);
        }
    }

    @Test
    void shouldRepeatAPostThatNobodyTookTheConnectionFor() throws IOException {
        int freePort;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = gone.getLocalPort();
        }
        URI address = URI.create("http://127.0.0.1:" + freePort + "/x");

        ApiAnswer answer = client().send(ApiRequest.post(address, new byte[] {1}).build()).join();

        assertThat(answer.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(answer.attempts()).isEqualTo(2);
    }

    @Test
    void shouldSendMethodHeadersAndBodyAsGiven() {
        answer(aResponse().withStatus(200));
        ApiRequest post =
                ApiRequest.post(address(), "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                        .header("Content-Type", "application/json")
                        .build();

        assertThat(send(post).outcome()).isEqualTo(Outcome.OK);
        SERVER.verify(
                postRequestedFor(urlPathEqualTo("/x"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(equalTo("{\"a\":1}")));
    }

    @Test
    void shouldEndARequestThatCannotBeSentInsteadOfThrowing() {
        ApiRequest request = ApiRequest.get(address()).header("Host", "elsewhere").build();

        ApiAnswer answer = send(request);

        assertThat(answer.outcome()).isEqualTo(Outcome.UNUSABLE);
        assertThat(answer.detail())
                .endsWith("the request cannot be sent: IllegalArgumentException");
    }

    private static void answerHalf(ServerSocket server, CompletableFuture<Integer> end) {
        try (Socket socket = server.accept()) {
            readHead(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
            out.flush();
            // Ends when the client closes its side.
            end.complete(socket.getInputStream().read());
        } catch (IOException e) {
            // A reset is a closed connection, too.
            end.complete(-1);
        }
    }

    private static void answerHalfAndClose(ServerSocket server) {
        try (Socket socket = server.accept()) {
            readHead(socket.getInputStream());
            socket.getOutputStream()
                    .write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int c = in.read();
            if (c == '\n') {
                newlines++;
            } else if (c != '\r') {
                newlines = 0;
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).willReturn(response));
    }

    private static URI address() {
        return URI.create(SERVER.baseUrl() + "/x");
    }

    private static ApiRequest get() {
        return ApiRequest.get(address()).build();
    }

    private ApiAnswer send(ApiRequest request) {
        return client().send(request).join();
    }

    private ApiClient client() {
        if (client == null) {
            client = ApiClient.builder(HttpPolicy.from(config)).build();
        }
        return client;
    }
}
