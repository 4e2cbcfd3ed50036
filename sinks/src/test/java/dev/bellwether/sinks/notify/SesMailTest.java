// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.AlertState;
import dev.bellwether.model.Channel;
import dev.bellwether.model.Notification;
import dev.bellwether.model.Severity;
import dev.bellwether.sandbox.ses.SandboxSes;
import dev.bellwether.sandbox.ses.SentMail;
import dev.bellwether.sandbox.ses.SesFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a server that takes, refuses and breaks off as SES does. */
class SesMailTest {

    @TempDir Path directory;

    private SandboxSes ses;
    private Deliveries queue;

    @BeforeEach
    void start() throws IOException {
        ses = SandboxSes.start();
    }

    @AfterEach
    void close() {
        if (queue != null) {
            queue.close();
        }
        ses.close();
    }

    @Test
    void shouldSendOneMailToEachAddress() throws Exception {
        open(Map.of("email.to", "desk@example.com;night@example.com"));

        assertThat(send(notification("AAPL fell"))).isNull();

        assertThat(ses.taken())
                .extracting(SentMail::to)
                .containsExactlyInAnyOrder(
                        List.of("desk@example.com"), List.of("night@example.com"));
        SentMail mail = ses.taken().get(0);
        assertThat(mail.from()).isEqualTo("Bellwether <alerts@example.com>");
        assertThat(mail.subject()).isEqualTo("[CRITICAL] AAPL fell");
        assertThat(mail.text())
                .contains("Symbol: AAPL\n", "Price: 1.5000\n", "Change: -12.50 %\n")
                .contains("- Check the news about it.\n", "chart: https://x/A?a&b\n", "EMAIL/a/0");
        assertThat(mail.html()).contains("#ff4444", "<h2>AAPL fell</h2>");
        assertThat(mail.header("X-Alert-Id")).isEqualTo("fall:AAPL:1");
        assertThat(mail.header("X-Idempotency-Key")).isEqualTo("EMAIL/a/0");
        assertThat(mail.tag("severity")).isEqualTo("critical");
        assertThat(mail.tag("symbol")).isEqualTo("AAPL");
    }

    @Test
    void shouldSayWhereAnswersGoAndWhichSetItIsOf() throws Exception {
        open(
                Map.of(
                        "email.to", "desk@example.com",
                        "email.reply-to", "ops@example.com",
                        "email.configuration-set", "alerts"));

        assertThat(send(notification("a"))).isNull();

        JsonNode request = ses.taken().get(0).request();
        assertThat(request.at("/ReplyToAddresses/0").asText()).isEqualTo("ops@example.com");
        assertThat(request.get("ConfigurationSetName").asText()).isEqualTo("alerts");
    }

    /** Neither from a feed nor from a rule comes any mark-up, header or address. */
    @Test
    void shouldTakeNothingForMarkUpOrAHeader() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        String evil = "<script>\r\nBcc: all@example.com\"'&";
        Notification notification = notification(evil);
        notification.text = evil;
        notification.alert = evil;
        notification.rule = evil;
        notification.symbol = evil;
        notification.key = evil;
        notification.facts = new String[] {"quote.price=" + evil, evil + "=" + evil};
        notification.links = new String[] {evil + "=https://x/" + evil, "a=javascript:alert(1)"};
        notification.lines = new String[] {evil};

        assertThat(send(notification)).isNull();

        SentMail mail = ses.taken().get(0);
        assertThat(mail.html())
                .doesNotContain("<script>", "href=\"javascript")
                .contains("&lt;script&gt;");
        assertThat(mail.html()).doesNotContain("x/<", "\"'&\"");
        assertThat(mail.subject()).isEqualTo("[CRITICAL] <script> Bcc: all@example.com\"'&");
        assertThat(mail.header("X-Alert-Id")).doesNotContain("\r", "\n");
        assertThat(mail.to()).containsExactly("desk@example.com");
        Notification other = notification("b");
        other.address = "desk@example.com\r\nBcc: all@example.com";
        assertThat(send(other)).isEqualTo("the address is none of mail");
    }

    @Test
    void shouldColourBySeverity() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        Notification warning = notification("a");
        warning.severity = Severity.WARNING;
        Notification info = notification("a");
        info.severity = Severity.INFO;
        Notification over = notification("a");
        over.state = AlertState.RESOLVED;

        for (Notification notification : List.of(warning, info, over)) {
            assertThat(send(notification)).isNull();
        }

        assertThat(ses.taken().get(0).html()).contains("#ff8800", "Check its indicators.");
        assertThat(ses.taken().get(1).html()).contains("#4444ff", "Note it for later.");
        assertThat(ses.taken().get(2).html()).contains("#44aa44").doesNotContain("<li>Check");
        assertThat(ses.taken().get(2).subject()).isEqualTo("[RESOLVED] a");
    }

    /** So that mail programs show them together. */
    @Test
    void shouldReferToOneConversationAtTheBeginningAndAtTheEnd() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        Notification end = notification("Over: a");
        end.state = AlertState.RESOLVED;
        Notification other = notification("b");
        other.alert = "other";

        for (Notification notification : List.of(notification("a"), end, other)) {
            assertThat(send(notification)).isNull();
        }

        List<SentMail> mails = ses.taken();
        assertThat(mails.get(0).header("References"))
                .matches("<alert-[0-9a-f]{64}@example\\.com>")
                .isEqualTo(mails.get(1).header("References"))
                .isEqualTo(mails.get(1).header("In-Reply-To"))
                .isNotEqualTo(mails.get(2).header("References"));
    }

    @Test
    void shouldShowTheChartInside() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        Notification notification = notification("a");
        notification.prices = new double[] {100, 101, 100.5, 93};

        assertThat(send(notification)).isNull();

        SentMail mail = ses.taken().get(0);
        assertThat(mail.html()).contains("<img src=\"cid:chart\"");
        JsonNode attachment = mail.request().at("/Content/Simple/Attachments/0");
        assertThat(attachment.get("ContentId").asText()).isEqualTo("chart");
        assertThat(attachment.get("ContentDisposition").asText()).isEqualTo("INLINE");
        byte[] picture = Base64.getDecoder().decode(attachment.get("RawContent").asText());
        assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isEqualTo(480);
    }

    @Test
    void shouldGoWithoutAChartThatCannotBeDrawn() throws Exception {
        queue =
                queue(
                        new SesMail(
                                settings(Map.of("email.to", "desk@example.com")),
                                PriceChart.drawnBy(
                                        notification -> {
                                            throw new InternalError("no fonts");
                                        })));
        Notification notification = notification("a");
        notification.prices = new double[] {100, 101, 100.5, 93};

        assertThat(send(notification)).isNull();

        assertThat(ses.taken().get(0).html()).doesNotContain("<img");
    }

    @Test
    void shouldSplitALongMail() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        Notification notification = notification("many");
        notification.lines =
                IntStream.range(0, 600)
                        .mapToObj(i -> "alert " + i + " " + "x".repeat(100))
                        .toArray(String[]::new);

        assertThat(send(notification)).isNull();

        assertThat(ses.taken()).hasSizeGreaterThan(1);
        for (int i = 0; i < ses.taken().size(); i++) {
            SentMail mail = ses.taken().get(i);
            assertThat(mail.subject())
                    .isEqualTo("[CRITICAL] many (" + (i + 1) + "/" + ses.taken().size() + ")");
            assertThat(mail.header("X-Idempotency-Key")).isEqualTo("EMAIL/a/0#" + (i + 1));
            assertThat(mail.html().length()).isLessThan(102_000);
        }
    }

    /** Neither is SES asked again for it, nor does the other address wait. */
    @Test
    void shouldLeaveAnAddressAloneThatIsNotVerified() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        ses.unverify("nobody@example.com");
        Notification nobody = notification("a");
        nobody.address = "nobody@example.com";

        assertThat(send(nobody))
                .startsWith("HTTP 400 MessageRejected: Email address is not verified.")
                .doesNotContain("nobody@");
        assertThat(send(nobody)).contains("MessageRejected");
        assertThat(ses.requests()).isEqualTo(1);
        assertThat(send(notification("b"))).isNull();
    }

    /** It is no address that is wrong then: all wait, and nothing is lost. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "ACCOUNT_SUSPENDED",
                "SENDING_PAUSED",
                "MAIL_FROM",
                "NO_CONFIGURATION_SET",
                "ACCESS_DENIED",
                "DAILY_QUOTA"
            })
    void shouldMakeTheChannelWaitForWhatAPersonMustMend(SesFault fault) throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        ses.failNext(fault);

        CompletableFuture<String> first = queue.send(notification("a"));
        await().until(() -> ses.requests() == 1);
        await().until(() -> queue.isPaused());
        Notification other = notification("b");
        other.address = "night@example.com";
        CompletableFuture<String> second = queue.send(other);

        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        assertThat(queue.waiting()).isEqualTo(2);
        assertThat(ses.requests()).isEqualTo(1);
    }

    @Test
    void shouldMakeTheChannelWaitWhenTheSenderIsNotVerified() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        ses.unverify("alerts@example.com");

        CompletableFuture<String> outcome = queue.send(notification("a"));

        await().until(() -> queue.isPaused());
        assertThat(outcome).isNotDone();
    }

    @Test
    void shouldTryOnWhenItIsTooFastOrSesIsDown() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        ses.failNext(SesFault.TOO_MANY_REQUESTS, SesFault.INTERNAL_ERROR);

        assertThat(send(notification("a"))).isNull();

        assertThat(ses.requests()).isEqualTo(3);
        assertThat(ses.taken()).hasSize(1);
    }

    /** SES had taken it: it comes twice, under one key. */
    @Test
    void shouldSendAgainUnderTheSameKeyWhenTheAnswerIsLost() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        ses.failNext(SesFault.RESET_AFTER_TAKING);

        assertThat(send(notification("a"))).isNull();

        assertThat(ses.taken())
                .hasSize(2)
                .extracting(mail -> mail.header("X-Idempotency-Key"))
                .containsOnly("EMAIL/a/0");
    }

    @Test
    void shouldNotWaitForEverForTheRestOfAnAnswer() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        ses.failNext(SesFault.STALLED_BODY);

        assertThat(send(notification("a"))).isNull();

        assertThat(ses.taken()).hasSize(2);
    }

    @Test
    void shouldSendAPlainMailWhereItsShapeIsNotLiked() throws Exception {
        open(Map.of("email.to", "desk@example.com"));
        ses.failNext(SesFault.BAD_REQUEST);

        assertThat(send(notification("a"))).isNull();

        SentMail mail = ses.taken().get(0);
        assertThat(mail.html()).isEmpty();
        assertThat(mail.header("X-Alert-Id")).isNull();
        assertThat(mail.text()).contains("EMAIL/a/0");
    }

    private void open(Map<String, String> options) throws IOException {
        queue = queue(new SesMail(settings(options), PriceChart.drawn()));
    }

    private static Deliveries queue(Sender sender) {
        return new Deliveries(
                "EMAIL", sender, Duration.ofMinutes(1), Duration.ofMillis(10), Duration.ZERO);
    }

    private NotifySettings settings(Map<String, String> options) throws IOException {
        Map<String, String> all = new HashMap<>(options);
        all.put("email.from", "Bellwether <alerts@example.com>");
        return Notifications.settings(
                Channel.EMAIL, ses.endpoint(), directory, "eu-central-1", all);
    }

    private String send(Notification notification) throws Exception {
        return queue.send(notification).get(60, TimeUnit.SECONDS);
    }

    private static Notification notification(String title) {
        return Notifications.critical(Channel.EMAIL, "EMAIL/a/0", title);
    }
}
