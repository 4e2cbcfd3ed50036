// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.sun.net.httpserver.HttpServer;
import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that answers as Slack and Discord do, also when they do not want to. */
class WebhookSenderTest {

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(options().dynamicPort().bindAddress("127.0.0.1"))
                    .build();

    private static final String PATH = "/services/T0/B0/s3cr3t";

    @TempDir Path configured;

    private Deliveries queue;

    @AfterEach
    void close() {
        if (queue != null) {
            queue.close();
        }
    }

    @Test
    void shouldSendInOrderAndSayThatItWasTaken() throws Exception {
        open(new SlackWebhook());
        answers(aResponse().withBody("ok"));

        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            outcomes.add(queue.send(notification("alert " + i)));
        }

        for (CompletableFuture<String> outcome : outcomes) {
            assertThat(outcome.get(10, TimeUnit.SECONDS)).isNull();
        }
        assertThat(bodies())
                .extracting(body -> body.get("text").asText())
                .isEqualTo(
                        IntStream.range(0, 20)
                                .mapToObj(i -> "alert " + i)
                                .collect(Collectors.toList()));
        JsonNode attachment = bodies().get(0).at("/attachments/0");
        assertThat(attachment.get("color").asText()).isEqualTo("danger");
        assertThat(attachment.get("fallback").asText()).isEqualTo("alert 0");
        assertThat(attachment.get("blocks").toString())
                .contains("*Symbol*\\nAAPL", "*Severity*\\nCRITICAL", "*Price*\\n1.5000")
                .contains("*Change*\\n-12.50 %", "analytics.volume_ratio: 3.2")
                .contains("Check the news about it.", "<https://x/A?a&amp;b|chart>")
                .contains("SLACK/a/0 · 2026-03-11T14:30:00Z");
    }

    /** 429, then trouble of the server, then a connection that breaks; order is kept. */
    @Test
    void shouldTryOnUntilItIsTaken() throws Exception {
        open(new SlackWebhook());
        answers(
                aResponse().withStatus(429).withHeader("Retry-After", "1"),
                aResponse().withStatus(500).withBody("rollup_error"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withBody("ok"));
        long started = System.nanoTime();

        CompletableFuture<String> first = queue.send(notification("first"));
        CompletableFuture<String> second = queue.send(notification("second"));

        assertThat(first.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(second.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(System.nanoTime() - started).isGreaterThan(1_000_000_000L);
        assertThat(bodies())
                .extracting(body -> body.get("text").asText())
                .containsExactly("first", "first", "first", "first", "second");
    }

    @Test
    void shouldSendAPlainTextWhereTheShapeIsNotLiked() throws Exception {
        open(new SlackWebhook());
        answers(aResponse().withStatus(400).withBody("invalid_blocks"), aResponse().withBody("ok"));

        assertThat(queue.send(notification("<!channel> & co")).get(10, TimeUnit.SECONDS)).isNull();

        assertThat(bodies().get(1)).hasToString("{\"text\":\"&lt;!channel&gt; &amp; co\"}");
    }

    @Test
    void shouldGiveUpAMessageThatIsNotLikedAtAll() throws Exception {
        open(new SlackWebhook());
        answers(aResponse().withStatus(400).withBody("no_text"));

        assertThat(queue.send(notification("a")).get(10, TimeUnit.SECONDS))
                .isEqualTo("HTTP 400 no_text");
        SERVER.verify(2, postRequestedFor(urlPathEqualTo(PATH)));
    }

    /** And never says its address. */
    @Test
    void shouldLeaveAWebhookAloneThatIsGone() throws Exception {
        open(new SlackWebhook());
        String address = SERVER.baseUrl() + PATH;
        answers(
                aResponse()
                        .withStatus(404)
                        .withBody("no_service at " + PATH + " " + "x".repeat(150) + address));

        String said = queue.send(notification("a")).get(10, TimeUnit.SECONDS);
        assertThat(said).startsWith("HTTP 404 no_service at ").doesNotContain("s3cr3t");
        assertThat(queue.send(notification("b")).get(10, TimeUnit.SECONDS)).isEqualTo(said);
        SERVER.verify(1, postRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void shouldNotWaitForEverBehindWhatCannotBeWritten() throws Exception {
        open(new SlackWebhook());
        answers(aResponse().withBody("ok"));
        Notification broken = notification("a");
        broken.severity = null;

        CompletableFuture<String> first = queue.send(broken);
        CompletableFuture<String> second = queue.send(notification("b"));

        assertThat(first.get(10, TimeUnit.SECONDS)).startsWith("cannot be written");
        assertThat(second.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void shouldGiveUpWhatIsTooOld() throws Exception {
        open(new SlackWebhook(), Duration.ofMillis(200));
        answers(aResponse().withStatus(503));

        assertThat(queue.send(notification("a")).get(10, TimeUnit.SECONDS))
                .startsWith("HTTP 503")
                .endsWith(", for 0 s");
    }

    /** Wait in the body, wait in the header behind a proxy, a bucket that is used up. */
    @Test
    void shouldUnderstandDiscord() throws Exception {
        open(new DiscordWebhook(PriceChart.drawn()));
        answers(
                aResponse()
                        .withStatus(429)
                        .withBody(
                                "{\"message\":\"limited\",\"retry_after\":0.05,\"global\":false}"),
                aResponse().withStatus(429).withBody("<html>").withHeader("Retry-After", "0.01"),
                aResponse()
                        .withStatus(200)
                        .withBody("{}")
                        .withHeader("X-RateLimit-Remaining", "0")
                        .withHeader("X-RateLimit-Reset-After", "0.3"),
                aResponse().withStatus(204));
        Notification notification = notification("t".repeat(300));
        notification.facts = new String[] {"anomaly.gap=" + "9".repeat(5_000)};

        CompletableFuture<String> first = queue.send(notification);
        CompletableFuture<String> second = queue.send(notification("second"));
        assertThat(first.get(10, TimeUnit.SECONDS)).isNull();
        long taken = System.nanoTime();
        assertThat(second.get(10, TimeUnit.SECONDS)).isNull();

        assertThat(System.nanoTime() - taken).isGreaterThan(200_000_000L);
        SERVER.verify(
                4, postRequestedFor(urlPathEqualTo(PATH)).withQueryParam("wait", equalTo("true")));
        JsonNode body = bodies().get(2);
        assertThat(body.at("/allowed_mentions/parse")).isEmpty();
        assertThat(body.at("/embeds/0/title").asText()).hasSize(256).endsWith("t…");
        assertThat(body.at("/embeds/0/description").asText()).hasSize(1_000).endsWith("9…");
        assertThat(body.at("/embeds/0/color").asInt()).isEqualTo(0xff4444);
        assertThat(body.at("/embeds/0/url").asText()).isEqualTo("https://x/A?a&b");
        assertThat(body.at("/embeds/0/fields").toString()).contains("\"Severity\"", "CRITICAL");
    }

    /** What is limited for all webhooks makes all of them wait. */
    @Test
    void shouldMakeTheWholeChannelWaitForAGlobalLimit(@TempDir Path directory) throws Exception {
        open(new DiscordWebhook(PriceChart.none()));
        answers(
                aResponse()
                        .withStatus(429)
                        .withBody("{\"message\":\"x\",\"retry_after\":0.4,\"global\":true}"),
                aResponse().withStatus(204));
        SERVER.stubFor(post(urlPathEqualTo("/mine")).willReturn(aResponse().withStatus(204)));
        long started = System.nanoTime();
        CompletableFuture<String> first = queue.send(notification("a"));
        await().until(() -> !SERVER.getAllServeEvents().isEmpty());
        await().until(() -> queue.waiting() == 1);

        assertThat(queue.send(to(webhook(directory, "/mine"))).get(10, TimeUnit.SECONDS)).isNull();

        assertThat(System.nanoTime() - started).isGreaterThan(400_000_000L);
        assertThat(first.get(10, TimeUnit.SECONDS)).isNull();
    }

    /** Whoever writes a policy may answer at his own address whatever he likes. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"message\":\"x\",\"retry_after\":86400,\"global\":true}", "<html>"})
    void shouldLetNoWebhookOfAPersonMakeOthersWait(String limit, @TempDir Path directory)
            throws Exception {
        SERVER.stubFor(
                post(urlPathEqualTo("/mine"))
                        .willReturn(
                                aResponse()
                                        .withStatus(429)
                                        .withHeader("Retry-After", "86400")
                                        .withBody(limit)));
        Webhook discord = new DiscordWebhook(PriceChart.none());
        // The desk's is at localhost.
        try (WebhookSender sender = sender(discord, List.of("127.0.0.1"))) {
            Page page = discord.pages(notification("a")).get(0);

            Answer answer =
                    sender.send(webhook(directory, "/mine"), page, false).get(10, TimeUnit.SECONDS);

            assertThat(answer.said).startsWith("HTTP 429");
            assertThat(answer.kind).isEqualTo(Answer.Kind.LATER);
            assertThat(answer.everybody).isFalse();
            assertThat(answer.wait).isEqualTo(Duration.ofMinutes(10));
        }
    }

    @Test
    void shouldPostForPeopleOnlyWhereItMay(@TempDir Path directory) throws Exception {
        open(new SlackWebhook(), Duration.ofMinutes(1), List.of("hooks.slack.com"));
        answers(aResponse().withBody("ok"));

        assertThat(queue.send(to(webhook(directory, "/s3cr3t"))).get(10, TimeUnit.SECONDS))
                .isEqualTo(
                        "the webhook of SLACK is no https address at one of"
                                + " Notifications.webhook.hosts, without port and user");
        assertThat(queue.send(notification("a")).get(10, TimeUnit.SECONDS)).isNull();
        SERVER.verify(0, postRequestedFor(urlPathEqualTo("/s3cr3t")));
    }

    @Test
    void shouldNotFollowARedirection(@TempDir Path directory) throws Exception {
        open(new SlackWebhook());
        SERVER.stubFor(
                post(urlPathEqualTo("/mine"))
                        .willReturn(
                                aResponse().withStatus(307).withHeader("Location", local(PATH))));

        assertThat(queue.send(to(webhook(directory, "/mine"))).get(10, TimeUnit.SECONDS))
                .isEqualTo("HTTP 307");
        SERVER.verify(0, postRequestedFor(urlPathEqualTo(PATH)));
    }

    /** The status counts, whatever follows. */
    @Test
    void shouldNotReadAnAnswerWithoutEnd(@TempDir Path directory) throws Exception {
        open(new SlackWebhook());
        CompletableFuture<Void> brokenOff = new CompletableFuture<>();
        HttpServer endless = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        endless.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(404, 0);
                    byte[] some = "x".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
                    try {
                        while (true) {
                            exchange.getResponseBody().write(some);
                        }
                    } catch (IOException e) {
                        brokenOff.complete(null);
                    }
                });
        endless.start();
        try {
            Path file = directory.resolve("endless");
            String address = "http://127.0.0.1:" + endless.getAddress().getPort() + "/";
            Files.writeString(file, address);

            assertThat(queue.send(to("file:" + file)).get(20, TimeUnit.SECONDS))
                    .startsWith("HTTP 404 xxx");
            brokenOff.get(20, TimeUnit.SECONDS);
        } finally {
            endless.stop(0);
        }
    }

    /** As a file beside the message, which refers to it. */
    @Test
    void shouldSendTheChartToDiscord() throws Exception {
        open(new DiscordWebhook(PriceChart.drawn()));
        answers(aResponse().withStatus(204));
        Notification notification = notification("a");
        notification.prices = new double[] {100, 101, 100.5, 93};

        assertThat(queue.send(notification).get(30, TimeUnit.SECONDS)).isNull();

        var request = SERVER.getAllServeEvents().get(0).getRequest();
        assertThat(request.getHeader("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(request.getParts())
                .extracting(part -> part.getName())
                .containsExactlyInAnyOrder("payload_json", "files[0]");
        JsonNode message = read(request.getPart("payload_json").getBody().asString());
        assertThat(message.at("/embeds/0/image/url").asText()).isEqualTo("attachment://chart.png");
        byte[] chart = request.getPart("files[0]").getBody().asBytes();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(chart));
        assertThat(picture.getWidth()).isEqualTo(480);
        assertThat(picture.getHeight()).isEqualTo(200);
    }

    /** The headers come, the rest of the answer does not; Slack had taken it, so it comes twice. */
    @Test
    void shouldTryAgainWhenTheAnswerBreaksOff() throws Exception {
        open(new SlackWebhook());
        answers(
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                aResponse().withBody("ok"));

        assertThat(queue.send(notification("a")).get(20, TimeUnit.SECONDS)).isNull();

        assertThat(bodies())
                .extracting(body -> body.at("/attachments/0/blocks").toString())
                .hasSize(4)
                .allMatch(blocks -> blocks.contains("SLACK/a/0"));
    }

    /** Gone, down, and well: three people, and the one webhook that works does not wait. */
    @Test
    void shouldLetNoAddressHoldUpAnother(@TempDir Path directory) throws Exception {
        open(new SlackWebhook());
        answers(aResponse().withBody("ok"));
        SERVER.stubFor(post(urlPathEqualTo("/gone")).willReturn(aResponse().withStatus(410)));
        SERVER.stubFor(post(urlPathEqualTo("/down")).willReturn(aResponse().withStatus(503)));
        SERVER.stubFor(post(urlPathEqualTo("/well")).willReturn(aResponse().withBody("ok")));

        CompletableFuture<String> gone = queue.send(to(webhook(directory, "/gone")));
        CompletableFuture<String> down = queue.send(to(webhook(directory, "/down")));
        for (int i = 0; i < 20; i++) {
            CompletableFuture<String> well = queue.send(to(webhook(directory, "/well")));
            assertThat(well.get(10, TimeUnit.SECONDS)).isNull();
        }

        assertThat(gone.get(10, TimeUnit.SECONDS)).isEqualTo("HTTP 410");
        assertThat(down).isNotDone();
        assertThat(queue.send(notification("a")).get(10, TimeUnit.SECONDS)).isNull();
    }

    /** Whoever mends the secret need not restart the job. */
    @Test
    void shouldTakeUpAWebhookThatWasReplaced(@TempDir Path directory) throws Exception {
        open(new SlackWebhook());
        SERVER.stubFor(post(urlPathEqualTo("/old")).willReturn(aResponse().withBody("ok")));
        String reference = webhook(directory, "/old");
        assertThat(queue.send(to(reference)).get(10, TimeUnit.SECONDS)).isNull();
        SERVER.stubFor(post(urlPathEqualTo("/old")).willReturn(aResponse().withStatus(404)));
        SERVER.stubFor(post(urlPathEqualTo("/new")).willReturn(aResponse().withBody("ok")));
        Files.writeString(directory.resolve("old"), local("/new"));

        assertThat(queue.send(to(reference)).get(10, TimeUnit.SECONDS)).isNull();
        SERVER.verify(1, postRequestedFor(urlPathEqualTo("/new")));
    }

    @Test
    void shouldSayWhatIsWrongWithAWebhookOfAPersonAndNotWhatItIs(@TempDir Path directory)
            throws Exception {
        open(new SlackWebhook(), Duration.ofMillis(100));

        assertThat(queue.send(to("https://hooks.example.com/s3cr3t")).get(10, TimeUnit.SECONDS))
                .startsWith("must refer to a secret as")
                .doesNotContain("s3cr3t");
        assertThat(
                        queue.send(to("file:" + directory.resolve("not-there")))
                                .get(10, TimeUnit.SECONDS))
                .contains("not-there")
                .endsWith(", for 0 s");
    }

    @Test
    void shouldSplitBetweenAlerts() throws Exception {
        open(new SlackWebhook());
        answers(aResponse().withBody("ok"));
        Notification notification = notification("300 alerts");
        notification.lines =
                IntStream.range(0, 300)
                        .mapToObj(i -> "alert " + i + " <&> " + "x".repeat(i))
                        .toArray(String[]::new);

        assertThat(queue.send(notification).get(20, TimeUnit.SECONDS)).isNull();

        List<JsonNode> bodies = bodies();
        assertThat(bodies).hasSizeBetween(2, 3);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < bodies.size(); i++) {
            JsonNode body = bodies.get(i);
            String number = (i + 1) + "/" + bodies.size();
            assertThat(body.get("text").asText()).isEqualTo("300 alerts (" + number + ")");
            JsonNode blocks = body.at("/attachments/0/blocks");
            assertThat(blocks.size()).isLessThanOrEqualTo(SlackWebhook.MOST_BLOCKS);
            assertThat(blocks.toString()).contains("SLACK/a/0#" + (i + 1));
            blocks.forEach(
                    block -> {
                        String text = block.at("/text/text").asText();
                        assertThat(text.length()).isLessThanOrEqualTo(SlackWebhook.MOST_SECTION);
                        all.append(text).append('\n');
                    });
        }
        for (int i = 0; i < 300; i++) {
            assertThat(all).contains("alert " + i + " &lt;&amp;&gt; " + "x".repeat(i) + "\n");
        }
    }

    /** All texts of all embeds together. */
    @Test
    void shouldStayWithinTheLimitsOfDiscord() throws Exception {
        open(new DiscordWebhook(PriceChart.none()));
        answers(aResponse().withStatus(204));
        Notification notification = notification("t".repeat(500));
        notification.text = "x".repeat(9_000);
        notification.symbol = "S".repeat(2_000);
        notification.key = "k".repeat(3_000);
        notification.facts =
                new String[] {"quote.price=" + "1".repeat(900), "a=" + "b".repeat(9_000)};
        notification.links =
                IntStream.range(0, 40)
                        .mapToObj(i -> "link" + i + "=https://x/" + "y".repeat(90))
                        .toArray(String[]::new);
        notification.lines =
                IntStream.range(0, 40)
                        .mapToObj(i -> i + "z".repeat(i * 150))
                        .toArray(String[]::new);

        assertThat(queue.send(notification).get(30, TimeUnit.SECONDS)).isNull();

        for (JsonNode body : bodies()) {
            int all = 0;
            assertThat(body.get("embeds").size()).isBetween(1, DiscordWebhook.MOST_EMBEDS);
            for (JsonNode embed : body.get("embeds")) {
                all += embed.path("title").asText().length();
                all += embed.path("description").asText().length();
                all += embed.at("/footer/text").asText().length();
                assertThat(embed.path("title").asText().length()).isLessThanOrEqualTo(256);
                assertThat(embed.path("description").asText().length())
                        .isLessThanOrEqualTo(DiscordWebhook.MOST_DESCRIPTION);
                assertThat(embed.path("fields").size()).isLessThanOrEqualTo(25);
                for (JsonNode field : embed.path("fields")) {
                    all += field.get("name").asText().length();
                    all += field.get("value").asText().length();
                    assertThat(field.get("value").asText()).isNotBlank();
                    assertThat(field.get("value").asText().length()).isLessThanOrEqualTo(1_024);
                }
            }
            assertThat(all).isLessThanOrEqualTo(DiscordWebhook.MOST_ALTOGETHER);
        }
    }

    @Test
    void shouldNotSayAnAddressThatIsNone(@TempDir Path directory) throws Exception {
        for (String address : List.of("http://example.com/s3cr3t", "s3cr3t here", "x")) {
            Path file = Files.writeString(directory.resolve("webhook"), address);
            assertThatThrownBy(
                            () ->
                                    new WebhookSender(
                                            "SLACK",
                                            new SlackWebhook(),
                                            SecretReference.parse("file:" + file),
                                            SecretStores.none(),
                                            new WebhookHosts(List.of()),
                                            Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the webhook of SLACK is no")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    private static String webhook(Path directory, String path) throws IOException {
        Path file = directory.resolve(path.substring(1));
        return "file:" + Files.writeString(file, local(path));
    }

    private static String local(String path) {
        return "http://127.0.0.1:" + SERVER.getPort() + path;
    }

    private static Notification to(String reference) {
        Notification notification = notification("to " + reference);
        notification.address = reference;
        return notification;
    }

    private void open(Webhook webhook) throws IOException {
        open(webhook, Duration.ofMinutes(1));
    }

    private void open(Webhook webhook, Duration retryTimeout) throws IOException {
        open(webhook, retryTimeout, List.of("127.0.0.1"));
    }

    private void open(Webhook webhook, Duration retryTimeout, List<String> hosts)
            throws IOException {
        queue =
                new Deliveries(
                        "SLACK",
                        sender(webhook, hosts),
                        retryTimeout,
                        Duration.ofMillis(10),
                        Duration.ZERO);
    }

    private WebhookSender sender(Webhook webhook, List<String> hosts) throws IOException {
        Path file = Files.writeString(configured.resolve("configured"), SERVER.baseUrl() + PATH);
        return new WebhookSender(
                "SLACK",
                webhook,
                SecretReference.parse("file:" + file),
                SecretStores.none(),
                new WebhookHosts(hosts),
                Duration.ofMillis(1));
    }

    /** One after the other, the last one for ever. */
    private static void answers(ResponseDefinitionBuilder... answers) {
        String state = Scenario.STARTED;
        for (int i = 0; i < answers.length; i++) {
            String next = i == answers.length - 1 ? state : "answer " + (i + 1);
            SERVER.stubFor(
                    post(urlPathEqualTo(PATH))
                            .inScenario("answers")
                            .whenScenarioStateIs(state)
                            .willReturn(answers[i])
                            .willSetStateTo(next));
            state = next;
        }
    }

    private static List<JsonNode> bodies() {
        // The newest is first.
        List<ServeEvent> events = new ArrayList<>(SERVER.getAllServeEvents());
        Collections.reverse(events);
        return events.stream()
                .map(event -> read(event.getRequest().getBodyAsString()))
                .collect(Collectors.toList());
    }

    private static JsonNode read(String body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Notification notification(String title) {
        return Notifications.critical(Channel.SLACK, "SLACK/a/0", title);
    }
}
