// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.clients.aws.AwsAnswers;
import dev.bellwether.clients.aws.AwsClients;
import dev.bellwether.model.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Attachment;
import software.amazon.awssdk.services.sesv2.model.AttachmentContentDisposition;
import software.amazon.awssdk.services.sesv2.model.AttachmentContentTransferEncoding;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.Destination;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/**
 * Mail through Amazon SES v2: text and HTML, the chart inside, one mail for each address. Limits
 * and answers as in the reference of SendEmail.
 *
 * <p>SES gives each mail an identifier of its own, so those about one alert refer to a common one
 * that no mail has ({@code References}): mail programs show them as one conversation. SES knows no
 * repetitions: a mail whose answer was lost comes twice, with one {@code X-Idempotency-Key}.
 */
final class SesMail implements Sender {

    /** Of the entries: mail programs cut what is much longer. */
    private static final int MOST_LINES = 40_000;

    private static final int MOST_SUBJECT = 200;
    private static final int MOST_HEADER = 800;
    private static final int MOST_TAG = 256;

    private static final Duration QUOTA_PAUSE = Duration.ofMinutes(5);

    private final SesV2Client client;
    private final AwsCalls calls;
    private final NotifySettings settings;
    private final PriceChart charts;
    private final Duration pace;

    SesMail(NotifySettings settings, PriceChart charts) {
        this.client =
                AwsClients.ses(
                        settings.aws,
                        AwsClients.credentials(settings.aws),
                        AwsCalls.REQUEST_TIMEOUT);
        this.calls = new AwsCalls(settings.aws.keys());
        this.settings = settings;
        this.charts = charts;
        this.pace = Duration.ofSeconds(1).dividedBy(settings.mailsPerSecond);
    }

    @Override
    public Duration channelPace() {
        return pace;
    }

    @Override
    public List<String> addresses(Notification notification) {
        return notification.address == null ? settings.mailTo : List.of(notification.address);
    }

    @Override
    public List<Page> pages(Notification notification) {
        return Pages.of(notification, MailBody.ESCAPED, MOST_LINES, MOST_LINES);
    }

    @Override
    public CompletableFuture<Answer> send(String address, Page page, boolean plain) {
        String to = Texts.line(address);
        if (!NotifyOptions.MAIL_ADDRESS.matcher(to).matches()) {
            return CompletableFuture.completedFuture(Answer.gone("the address is none of mail"));
        }
        SendEmailRequest request = request(to, page, plain);
        return CompletableFuture.completedFuture(
                calls.ask(() -> client.sendEmail(request), this::refusal));
    }

    private SendEmailRequest request(String to, Page page, boolean plain) {
        Notification notification = page.of;
        byte[] chart = plain || !page.isFirst() ? null : charts.png(notification);
        Body.Builder body = Body.builder().text(content(MailBody.text(page)));
        Message.Builder message = Message.builder().subject(content(subject(page)));
        SendEmailRequest.Builder request =
                SendEmailRequest.builder()
                        .fromEmailAddress(Texts.line(settings.mailFrom))
                        .destination(Destination.builder().toAddresses(to).build())
                        .configurationSetName(settings.configurationSet);
        if (settings.replyTo != null) {
            request.replyToAddresses(Texts.line(settings.replyTo));
        }
        if (!plain) {
            body.html(content(MailBody.html(page, chart != null)));
            message.headers(headers(page));
            request.emailTags(tags(notification));
            if (chart != null) {
                message.attachments(
                        Attachment.builder()
                                .fileName("chart.png")
                                .contentType("image/png")
                                .contentId(MailBody.CHART)
                                .contentDisposition(AttachmentContentDisposition.INLINE)
                                .contentTransferEncoding(AttachmentContentTransferEncoding.BASE64)
                                .rawContent(SdkBytes.fromByteArray(chart))
                                .build());
            }
        }
        message.body(body.build());
        return request.content(content -> content.simple(message.build())).build();
    }

    private static Content content(String text) {
        return Content.builder().data(text).charset("UTF-8").build();
    }

    static String subject(Page page) {
        String standing = "[" + Texts.standing(page.of) + "] ";
        return standing
                + Texts.cut(Texts.line(page.of.title), MOST_SUBJECT - Page.SUFFIX)
                + page.suffix();
    }

    private List<MessageHeader> headers(Page page) {
        List<MessageHeader> headers = new ArrayList<>();
        if (page.of.alert != null) {
            headers.add(header("X-Alert-Id", page.of.alert));
            String from = settings.mailFrom.replaceAll(".*@|>.*", "");
            String thread = "<alert-" + SnsTopic.hash(page.of.alert) + "@" + from.trim() + ">";
            headers.add(header("References", thread));
            headers.add(header("In-Reply-To", thread));
        }
        headers.add(header("X-Idempotency-Key", page.key()));
        headers.add(header("Auto-Submitted", "auto-generated"));
        return headers;
    }

    private static MessageHeader header(String name, String value) {
        return MessageHeader.builder()
                .name(name)
                .value(Texts.cut(Texts.ascii(value), MOST_HEADER).replace("…", "..."))
                .build();
    }

    static List<MessageTag> tags(Notification notification) {
        List<MessageTag> tags = new ArrayList<>();
        tag(tags, "severity", notification.severity.name().toLowerCase(Locale.ROOT));
        if (notification.state != null) {
            tag(tags, "state", notification.state.name().toLowerCase(Locale.ROOT));
        }
        tag(tags, "rule", notification.rule);
        tag(tags, "symbol", notification.symbol);
        return tags;
    }

    private static void tag(List<MessageTag> tags, String name, String value) {
        if (value != null && !value.isBlank()) {
            String allowed = Texts.ascii(value).replaceAll("[^A-Za-z0-9_-]", "_");
            tags.add(
                    MessageTag.builder()
                            .name(name)
                            .value(allowed.substring(0, Math.min(MOST_TAG, allowed.length())))
                            .build());
        }
    }

    private Answer refusal(AwsServiceException e) {
        String said = AwsCalls.said(e);
        switch (AwsAnswers.code(e)) {
            case "MessageRejected":
                return rejected(e, said);
            case "MailFromDomainNotVerifiedException":
            case "AccountSuspendedException":
            case "SendingPausedException":
            case "NotFoundException":
                return Answer.fault(AwsCalls.FAULT_PAUSE, said);
            case "LimitExceededException":
                return Answer.pause(QUOTA_PAUSE, said);
            default:
                return Answer.plain(said);
        }
    }

    /** That an identity is not verified may be about who writes or about whom it is for. */
    private Answer rejected(AwsServiceException e, String said) {
        String words = AwsAnswers.words(e).toLowerCase(Locale.ROOT);
        if (!words.contains("not verified")) {
            return Answer.plain(said);
        }
        String from = settings.mailFrom.replaceAll(".*<|>.*", "").trim().toLowerCase(Locale.ROOT);
        return words.contains(from)
                ? Answer.fault(AwsCalls.FAULT_PAUSE, said + " (the sender)")
                : Answer.gone(said);
    }

    @Override
    public void close() {
        client.close();
    }
}
