// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.aws.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.clients.aws.AccessKeys;
import dev.bellwether.clients.aws.AwsAnswers;
import dev.bellwether.clients.aws.AwsClients;
import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.clients.aws.Patience;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * A small table that is read as a whole, with a strongly consistent Scan, page by page; needs
 * {@code dynamodb:Scan} on it. Blocks; not thread-safe.
 *
 * <p>A Scan is no snapshot: an item that is changed while it runs is there as before or as after.
 * Its cost is that of reading the table: one read unit for each 4 KB. A page that is throttled or
 * unanswered is asked for four times, for 20 s at most.
 */
public final class DynamoDbTable implements AutoCloseable {

    private static final Patience PATIENCE =
            Patience.of(4, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(200));

    private final AwsSettings aws;
    private final String name;
    private final Optional<AccessKeys> keys;
    private final DynamoDbClient client;

    private DynamoDbTable(AwsSettings aws, String name, Patience patience) {
        this.aws = aws;
        this.name = name;
        this.keys = aws.keys();
        this.client =
                AwsClients.dynamoDb(
                        aws,
                        keys.map(AwsClients::credentials)
                                .orElseGet(() -> AwsClients.credentials(aws)),
                        patience);
    }

    /** Asks nothing yet. */
    public static DynamoDbTable open(AwsSettings aws, String name) {
        return open(aws, name, PATIENCE);
    }

    /**
     * Asks nothing yet.
     *
     * @param patience for one page
     */
    public static DynamoDbTable open(AwsSettings aws, String name, Patience patience) {
        return new DynamoDbTable(aws, name, patience);
    }

    /**
     * Every item as a JSON object, in an order that is the same for the same items. Numbers are
     * exact, sets are lists, bytes are base 64.
     *
     * @param maxBytes more than this as JSON is not read
     * @throws TableUnreadableException in one sentence, if any page could not be read: a part of a
     *     table is never given
     */
    public List<ObjectNode> read(long maxBytes) throws TableUnreadableException {
        List<ObjectNode> items = new ArrayList<>();
        long bytes = 0;
        Map<String, AttributeValue> start = Map.of();
        do {
            ScanResponse page = page(start);
            for (Map<String, AttributeValue> attributes : page.items()) {
                ObjectNode item = ItemJson.of(attributes);
                bytes += item.toString().getBytes(StandardCharsets.UTF_8).length;
                if (bytes > maxBytes) {
                    throw new TableUnreadableException(
                            "holds more than " + maxBytes + " bytes", null);
                }
                items.add(item);
            }
            start = page.lastEvaluatedKey();
        } while (!start.isEmpty());
        items.sort(Comparator.comparing(ObjectNode::toString));
        return items;
    }

    private ScanResponse page(Map<String, AttributeValue> start) throws TableUnreadableException {
        ScanRequest.Builder request = ScanRequest.builder().tableName(name).consistentRead(true);
        if (!start.isEmpty()) {
            request.exclusiveStartKey(start);
        }
        try {
            return scan(request.build());
        } catch (AwsServiceException e) {
            throw new TableUnreadableException(refused(e), e);
        } catch (SecretUnavailableException e) {
            throw new TableUnreadableException("no credentials for AWS: " + e.getMessage(), e);
        } catch (SdkException | UncheckedIOException e) {
            throw new TableUnreadableException(
                    "DynamoDB in "
                            + aws.region()
                            + " does not answer, or there are no credentials: "
                            + e.getMessage(),
                    e);
        }
    }

    /** A pair of keys that was rotated meanwhile is read again first. */
    private ScanResponse scan(ScanRequest request) {
        try {
            return client.scan(request);
        } catch (AwsServiceException e) {
            if (AwsAnswers.isClosedToUs(e) && keys.map(AccessKeys::refresh).orElse(false)) {
                return client.scan(request);
            }
            throw e;
        }
    }

    private String refused(AwsServiceException e) {
        if (e instanceof ResourceNotFoundException) {
            return "there is no such table in " + aws.region();
        }
        if (AwsAnswers.isClosedToUs(e)) {
            return "DynamoDB answers "
                    + AwsAnswers.code(e)
                    + ": the credentials in use need dynamodb:Scan on it";
        }
        if (e.isThrottlingException()) {
            return "DynamoDB has too many requests (" + AwsAnswers.code(e) + ")";
        }
        return "DynamoDB answers " + AwsAnswers.code(e) + AwsAnswers.said(e);
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
