// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import dev.bellwether.clients.aws.AwsAnswers;
import dev.bellwether.clients.aws.AwsClients;
import dev.bellwether.model.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Short messages through SNS: {@code Alert SYMBOL: SEVERITY} and what is told, in as many parts as
 * are allowed and no more, cut with three dots only where it is longer. Entries that do not fit
 * make further messages up to a number; the last of them counts those that it leaves out.
 *
 * <p>That SNS took a message does not say that it arrived: refusals by the networks, and a spending
 * limit that is reached, are in the delivery log of SNS only.
 */
final class SnsShortMessages implements Sender {

    /** A plus and at most 15 digits, of which the first is not 0 (ITU-T E.164). */
    static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");

    private static final Measure PARTS = new ShortText();

    private static final String LONGEST_SUFFIX = " (9/9)";

    /** Cuts with dots, as {@link ShortText} does. */
    private interface Dotted extends Measure {
        @Override
        default String ellipsis() {
            return PARTS.ellipsis();
        }
    }

    /** SNS takes no more, whatever the parts. */
    private static final int MOST_CHARACTERS = 1_600;

    private final SnsClient client;
    private final AwsCalls calls;
    private final List<String> numbers;
    private final int parts;
    private final int messages;
    private final Duration pace;
    private final Map<String, MessageAttributeValue> attributes = new HashMap<>();

    SnsShortMessages(NotifySettings settings) {
        this.client =
                AwsClients.sns(
                        settings.aws,
                        AwsClients.credentials(settings.aws),
                        AwsCalls.REQUEST_TIMEOUT);
        this.calls = new AwsCalls(settings.aws.keys());
        this.numbers = settings.numbers;
        this.parts = settings.smsParts;
        this.messages = settings.smsMessages;
        this.pace = Duration.ofSeconds(1).dividedBy(settings.smsPerSecond);
        attribute("SMSType", "String", "Transactional");
        if (settings.smsSender != null) {
            attribute("SenderID", "String", settings.smsSender);
        }
        if (settings.smsMaxPrice != null) {
            attribute("MaxPrice", "Number", settings.smsMaxPrice);
        }
    }

    private void attribute(String name, String type, String value) {
        attributes.put(
                "AWS.SNS.SMS." + name,
                MessageAttributeValue.builder().dataType(type).stringValue(value).build());
    }

    @Override
    public Duration channelPace() {
        return pace;
    }

    @Override
    public List<String> addresses(Notification notification) {
        return notification.address == null ? numbers : List.of(notification.address);
    }

    @Override
    public List<Page> pages(Notification notification) {
        return pages(notification, parts, messages);
    }

    /** Entries that do not fit are counted in the last entry of the last page. */
    static List<Page> pages(Notification notification, int parts, int messages) {
        List<String> lines = List.of(notification.lines);
        if (fits(text(notification, lines, ""), parts)) {
            return Pages.one(notification);
        }
        List<List<String>> pages = new ArrayList<>();
        int next = 0;
        do {
            List<String> page = new ArrayList<>();
            boolean last = pages.size() == messages - 1;
            while (next < lines.size()) {
                int left = last ? lines.size() - next - 1 : 0;
                Dotted over =
                        some ->
                                fits(
                                                text(
                                                        notification,
                                                        with(page, some, left),
                                                        LONGEST_SUFFIX),
                                                parts)
                                        ? 0
                                        : 1;
                String line = lines.get(next);
                if (over.of(line) > 0 && !page.isEmpty()) {
                    break;
                }
                page.add(over.cut(line, 0));
                next++;
            }
            if (last && next < lines.size()) {
                page.add(more(lines.size() - next));
                next = lines.size();
            }
            pages.add(page);
        } while (next < lines.size());
        List<Page> made = new ArrayList<>();
        for (List<String> page : pages) {
            made.add(
                    new Page(
                            notification,
                            made.size() + 1,
                            pages.size(),
                            page.toArray(new String[0])));
        }
        return made;
    }

    private static List<String> with(List<String> lines, String line, int left) {
        List<String> longer = new ArrayList<>(lines);
        longer.add(line);
        if (left > 0) {
            longer.add(more(left));
        }
        return longer;
    }

    private static String more(int left) {
        return "+" + left + " more";
    }

    private static boolean fits(String text, int parts) {
        return text.length() <= MOST_CHARACTERS && PARTS.of(text) <= parts;
    }

    /** What is sent, cut if it must be. */
    static String text(Page page, int parts) {
        String text = text(page.of, List.of(page.lines), page.suffix());
        if (fits(text, parts)) {
            return text;
        }
        String cut = PARTS.cut(text, parts);
        return cut.length() <= MOST_CHARACTERS
                ? cut
                : PARTS.cut(text.substring(0, MOST_CHARACTERS - 3), parts);
    }

    private static String text(Notification notification, List<String> lines, String suffix) {
        StringBuilder text = new StringBuilder("Alert");
        if (notification.symbol != null && !notification.symbol.isBlank()) {
            text.append(' ').append(Texts.line(notification.symbol));
        }
        text.append(": ").append(Texts.standing(notification)).append(suffix);
        if (lines.isEmpty()) {
            text.append('\n').append(Texts.line(notification.title));
            if (!notification.text.isBlank()) {
                text.append('\n').append(notification.text.strip());
            }
        }
        lines.forEach(line -> text.append('\n').append(line));
        return text.toString();
    }

    @Override
    public CompletableFuture<Answer> send(String address, Page page, boolean plain) {
        if (!NUMBER.matcher(address).matches()) {
            return CompletableFuture.completedFuture(Answer.gone("the number is none of E.164"));
        }
        PublishRequest request =
                PublishRequest.builder()
                        .phoneNumber(address)
                        .message(text(page, plain ? 1 : parts))
                        .messageAttributes(plain ? Map.of() : attributes)
                        .build();
        return CompletableFuture.completedFuture(
                calls.ask(() -> client.publish(request), SnsShortMessages::refusal));
    }

    private static Answer refusal(AwsServiceException e) {
        String said = AwsCalls.said(e);
        String words = (AwsAnswers.code(e) + " " + AwsAnswers.words(e)).toLowerCase(Locale.ROOT);
        boolean number =
                words.contains("phonenumber")
                        || words.contains("phone number")
                        || words.contains("opted out")
                        || words.contains("optedout");
        return number || AwsAnswers.code(e).startsWith("NotFound")
                ? Answer.gone(said)
                : Answer.plain(said);
    }

    @Override
    public void close() {
        client.close();
    }
}
