// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import dev.bellwether.sandbox.sns.SandboxSns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Against an emulator of SNS with queues behind it. */
class SnsTopicTest {

    private static SandboxSns sns;

    @TempDir Path directory;

    private Deliveries queue;

    @BeforeAll
    static void start() {
        sns = SandboxSns.start();
    }

    @AfterAll
    static void stop() {
        sns.close();
    }

    @AfterEach
    void close() {
        if (queue != null) {
            queue.close();
        }
    }

    /** Who subscribes for critical ones, or for those of one team, gets these and no others. */
    @Test
    void shouldDeliverWhatSubscribersAskFor() throws Exception {
        String topic = sns.createTopic("alerts");
        String all = sns.subscribe(topic, "all", null);
        String critical = sns.subscribe(topic, "critical", "{\"severity\":[\"critical\"]}");
        String desk = sns.subscribe(topic, "desk", "{\"team\":[\"desk\"],\"symbol\":[\"MSFT\"]}");
        open(topic);
        Notification warning = notification("b");
        warning.severity = Severity.WARNING;
        warning.symbol = "MSFT";

        assertThat(send(notification("a"))).isNull();
        assertThat(send(warning)).isNull();

        assertThat(titles(sns.take(all))).containsExactlyInAnyOrder("a", "b");
        assertThat(titles(sns.take(critical))).containsExactly("a");
        assertThat(titles(sns.take(desk))).containsExactly("b");
    }

    @Test
    void shouldSayEverythingInJson() throws Exception {
        String topic = sns.createTopic("documents");
        String all = sns.subscribe(topic, "documents", null);
        open(topic);

        assertThat(send(notification("Kurs fällt – “stark”"))).isNull();

        JsonNode message = sns.take(all).get(0);
        JsonNode body = Json.mapper().readTree(message.get("Body").asText());
        assertThat(body.get("key").asText()).isEqualTo("SNS/a/0");
        assertThat(body.get("severity").asText()).isEqualTo("critical");
        assertThat(body.get("state").asText()).isEqualTo("firing");
        assertThat(body.get("title").asText()).isEqualTo("Kurs fällt – “stark”");
        assertThat(body.at("/facts/quote.price").asText()).isEqualTo("1.5");
        assertThat(body.at("/links/chart").asText()).isEqualTo("https://x/A?a&b");
        assertThat(body.get("event_time").asText()).isEqualTo("2026-03-11T14:30:00Z");
        assertThat(message.at("/MessageAttributes/state/StringValue").asText()).isEqualTo("firing");
    }

    /** Within five minutes; and those about one symbol stay in order. */
    @Test
    void shouldDeliverOnceOnAFifoTopic() throws Exception {
        String topic = sns.createTopic("ordered.fifo");
        String all = sns.subscribe(topic, "ordered.fifo", null);
        open(topic);

        for (int i = 0; i < 5; i++) {
            Notification notification = notification("change " + i);
            notification.key = "SNS/fall:AAPL:1/" + i;
            assertThat(send(notification)).isNull();
            assertThat(send(notification)).isNull();
        }

        assertThat(titles(takeAll(all)))
                .containsExactly("change 0", "change 1", "change 2", "change 3", "change 4");
    }

    @Test
    void shouldLeaveATopicAloneThatIsNotThere() throws Exception {
        open("arn:aws:sns:us-east-1:000000000000:nowhere");

        assertThat(send(notification("a"))).startsWith("HTTP 404 NotFound");
    }

    /** Everything of everybody, in messages that SNS takes. */
    @Test
    void shouldSplitWhatIsTooLong() throws Exception {
        String topic = sns.createTopic("long");
        String all = sns.subscribe(topic, "long", null);
        open(topic);
        Notification notification = notification("many");
        notification.lines =
                IntStream.range(0, 1_200)
                        .mapToObj(i -> "alert \"" + i + "\" " + "ä".repeat(100))
                        .toArray(String[]::new);

        assertThat(send(notification)).isNull();

        List<String> lines = new ArrayList<>();
        List<JsonNode> messages = sns.take(all);
        assertThat(messages).hasSizeGreaterThan(2);
        messages.stream()
                .map(SnsTopicTest::body)
                .sorted((one, other) -> one.get("page").asInt() - other.get("page").asInt())
                .forEach(body -> body.get("lines").forEach(line -> lines.add(line.asText())));
        assertThat(lines).containsExactly(notification.lines);
    }

    /** All that can be long is as long as it can be, and worth six bytes a character. */
    @Test
    void shouldStayWithinTheLimitsOfAMessage() {
        String bad = "\u0001".repeat(300_000);
        Notification notification = notification("Ünlü\r\n" + bad);
        notification.text = bad;
        notification.alert = bad;
        notification.rule = bad;
        notification.symbol = bad;
        notification.recipient = bad;
        notification.facts = pairs(bad);
        notification.links = pairs(bad);
        notification.labels =
                IntStream.range(0, 30)
                        .mapToObj(i -> "lab el/" + i + "=" + "ş".repeat(400))
                        .toArray(String[]::new);
        notification.lines = IntStream.range(0, 9).mapToObj(i -> i + bad).toArray(String[]::new);

        List<Page> pages =
                Pages.of(notification, text -> Measure.JSON.of(text) + 2, 80_000, 80_000);
        for (Page page : pages) {
            PublishRequest request = SnsTopic.request("arn:alerts.fifo", page, false);
            int size = request.message().getBytes(UTF_8).length;
            assertThat(request.messageAttributes()).hasSizeLessThanOrEqualTo(10);
            for (Map.Entry<String, MessageAttributeValue> attribute :
                    request.messageAttributes().entrySet()) {
                assertThat(attribute.getKey()).matches("[A-Za-z0-9_-]{1,256}");
                assertThat(attribute.getValue().stringValue()).isNotBlank();
                size += attribute.getKey().length() + "String".length();
                size += attribute.getValue().stringValue().getBytes(UTF_8).length;
            }
            assertThat(size).isLessThanOrEqualTo(SnsTopic.MOST_BYTES);
            assertThat(request.subject())
                    .matches("[\\x21-\\x7e][\\x20-\\x7e]{0,98}")
                    .startsWith("[CRITICAL] Unlu")
                    .endsWith("/" + pages.size() + ")");
            assertThat(request.messageGroupId()).matches("[\\x21-\\x7e]{1,128}");
            assertThat(request.messageDeduplicationId()).matches("[\\x21-\\x7e]{1,128}");
        }
    }

    @Test
    void shouldTransliterateSubjects() {
        Notification notification = notification("Ærø – Łódź “ﬁx” İstanbul 東京 5 €\tß");
        notification.state = AlertState.RESOLVED;

        assertThat(SnsTopic.subject(Pages.one(notification).get(0)))
                .isEqualTo(
                        "[RESOLVED] AErø – ".replace("ø –", "o -")
                                + "Lodz \"fix\" Istanbul ?? 5 EUR ss");
    }

    private static String[] pairs(String bad) {
        return IntStream.range(0, 30).mapToObj(i -> "name" + i + "=" + bad).toArray(String[]::new);
    }

    private List<JsonNode> takeAll(String url) {
        List<JsonNode> all = new ArrayList<>();
        List<JsonNode> some = sns.take(url);
        while (!some.isEmpty()) {
            all.addAll(some);
            some = sns.take(url);
        }
        return all;
    }

    private static List<String> titles(List<JsonNode> messages) {
        return messages.stream()
                .map(message -> body(message).get("title").asText())
                .collect(Collectors.toList());
    }

    private static JsonNode body(JsonNode message) {
        try {
            return Json.mapper().readTree(message.get("Body").asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void open(String topic) throws IOException {
        queue =
                new Deliveries(
                        "SNS",
                        new SnsTopic(
                                Notifications.settings(
                                        Channel.SNS,
                                        sns.endpoint(),
                                        directory,
                                        SandboxSns.REGION,
                                        Map.of("sns.topic", topic))),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(10),
                        Duration.ZERO);
    }

    private String send(Notification notification) throws Exception {
        return queue.send(notification).get(30, TimeUnit.SECONDS);
    }

    private static Notification notification(String title) {
        return Notifications.critical(Channel.SNS, "SNS/a/0", title);
    }
}
