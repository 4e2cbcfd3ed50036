// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Notification;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as SNS does: the emulators send no short messages. */
class SnsShortMessagesTest {

    private static final String TAKEN =
            "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                + "<MessageId>567910cd-659e-55d4-8ccb-5aaf14679dc0</MessageId></PublishResult>"
                + "<ResponseMetadata><RequestId>d74b8436-ae13-5ab4-a9ff-ce54dfea72a0</RequestId>"
                + "</ResponseMetadata></PublishResponse>";

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(options().dynamicPort().bindAddress("127.0.0.1"))
                    .build();

    @TempDir Path directory;

    private Deliveries queue;

    @AfterEach
    void close() {
        if (queue != null) {
            queue.close();
        }
    }

    @Test
    void shouldSendToEachNumberThatIsConfigured() throws Exception {
        open(
                Map.of(
                        "sms.to", "+4915112345678;+33612345678",
                        "sms.sender-id", "BELL",
                        "sms.max-price", "0.50"));
        answers(aResponse().withBody(TAKEN));

        assertThat(send(notification("AAPL fell by 12.5 %"))).isNull();

        assertThat(requests())
                .extracting(request -> request.get("PhoneNumber"))
                .containsExactlyInAnyOrder("+4915112345678", "+33612345678");
        Map<String, String> request = requests().get(0);
        assertThat(request).containsEntry("Action", "Publish").doesNotContainKey("TopicArn");
        assertThat(request.get("Message")).isEqualTo("Alert AAPL: CRITICAL\nAAPL fell by 12.5 %");
        assertThat(request)
                .containsValues(
                        "AWS.SNS.SMS.SMSType", "Transactional", "AWS.SNS.SMS.SenderID", "BELL")
                .containsValues("AWS.SNS.SMS.MaxPrice", "0.50", "Number");
    }

    /** Only what is too long has dots, and 160 characters of GSM are not too long. */
    @Test
    void shouldCutWhatIsTooLongAndNothingElse() {
        String head = "Alert AAPL: CRITICAL\n";
        Notification notification = notification("x".repeat(160 - head.length()));
        assertThat(text(notification, 1)).hasSize(160).doesNotEndWith("...");
        notification.title += "x";
        assertThat(text(notification, 1)).hasSize(160).endsWith("x...");
        assertThat(text(notification, 2)).hasSize(161).endsWith("x");
        notification.title = "€".repeat((160 - head.length()) / 2);
        assertThat(text(notification, 1)).doesNotEndWith("...");
        notification.title = "Ж" + "x".repeat(70 - head.length() - 1);
        assertThat(text(notification, 1)).hasSize(70).doesNotEndWith("...");
        notification.title += "x";
        assertThat(text(notification, 1)).hasSize(70).endsWith("...");
        notification.title = "x".repeat(5_000);
        assertThat(text(notification, 10)).hasSize(10 * 153);
        notification.state = AlertState.RESOLVED;
        assertThat(text(notification, 1)).startsWith("Alert AAPL: RESOLVED\n");
    }

    /** The lengths of 3GPP TS 23.038: one part, and parts that belong together. */
    @Test
    void shouldCountParts() {
        ShortText parts = new ShortText();
        assertThat(parts.of("x".repeat(160))).isEqualTo(1);
        assertThat(parts.of("x".repeat(161))).isEqualTo(2);
        assertThat(parts.of("x".repeat(306))).isEqualTo(2);
        assertThat(parts.of("x".repeat(307))).isEqualTo(3);
        assertThat(parts.of("[".repeat(80))).isEqualTo(1);
        assertThat(parts.of("[".repeat(81))).isEqualTo(2);
        assertThat(parts.of("ж".repeat(70))).isEqualTo(1);
        assertThat(parts.of("ж".repeat(71))).isEqualTo(2);
        assertThat(parts.of("ж".repeat(134))).isEqualTo(2);
        assertThat(parts.of("ж".repeat(135))).isEqualTo(3);
    }

    @Test
    void shouldLeaveANumberAloneThatIsNone() throws Exception {
        open(Map.of());
        for (String number : List.of("015112345678", "+0151123456", "+49 151 1234567", "+49")) {
            Notification notification = notification("a");
            notification.address = number;
            assertThat(send(notification)).startsWith("the number is none").doesNotContain(number);
        }
        assertThat(requests()).isEmpty();
    }

    /** And what SNS says of it has no number in it. */
    @Test
    void shouldLeaveANumberAloneThatHasOptedOut() throws Exception {
        open(Map.of("sms.to", "+4915112345678"));
        answers(
                refusal(
                        400,
                        "InvalidParameter",
                        "Invalid parameter: PhoneNumber Reason: +4915112345678 is opted out"));

        assertThat(send(notification("a")))
                .isEqualTo(
                        "HTTP 400 InvalidParameter: Invalid parameter: PhoneNumber Reason: *** is"
                                + " opted out");
        assertThat(send(notification("b"))).contains("opted out");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldTryOnWhenItIsThrottledDownOrSilent() throws Exception {
        open(Map.of("sms.to", "+4915112345678"));
        answers(
                refusal(400, "Throttled", "Rate exceeded"),
                refusal(500, "InternalError", "oops"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withStatus(503).withBody("<html>"),
                aResponse().withBody(TAKEN));

        assertThat(send(notification("a"))).isNull();
        assertThat(requests()).hasSize(5);
    }

    private static String text(Notification notification, int parts) {
        List<Page> pages = SnsShortMessages.pages(notification, parts, 3);
        assertThat(pages).hasSize(1);
        return SnsShortMessages.text(pages.get(0), parts);
    }

    private void open(Map<String, String> options) throws IOException {
        queue =
                new Deliveries(
                        "SMS",
                        new SnsShortMessages(
                                Notifications.settings(
                                        Channel.SMS,
                                        URI.create(SERVER.baseUrl()),
                                        directory,
                                        "eu-central-1",
                                        options)),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(10),
                        Duration.ZERO);
    }

    private String send(Notification notification) throws Exception {
        return queue.send(notification).get(30, TimeUnit.SECONDS);
    }

    private static ResponseDefinitionBuilder refusal(int status, String code, String message) {
        return aResponse()
                .withStatus(status)
                .withBody(
                        "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error>"
                                + "<Type>Sender</Type><Code>"
                                + code
                                + "</Code><Message>"
                                + message
                                + "</Message></Error><RequestId>1</RequestId></ErrorResponse>");
    }

    /** One after the other, the last one for ever. */
    private static void answers(ResponseDefinitionBuilder... answers) {
        String state = Scenario.STARTED;
        for (int i = 0; i < answers.length; i++) {
            String next = i == answers.length - 1 ? state : "answer " + (i + 1);
            SERVER.stubFor(
                    post(urlPathEqualTo("/"))
                            .inScenario("answers")
                            .whenScenarioStateIs(state)
                            .willReturn(answers[i])
                            .willSetStateTo(next));
            state = next;
        }
    }

    private static List<Map<String, String>> requests() {
        List<Map<String, String>> requests = new ArrayList<>();
        SERVER.getAllServeEvents()
                .forEach(event -> requests.add(form(event.getRequest().getBodyAsString())));
        Collections.reverse(requests);
        return requests;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : body.split("&", -1)) {
            int at = pair.indexOf('=');
            form.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Notification notification(String title) {
        return Notifications.critical(Channel.SMS, "SMS/a/0", title);
    }
}
