// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import dev.bellwether.clients.aws.AccessKeys;
import dev.bellwether.clients.aws.AwsAnswers;
import dev.bellwether.clients.aws.AwsClients;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends one batch and sorts what the queue answers: accepted, to be sent again, or refused for
 * good. Blocks for the time of a request; thread-safe.
 *
 * <p>What never can succeed with any message (no such queue, not allowed) is an {@link IOException}
 * with one sentence; a pair of keys that was rotated meanwhile is read again first.
 */
final class SqsDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqsDelivery.class);

    private final SqsQueue queue;
    private final Optional<AccessKeys> keys;
    private final SqsClient client;
    private volatile String url;

    private SqsDelivery(SqsQueue queue) {
        this.queue = queue;
        this.keys = queue.aws.keys();
        this.client =
                AwsClients.sqs(
                        queue.aws,
                        keys.map(AwsClients::credentials)
                                .orElseGet(() -> AwsClients.credentials(queue.aws)),
                        queue.requestTimeout);
        this.url = queue.url;
    }

    /**
     * Connects, and asks the queue to take nothing: that needs no other permission than sending
     * does, and a queue that is missing or closed to us says so now and not with the first dead
     * letter. That SQS cannot be reached is no error here.
     *
     * @throws IOException in one sentence, if nothing ever could be sent
     */
    static SqsDelivery open(SqsQueue queue) throws IOException {
        SqsDelivery delivery = new SqsDelivery(queue);
        try {
            delivery.probe();
            return delivery;
        } catch (IOException | RuntimeException e) {
            delivery.close();
            throw e;
        }
    }

    private void probe() throws IOException {
        try {
            client.sendMessageBatch(
                    SendMessageBatchRequest.builder().queueUrl(url()).entries(List.of()).build());
        } catch (AwsServiceException e) {
            if (SqsAnswers.isHopeless(e)) {
                throw hopeless(e);
            }
            LOG.debug("{} answered a batch without messages with {}", queue, AwsAnswers.code(e));
        } catch (SecretUnavailableException e) {
            throw noCredentials(e);
        } catch (SdkClientException | UncheckedIOException e) {
            LOG.warn(
                    "Cannot reach SQS for {} yet, dead letters wait until it can be: {}",
                    queue,
                    e.getMessage());
        }
    }

    /**
     * @param batch at most 10 messages, together no longer than the queue takes
     * @throws IOException in one sentence, if nothing ever could be sent
     */
    SqsOutcome send(List<QueueMessage> batch) throws IOException {
        try {
            return sorted(batch, client.sendMessageBatch(request(batch)));
        } catch (AwsServiceException e) {
            if (SqsAnswers.isHopeless(e)) {
                if (keys.map(AccessKeys::refresh).orElse(false)) {
                    return SqsOutcome.again(batch, AwsAnswers.code(e));
                }
                throw hopeless(e);
            }
            if (AwsAnswers.isTransient(e)) {
                return SqsOutcome.again(batch, AwsAnswers.code(e));
            }
            return batch.size() == 1
                    ? SqsOutcome.refused(batch.get(0), AwsAnswers.code(e))
                    : oneByOne(batch);
        } catch (SecretUnavailableException e) {
            throw noCredentials(e);
        } catch (SdkException | UncheckedIOException e) {
            // No answer, or half of one. What the queue did take is there twice then.
            return SqsOutcome.again(batch, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** The queue refused them together and says not which: only the wrong one is to be refused. */
    private SqsOutcome oneByOne(List<QueueMessage> batch) throws IOException {
        SqsOutcome all = SqsOutcome.accepted();
        for (QueueMessage message : batch) {
            all = all.and(send(List.of(message)));
        }
        return all;
    }

    private static SqsOutcome sorted(List<QueueMessage> batch, SendMessageBatchResponse answer) {
        SqsOutcome outcome = SqsOutcome.accepted();
        int answered = answer.successful().size() + answer.failed().size();
        for (BatchResultErrorEntry failure : answer.failed()) {
            QueueMessage message = batch.get(Integer.parseInt(failure.id()));
            outcome =
                    outcome.and(
                            Boolean.TRUE.equals(failure.senderFault())
                                    ? SqsOutcome.refused(message, failure.code())
                                    : SqsOutcome.again(List.of(message), failure.code()));
        }
        if (answered == batch.size()) {
            return outcome;
        }
        // An answer that does not speak of every message has accepted only those it names.
        List<QueueMessage> silent = new ArrayList<>(batch);
        answer.successful()
                .forEach(entry -> silent.remove(batch.get(Integer.parseInt(entry.id()))));
        answer.failed().forEach(entry -> silent.remove(batch.get(Integer.parseInt(entry.id()))));
        return outcome.and(SqsOutcome.again(silent, "no word of them in the answer"));
    }

    private SendMessageBatchRequest request(List<QueueMessage> batch) throws IOException {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            QueueMessage message = batch.get(i);
            Map<String, MessageAttributeValue> attributes = new HashMap<>();
            put(attributes, QueueMessage.REASON, message.reason);
            put(attributes, QueueMessage.SOURCE, message.source);
            put(attributes, QueueMessage.SYMBOL, message.symbol);
            entries.add(
                    SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .messageBody(message.body)
                            .messageAttributes(attributes)
                            .build());
        }
        return SendMessageBatchRequest.builder().queueUrl(url()).entries(entries).build();
    }

    private static void put(
            Map<String, MessageAttributeValue> attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(
                    name,
                    MessageAttributeValue.builder().dataType("String").stringValue(value).build());
        }
    }

    /** The queue's address; asked for by name until there is an answer. */
    private String url() {
        if (url == null) {
            url = client.getQueueUrl(request -> request.queueName(queue.name)).queueUrl();
        }
        return url;
    }

    private IOException hopeless(AwsServiceException e) {
        return new IOException(
                "dead letters cannot be sent to the queue "
                        + queue
                        + ": SQS answers "
                        + AwsAnswers.code(e)
                        + AwsAnswers.said(e)
                        + ". Check that the queue exists in "
                        + queue.aws.region()
                        + " and that the credentials allow sqs:SendMessage"
                        + (queue.url == null ? " and sqs:GetQueueUrl" : "")
                        + ".");
    }

    private static IOException noCredentials(SecretUnavailableException e) {
        return new IOException("no credentials for SQS: " + e.getMessage());
    }

    @Override
    public void close() {
        client.close();
    }
}
