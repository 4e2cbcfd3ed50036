// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.clients.aws.AwsAnswers;
import dev.bellwether.clients.aws.AwsClients;
import dev.bellwether.model.Json;
import dev.bellwether.model.Notification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * A topic of SNS: the notification as JSON, and what subscriptions filter by as attributes ({@code
 * symbol}, {@code rule}, {@code severity}, {@code state}, and the labels, ten at most). Limits as
 * in the reference of Publish.
 *
 * <p>On a FIFO topic messages about one symbol (else for one user) are one group, and the key is
 * what SNS knows a repetition by: within five minutes it is delivered once.
 */
final class SnsTopic implements Sender {

    /** Message and attributes together. */
    static final int MOST_BYTES = 262_144;

    static final int MOST_ATTRIBUTES = 10;
    static final int MOST_SUBJECT = 99;
    private static final int MOST_TEXT = 6_000;
    private static final int MOST_NAME = 500;
    private static final int MOST_TITLE = 4_000;
    private static final int MOST_VALUE = 256;
    private static final int MOST_ID = 128;

    /** What facts, labels and links may take; beyond that they are left out. */
    private static final int MOST_PAIRS = 25_000;

    /** Of the entries in JSON; the rest is for all that is above. */
    private static final int MOST_LINES = 80_000;

    /** Each has quotes and a comma in JSON. */
    private static final Measure QUOTED = text -> Measure.JSON.of(text) + 2;

    private static final Set<String> KEY_FAULTS =
            Set.of(
                    "KMSAccessDenied",
                    "KMSDisabled",
                    "KMSInvalidState",
                    "KMSNotFound",
                    "KMSOptInRequired");

    private final SnsClient client;
    private final AwsCalls calls;
    private final String topic;

    SnsTopic(NotifySettings settings) {
        this.client =
                AwsClients.sns(
                        settings.aws,
                        AwsClients.credentials(settings.aws),
                        AwsCalls.REQUEST_TIMEOUT);
        this.calls = new AwsCalls(settings.aws.keys());
        this.topic = settings.topic;
    }

    @Override
    public Duration channelPace() {
        return Duration.ofMillis(5);
    }

    @Override
    public List<String> addresses(Notification notification) {
        if (notification.address != null) {
            return List.of(notification.address);
        }
        return topic == null ? List.of() : List.of(topic);
    }

    @Override
    public List<Page> pages(Notification notification) {
        return Pages.of(notification, QUOTED, MOST_LINES, MOST_LINES);
    }

    @Override
    public CompletableFuture<Answer> send(String address, Page page, boolean plain) {
        PublishRequest request = request(address, page, plain);
        return CompletableFuture.completedFuture(
                calls.ask(() -> client.publish(request), SnsTopic::refusal));
    }

    static PublishRequest request(String topic, Page page, boolean plain) {
        PublishRequest.Builder request =
                PublishRequest.builder().topicArn(topic).message(message(page, plain).toString());
        if (!plain) {
            request.subject(subject(page)).messageAttributes(attributes(page.of));
        }
        if (topic.endsWith(".fifo")) {
            Notification notification = page.of;
            String group =
                    notification.symbol == null ? notification.recipient : notification.symbol;
            request.messageGroupId(group == null ? "alerts" : id(group))
                    .messageDeduplicationId(id(page.key()));
        }
        return request.build();
    }

    private static ObjectNode message(Page page, boolean plain) {
        Notification notification = page.of;
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("key", page.key());
        put(message, "recipient", notification.recipient);
        put(message, "alert", notification.alert);
        put(message, "rule", notification.rule);
        put(message, "symbol", notification.symbol);
        put(message, "severity", notification.severity.name().toLowerCase(Locale.ROOT));
        if (notification.state != null) {
            message.put("state", notification.state.name().toLowerCase(Locale.ROOT));
        }
        message.put("title", Texts.cut(notification.title, MOST_TITLE));
        if (notification.eventMillis > 0) {
            put(message, "event_time", Instant.ofEpochMilli(notification.eventMillis).toString());
        }
        put(message, "created_at", Instant.ofEpochMilli(notification.createdMillis).toString());
        message.put("page", page.number).put("pages", page.count);
        ArrayNode lines = message.putArray("lines");
        for (String line : page.lines) {
            lines.add(line);
        }
        if (!plain && page.isFirst()) {
            message.put("text", Texts.cut(notification.text, MOST_TEXT));
            pairs(message.putObject("facts"), notification.facts);
            pairs(message.putObject("labels"), notification.labels);
            pairs(message.putObject("links"), notification.links);
        }
        return message;
    }

    private static void put(ObjectNode message, String name, String value) {
        if (value != null) {
            message.put(name, Texts.cut(value, MOST_NAME));
        }
    }

    private static void pairs(ObjectNode object, String[] texts) {
        int left = MOST_PAIRS;
        for (Map.Entry<String, String> pair : Texts.pairs(texts).entrySet()) {
            left -= Measure.JSON.of(pair.getKey()) + Measure.JSON.of(pair.getValue()) + 6;
            if (left < 0) {
                return;
            }
            object.put(pair.getKey(), pair.getValue());
        }
    }

    /** ASCII without control characters, and not beginning with a blank. */
    static String subject(Page page) {
        String suffix = page.suffix();
        String text = "[" + Texts.standing(page.of) + "] " + Texts.ascii(page.of.title);
        int most = MOST_SUBJECT - suffix.length();
        return (text.length() <= most ? text : text.substring(0, most - 3) + "...") + suffix;
    }

    static Map<String, MessageAttributeValue> attributes(Notification notification) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("severity", notification.severity.name().toLowerCase(Locale.ROOT));
        if (notification.state != null) {
            texts.put("state", notification.state.name().toLowerCase(Locale.ROOT));
        }
        texts.put("symbol", notification.symbol);
        texts.put("rule", notification.rule);
        Texts.pairs(notification.labels)
                .forEach((name, value) -> texts.putIfAbsent(name(name), value));
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        texts.forEach(
                (name, value) -> {
                    String line = value == null ? "" : Texts.cut(Texts.line(value), MOST_VALUE);
                    if (!line.isEmpty() && attributes.size() < MOST_ATTRIBUTES) {
                        attributes.put(
                                name,
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue(line)
                                        .build());
                    }
                });
        return attributes;
    }

    /** Letters, digits, {@code _}, {@code -} and {@code .}, and none that AWS keeps for itself. */
    private static String name(String label) {
        String name = Texts.ascii(label).replaceAll("[^A-Za-z0-9_-]", "_");
        boolean kept = name.toLowerCase(Locale.ROOT).matches("(aws|amazon).*");
        return kept ? "label_" + name : name.substring(0, Math.min(MOST_VALUE, name.length()));
    }

    /** The text itself if SNS takes it for an id, else its SHA-256. */
    static String id(String text) {
        if (!text.isEmpty() && text.length() <= MOST_ID && text.matches("[\\x21-\\x7e]+")) {
            return text;
        }
        return hash(text);
    }

    /** SHA-256, hexadecimal. */
    static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            StringBuilder hex = new StringBuilder();
            for (byte b : hash) {
                hex.append(Character.forDigit((b >> 4) & 0xf, 16))
                        .append(Character.forDigit(b & 0xf, 16));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Answer refusal(AwsServiceException e) {
        String code = AwsAnswers.code(e);
        String said = AwsCalls.said(e);
        if (code.startsWith("NotFound")
                || code.startsWith("EndpointDisabled")
                || code.startsWith("PlatformApplicationDisabled")) {
            return Answer.gone(said);
        }
        if (KEY_FAULTS.stream().anyMatch(code::startsWith)) {
            return Answer.fault(AwsCalls.FAULT_PAUSE, said);
        }
        if (code.startsWith("KMSThrottling")) {
            return Answer.pause(Duration.ofSeconds(1), said);
        }
        return Answer.plain(said);
    }

    @Override
    public void close() {
        client.close();
    }
}
