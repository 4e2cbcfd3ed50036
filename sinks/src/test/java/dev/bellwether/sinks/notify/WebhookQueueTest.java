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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.bellwether.clients.secrets.Secret;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a server that answers as Slack and Discord do, also when they do not want to. */
class WebhookQueueTest {

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(options().dynamicPort().bindAddress("127.0.0.1"))
                    .build();

    private static final String PATH = "/services/T0/B0/s3cr3t";

    private WebhookQueue queue;

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
        assertThat(attachment.get("footer").asText()).isEqualTo("SLACK/a/0");
        assertThat(attachment.get("text").asText())
                .isEqualTo("quote.price: 1.5\n<https://x/A?a&amp;b|chart>");
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

    @Test
    void shouldUnderstandDiscord() throws Exception {
        open(new DiscordWebhook());
        answers(
                aResponse()
                        .withStatus(429)
                        .withBody(
                                "{\"message\":\"limited\",\"retry_after\":0.05,\"global\":false}"),
                aResponse().withStatus(429).withBody("<html>").withHeader("Retry-After", "0.01"),
                aResponse().withStatus(204));
        Notification notification = notification("t".repeat(300));
        notification.facts = new String[] {"quote.price=" + "9".repeat(5_000)};

        assertThat(queue.send(notification).get(10, TimeUnit.SECONDS)).isNull();

        SERVER.verify(
                3, postRequestedFor(urlPathEqualTo(PATH)).withQueryParam("wait", equalTo("true")));
        JsonNode body = bodies().get(2);
        assertThat(body.at("/allowed_mentions/parse")).isEmpty();
        assertThat(body.at("/embeds/0/title").asText()).hasSize(256).endsWith("t…");
        assertThat(body.at("/embeds/0/description").asText()).hasSize(4_096);
        assertThat(body.at("/embeds/0/color").asInt()).isEqualTo(0xff4444);
        assertThat(body.at("/embeds/0/url").asText()).isEqualTo("https://x/A?a&b");
    }

    @Test
    void shouldNotSayAnAddressThatIsNone() {
        for (String address : List.of("http://example.com/s3cr3t", "s3cr3t here", "")) {
            assertThatThrownBy(
                            () ->
                                    new WebhookQueue(
                                            "SLACK",
                                            new SlackWebhook(),
                                            Secret.of(address.isEmpty() ? "x" : address),
                                            Duration.ofSeconds(1),
                                            Duration.ofMillis(1),
                                            Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the webhook of SLACK is no")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    private void open(Webhook webhook) {
        open(webhook, Duration.ofMinutes(1));
    }

    private void open(Webhook webhook, Duration retryTimeout) {
        queue =
                new WebhookQueue(
                        "SLACK",
                        webhook,
                        Secret.of(SERVER.baseUrl() + PATH),
                        retryTimeout,
                        Duration.ofMillis(10),
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
        Notification notification = new Notification();
        notification.key = "SLACK/a/0";
        notification.channel = Channel.SLACK;
        notification.alert = "a";
        notification.state = AlertState.FIRING;
        notification.severity = Severity.CRITICAL;
        notification.title = title;
        notification.text = "";
        notification.facts = new String[] {"quote.price=1.5"};
        notification.links = new String[] {"chart=https://x/A?a&b"};
        return notification;
    }
}
