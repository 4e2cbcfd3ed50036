// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import dev.bellwether.clients.aws.AccessKeys;
import dev.bellwether.clients.aws.AwsAnswers;
import dev.bellwether.clients.aws.AwsClients;
import dev.bellwether.clients.aws.Patience;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes one batch and sorts what the table answers: written, to be written again, or refused for
 * good. Blocks for the time of a request; thread-safe.
 *
 * <p>What never can succeed with any item (no such table, not allowed) is an {@link IOException}
 * with one sentence; a pair of keys that was rotated meanwhile is read again first.
 */
final class TableDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableDelivery.class);

    private final Table table;
    private final Optional<AccessKeys> keys;
    private final DynamoDbClient client;

    private TableDelivery(Table table) {
        this.table = table;
        this.keys = table.aws.keys();
        this.client =
                AwsClients.dynamoDb(
                        table.aws,
                        keys.map(AwsClients::credentials)
                                .orElseGet(() -> AwsClients.credentials(table.aws)),
                        Patience.once(table.requestTimeout));
    }

    /**
     * Connects, and looks at the table's keys, so that a wrong table says so now and not by a dead
     * letter for each item. That DynamoDB cannot be reached, or does not let us look, is no error
     * here.
     *
     * @throws IOException in one sentence, if nothing ever could be written
     */
    static TableDelivery open(Table table) throws IOException {
        TableDelivery delivery = new TableDelivery(table);
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
            List<String> found =
                    client
                            .describeTable(request -> request.tableName(table.name))
                            .table()
                            .keySchema()
                            .stream()
                            .map(KeySchemaElement::attributeName)
                            .collect(Collectors.toList());
            if (!found.equals(List.of(table.hash, table.range))) {
                throw new IOException(
                        "the DynamoDB table "
                                + table
                                + " has the keys "
                                + found
                                + ", needed are the hash key "
                                + table.hash
                                + " and the range key "
                                + table.range);
            }
        } catch (ResourceNotFoundException e) {
            throw hopeless(e);
        } catch (AwsServiceException e) {
            LOG.info(
                    "Cannot look at the keys of the DynamoDB table {}: {}",
                    table,
                    AwsAnswers.code(e));
        } catch (SecretUnavailableException e) {
            throw noCredentials(e);
        } catch (SdkClientException | UncheckedIOException e) {
            LOG.warn(
                    "Cannot reach DynamoDB for the table {} yet, items wait until it can be: {}",
                    table,
                    e.getMessage());
        }
    }

    /**
     * @param batch at most 25 items, no two of one key
     * @throws IOException in one sentence, if nothing ever could be written
     */
    TableOutcome write(List<TableItem> batch) throws IOException {
        try {
            Map<String, List<WriteRequest>> left =
                    client.batchWriteItem(request(batch)).unprocessedItems();
            return TableOutcome.again(
                    unprocessed(batch, left.getOrDefault(table.name, List.of())),
                    "not enough throughput for all of a batch");
        } catch (AwsServiceException e) {
            if (e instanceof ResourceNotFoundException || AwsAnswers.isClosedToUs(e)) {
                if (keys.map(AccessKeys::refresh).orElse(false)) {
                    return TableOutcome.again(batch, AwsAnswers.code(e));
                }
                throw hopeless(e);
            }
            if (isTransient(e)) {
                return TableOutcome.again(batch, AwsAnswers.code(e));
            }
            return batch.size() == 1
                    ? TableOutcome.refused(batch.get(0), AwsAnswers.code(e) + AwsAnswers.said(e))
                    : oneByOne(batch);
        } catch (SecretUnavailableException e) {
            throw noCredentials(e);
        } catch (SdkException | UncheckedIOException e) {
            // No answer, or half of one. What the table did take is the same when written again.
            return TableOutcome.again(batch, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static boolean isTransient(AwsServiceException e) {
        return AwsAnswers.isTransient(e)
                || e instanceof InternalServerErrorException
                || e instanceof ReplicatedWriteConflictException;
    }

    /** The table refused them together and says not which: only the wrong one is to be refused. */
    private TableOutcome oneByOne(List<TableItem> batch) throws IOException {
        TableOutcome all = TableOutcome.written();
        for (TableItem item : batch) {
            all.add(write(List.of(item)));
        }
        return all;
    }

    private BatchWriteItemRequest request(List<TableItem> batch) {
        List<WriteRequest> puts = new ArrayList<>(batch.size());
        for (TableItem item : batch) {
            puts.add(WriteRequest.builder().putRequest(put -> put.item(item.attributes())).build());
        }
        return BatchWriteItemRequest.builder().requestItems(Map.of(table.name, puts)).build();
    }

    private List<TableItem> unprocessed(List<TableItem> batch, List<WriteRequest> left) {
        List<TableItem> items = new ArrayList<>();
        for (WriteRequest request : left) {
            Map<String, AttributeValue> attributes = request.putRequest().item();
            batch.stream().filter(item -> isOfTheKey(item, attributes)).forEach(items::add);
        }
        return items;
    }

    private boolean isOfTheKey(TableItem item, Map<String, AttributeValue> attributes) {
        return item.attributes().get(table.hash).equals(attributes.get(table.hash))
                && item.attributes().get(table.range).equals(attributes.get(table.range));
    }

    private IOException hopeless(AwsServiceException e) {
        return new IOException(
                "nothing can be written to the DynamoDB table "
                        + table
                        + ": DynamoDB answers "
                        + AwsAnswers.code(e)
                        + AwsAnswers.said(e)
                        + ". Check that the table exists in "
                        + table.aws.region()
                        + " and that the credentials allow dynamodb:BatchWriteItem.");
    }

    private static IOException noCredentials(SecretUnavailableException e) {
        return new IOException("no credentials for DynamoDB: " + e.getMessage());
    }

    @Override
    public void close() {
        client.close();
    }
}
