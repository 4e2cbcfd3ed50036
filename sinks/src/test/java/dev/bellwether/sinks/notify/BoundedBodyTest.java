// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the JDK's client, against a server that does not end. */
class BoundedBodyTest {

    private static final String HEAD = "HTTP/1.1 404 Not Found\r\nContent-Length: 999999999999\r\n";

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void shouldKeepTheBeginningAndBreakOffTheRest() throws Exception {
        CompletableFuture<Void> brokenOff = serve(true);

        HttpResponse<String> response = get(Duration.ofMinutes(1)).get(20, TimeUnit.SECONDS);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).hasSize(BoundedBody.MOST_BYTES).matches("x+");
        brokenOff.get(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldBreakOffWhatStops() throws Exception {
        CompletableFuture<Void> brokenOff = serve(false);

        CompletableFuture<HttpResponse<String>> response = get(Duration.ofMillis(200));

        assertThatThrownBy(() -> response.get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(TimeoutException.class);
        brokenOff.get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<HttpResponse<String>> get(Duration timeout) {
        URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(uri).build(), headers -> new BoundedBody(timeout));
    }

    /** Done when the other end has closed. */
    private CompletableFuture<Void> serve(boolean on) {
        return CompletableFuture.runAsync(
                () -> {
                    byte[] some = "x".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
                    try (Socket socket = server.accept()) {
                        byte[] head = (HEAD + "\r\n").getBytes(StandardCharsets.US_ASCII);
                        socket.getOutputStream().write(head);
                        socket.getOutputStream().write(some);
                        while (on) {
                            socket.getOutputStream().write(some);
                        }
                        while (socket.getInputStream().read() >= 0) {
                            // The request.
                        }
                    } catch (IOException e) {
                        // Closed.
                    }
                });
    }
}
