// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** As Flink runs it. */
@SuppressWarnings("try") // Flink's harness may be interrupted while it closes
class TellerTest {

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(options().dynamicPort().bindAddress("127.0.0.1"))
                    .build();

    @TempDir Path directory;

    /** At each address in the order in which it was made, under the same keys; nothing is lost. */
    @Test
    void shouldSendAgainAfterARestartWhatHadNoAnswer() throws Exception {
        for (String path : List.of("/one", "/two")) {
            SERVER.stubFor(post(urlPathEqualTo(path)).willReturn(aResponse().withStatus(503)));
        }
        OperatorSubtaskState snapshot;
        Harness before = open(null);
        try {
            for (int i = 0; i < 12; i++) {
                before.processElement(text("/one", i), 0);
                before.processElement(text("/two", i), 0);
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> SERVER.getAllServeEvents().size() >= 2);
            snapshot = before.snapshot(1, 1);
        } finally {
            before.kill();
        }
        SERVER.resetAll();
        for (String path : List.of("/one", "/two")) {
            SERVER.stubFor(post(urlPathEqualTo(path)).willReturn(aResponse().withBody("ok")));
        }
        Harness after = open(snapshot);
        try {
            after.processElement(text("/one", 12), 0);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> SERVER.getAllServeEvents().size() >= 25);

            assertThat(told("/one")).isEqualTo(titles(13));
            assertThat(told("/two")).isEqualTo(titles(12));
        } finally {
            after.kill();
        }
    }

    /** With the answer, and with the message so that it can be sent by hand. */
    @Test
    void shouldGiveBackWhatIsRefused() throws Exception {
        SERVER.stubFor(
                post(urlPathEqualTo("/one"))
                        .willReturn(aResponse().withStatus(410).withBody("channel_is_archived")));
        Harness harness = open(null);
        try {
            harness.processElement(text("/one", 0), 0);
            await().pollInSameThread()
                    .atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                harness.getTaskMailbox().tryTake(0).ifPresent(TellerTest::run);
                                return !harness.extractOutputValues().isEmpty();
                            });

            DeadLetter letter = harness.extractOutputValues().get(0);
            assertThat(letter.source).isEqualTo("notifications-slack");
            assertThat(letter.reason).isEqualTo(ReasonCode.REFUSED_BY_SERVICE);
            assertThat(letter.message).isEqualTo("not delivered: HTTP 410 channel_is_archived");
            Notification refused =
                    Json.mapper()
                            .readValue(
                                    new String(letter.payload, StandardCharsets.UTF_8),
                                    Notification.class);
            assertThat(refused.title).isEqualTo("message 0");
            assertThat(refused.recipient).isEqualTo("ann");
            assertThat(refused.address).isNull();
        } finally {
            harness.kill();
        }
    }

    private static void run(Mail mail) {
        try {
            mail.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String text(String path, int number) throws IOException {
        Path secret = directory.resolve(path.substring(1));
        Files.writeString(secret, "http://127.0.0.1:" + SERVER.getPort() + path);
        Notification notification =
                Notifications.critical(Channel.SLACK, "SLACK/a/" + number, "message " + number);
        notification.recipient = "ann";
        notification.address = "file:" + secret;
        return Teller.text(notification);
    }

    private static List<String> titles(int count) {
        return IntStream.range(0, count).mapToObj(i -> "message " + i).collect(Collectors.toList());
    }

    private static List<String> told(String path) throws IOException {
        List<ServeEvent> events = new ArrayList<>(SERVER.getAllServeEvents());
        Collections.reverse(events);
        List<String> told = new ArrayList<>();
        for (ServeEvent event : events) {
            if (event.getRequest().getUrl().startsWith(path)) {
                told.add(
                        Json.mapper()
                                .readTree(event.getRequest().getBodyAsString())
                                .get("text")
                                .asText());
            }
        }
        return told;
    }

    private Harness open(OperatorSubtaskState snapshot) throws Exception {
        Path configured = Files.writeString(directory.resolve("c"), SERVER.baseUrl() + "/c");
        Harness harness =
                new Harness(
                        new Teller(
                                Notifications.settings(
                                        Channel.SLACK,
                                        URI.create(SERVER.baseUrl()),
                                        directory,
                                        "eu-central-1",
                                        Map.of(
                                                "slack.webhook",
                                                "file:" + configured,
                                                "webhook.hosts",
                                                "127.0.0.1"))));
        harness.setup();
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }

    private static final class Harness
            extends OneInputStreamOperatorTestHarness<String, DeadLetter> {

        private final Teller teller;

        Harness(Teller teller) throws Exception {
            super(
                    new AsyncWaitOperatorFactory<>(
                            teller,
                            Duration.ofDays(365).toMillis(),
                            10_000,
                            AsyncDataStream.OutputMode.UNORDERED),
                    Types.STRING.createSerializer(new SerializerConfigImpl()));
            this.teller = teller;
        }

        /** Without waiting for what is on its way. */
        void kill() {
            teller.close();
        }
    }
}
