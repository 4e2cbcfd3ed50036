// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import dev.bellwether.clients.aws.AwsClients;
import dev.bellwether.clients.aws.AwsSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Dead letters in an SQS queue. A message is deleted when it was put back and not before; the
 * others are visible again at once when this is closed, or after ten minutes if it never is. What
 * was received counts as received: a queue with a redrive policy of its own may move it on.
 */
final class LetterQueue implements LetterSource {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int HIDDEN_SECONDS = 600;
    private static final int MOST = 10;

    /** Ten minutes are for one batch, to its end. */
    private static final int QUEUE_BATCH = 1_000;

    private final SqsClient client;
    private final String url;
    private final Set<String> held = new LinkedHashSet<>();

    LetterQueue(AwsSettings aws, String url) {
        this.client = AwsClients.sqs(aws, TIMEOUT);
        this.url = url;
    }

    @Override
    public List<FoundLetter> next() throws IOException {
        List<FoundLetter> letters = new ArrayList<>();
        while (letters.size() < QUEUE_BATCH) {
            List<Message> messages = receive();
            if (messages.isEmpty()) {
                break;
            }
            for (Message message : messages) {
                held.add(message.receiptHandle());
                letters.add(FoundLetter.read(message.body(), message.receiptHandle()));
            }
        }
        return letters;
    }

    private List<Message> receive() throws IOException {
        try {
            return client.receiveMessage(
                            request ->
                                    request.queueUrl(url)
                                            .maxNumberOfMessages(MOST)
                                            .visibilityTimeout(HIDDEN_SECONDS)
                                            .waitTimeSeconds(1))
                    .messages();
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public void putBack(List<FoundLetter> letters) throws IOException {
        for (int from = 0; from < letters.size(); from += MOST) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (FoundLetter letter :
                    letters.subList(from, Math.min(letters.size(), from + MOST))) {
                held.remove(letter.receipt);
                entries.add(
                        DeleteMessageBatchRequestEntry.builder()
                                .id(Integer.toString(entries.size()))
                                .receiptHandle(letter.receipt)
                                .build());
            }
            try {
                DeleteMessageBatchResponse answer =
                        client.deleteMessageBatch(
                                request -> request.queueUrl(url).entries(entries));
                if (!answer.failed().isEmpty()) {
                    throw new IOException(
                            answer.failed().size()
                                    + " messages were put back but stay in the queue "
                                    + url
                                    + ": "
                                    + answer.failed().get(0).code());
                }
            } catch (SdkException e) {
                throw refused(e);
            }
        }
    }

    private IOException refused(SdkException e) {
        return new IOException("the queue " + url + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        try (SqsClient closing = client) {
            List<String> rest = new ArrayList<>(held);
            for (int from = 0; from < rest.size(); from += MOST) {
                List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
                for (String receipt : rest.subList(from, Math.min(rest.size(), from + MOST))) {
                    entries.add(
                            ChangeMessageVisibilityBatchRequestEntry.builder()
                                    .id(Integer.toString(entries.size()))
                                    .receiptHandle(receipt)
                                    .visibilityTimeout(0)
                                    .build());
                }
                closing.changeMessageVisibilityBatch(
                        request -> request.queueUrl(url).entries(entries));
            }
        } catch (SdkException e) {
            throw refused(e);
        }
    }
}
