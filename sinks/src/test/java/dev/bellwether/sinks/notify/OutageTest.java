// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A channel that is down for ten minutes, on a clock that the test moves; the requests are real.
 */
class OutageTest {

    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final int ADDRESSES = 5;
    private static final int MESSAGES = 200;

    @TempDir Path directory;

    private final ManualTime time = new ManualTime();

    /** By address, in the order in which they were taken. */
    private final Map<String, List<Arrival>> taken = new TreeMap<>();

    /** By address. */
    private final Map<String, Integer> refused = new TreeMap<>();

    private HttpServer server;
    private Deliveries queue;

    private static final class Arrival {
        final String text;
        final Duration at;

        Arrival(String text, Duration at) {
            this.text = text;
            this.at = at;
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        queue.close();
        server.stop(0);
    }

    @Test
    void shouldLoseNothingKeepTheOrderAndNotFlood() throws IOException {
        SlackWebhook slack = new SlackWebhook();
        queue =
                new Deliveries(
                        "SLACK",
                        new Waiting(
                                new WebhookSender(
                                        "SLACK",
                                        slack,
                                        null,
                                        SecretStores.none(),
                                        new WebhookHosts(List.of("127.0.0.1")),
                                        slack.pace())),
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        time::nanoTime,
                        time,
                        time);
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        Map<String, List<String>> sent = new TreeMap<>();
        for (int i = 0; i < MESSAGES; i++) {
            time.goOnUntil(OUTAGE.multipliedBy(i).dividedBy(MESSAGES));
            String path = "/address" + i % ADDRESSES;
            outcomes.add(queue.send(notification(path, "message " + i)));
            sent.computeIfAbsent(path, address -> new ArrayList<>()).add("message " + i);
        }
        time.goOnUntil(OUTAGE);
        assertThat(taken).isEmpty();
        assertThat(outcomes).noneMatch(CompletableFuture::isDone);
        assertThat(queue.waiting()).isEqualTo(MESSAGES);
        // 1, 2, 4 ... 60 s: while it is down, it is not asked for every message
        assertThat(refused)
                .hasSize(ADDRESSES)
                .allSatisfy((path, n) -> assertThat(n).isBetween(10, 18));

        time.goOnUntil(OUTAGE.multipliedBy(2));

        assertThat(outcomes).allSatisfy(one -> assertThat(one).isCompletedWithValue(null));
        assertThat(taken.keySet()).isEqualTo(sent.keySet());
        taken.forEach(
                (path, arrivals) -> {
                    assertThat(arrivals)
                            .extracting(arrival -> arrival.text)
                            .isEqualTo(sent.get(path));
                    assertThat(arrivals.get(0).at).isLessThan(OUTAGE.plus(Duration.ofSeconds(70)));
                    for (int i = 1; i < arrivals.size(); i++) {
                        assertThat(arrivals.get(i).at.minus(arrivals.get(i - 1).at))
                                .as("from one message to the next at %s", path)
                                .isGreaterThanOrEqualTo(slack.pace());
                    }
                });
    }

    private Notification notification(String path, String title) throws IOException {
        Path file = directory.resolve(path.substring(1));
        if (!Files.exists(file)) {
            Files.writeString(file, "http://127.0.0.1:" + server.getAddress().getPort() + path);
        }
        Notification notification = Notifications.critical(Channel.SLACK, "SLACK/a/0", title);
        notification.address = "file:" + file;
        notification.createdMillis = time.now().toMillis();
        return notification;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String text = Json.mapper().readTree(exchange.getRequestBody()).get("text").asText();
        boolean down = time.now().compareTo(OUTAGE) <= 0;
        if (down) {
            refused.merge(path, 1, Integer::sum);
        } else {
            taken.computeIfAbsent(path, address -> new ArrayList<>())
                    .add(new Arrival(text, time.now()));
        }
        exchange.sendResponseHeaders(down ? 503 : 200, -1);
        exchange.close();
    }

    /** Waits for each answer, so that the clock stands still meanwhile. */
    private static final class Waiting implements Sender {

        private final Sender sender;

        Waiting(Sender sender) {
            this.sender = sender;
        }

        @Override
        public Duration pace() {
            return sender.pace();
        }

        @Override
        public Duration channelPace() {
            return sender.channelPace();
        }

        @Override
        public List<String> addresses(Notification notification) {
            return sender.addresses(notification);
        }

        @Override
        public List<Page> pages(Notification notification) {
            return sender.pages(notification);
        }

        @Override
        public CompletableFuture<Answer> send(String address, Page page, boolean plain) {
            return CompletableFuture.completedFuture(sender.send(address, page, plain).join());
        }

        @Override
        public void close() {
            sender.close();
        }
    }
}
