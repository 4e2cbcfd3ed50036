// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.dynamodb;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.DeadLetter;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Writes records as items of a table of DynamoDB, and gives back as dead letters what it refuses
 * for good.
 *
 * <p>At least once, and an item that is written again takes the place of itself: its key is made of
 * the record alone. What is not yet answered when a checkpoint or savepoint is taken is in its
 * state and written after a restore. Of one key the last record stays, but that after a restore at
 * another parallelism an item of that state may come after a newer one of its key.
 *
 * <p>DynamoDB away, throttling, or taking only a part of a batch: items wait (pauses double up to a
 * limit, there is no last attempt), and checkpoints pass meanwhile with the items in their state.
 * When {@link DynamoDbOptions#MAX_BUFFERED} wait, the job is held until some are taken; so is the
 * end of a bounded job. An item that is refused for good, or is larger than 400 KB, is a dead
 * letter with the answer, and its payload the item in DynamoDB's JSON; the rest of its batch is
 * written one by one. A table that does not exist, has other keys, or is closed to us fails the
 * job, at the start if DynamoDB can be reached then.
 *
 * <p>Flink's own connector has no place for what is refused: one bad item would fail the job again
 * and again.
 */
public final class DynamoDbSink {

    private DynamoDbSink() {}

    /**
     * Every change of every alert, into {@link DynamoDbOptions#ALERTS_TABLE}.
     *
     * @param aws options of {@link dev.bellwether.clients.aws.AwsOptions}
     * @param config options of {@link DynamoDbOptions}, of which that one is given
     * @throws IllegalArgumentException naming everything that is wrong with either
     */
    public static SingleOutputStreamOperator<DeadLetter> alerts(
            DataStream<Alert> alerts, ReadableConfig aws, ReadableConfig config) {
        return write(
                alerts,
                Table.of(
                        aws,
                        config,
                        DynamoDbOptions.table(config, DynamoDbOptions.ALERTS_TABLE).orElseThrow(),
                        AlertItems.ID,
                        AlertItems.REVISION),
                new AlertItems(config.get(DynamoDbOptions.ALERTS_TTL)));
    }

    /**
     * Every analyzed quote, into {@link DynamoDbOptions#QUOTES_TABLE}.
     *
     * @param aws options of {@link dev.bellwether.clients.aws.AwsOptions}
     * @param config options of {@link DynamoDbOptions}, of which that one is given
     * @throws IllegalArgumentException naming everything that is wrong with either
     */
    public static SingleOutputStreamOperator<DeadLetter> quotes(
            DataStream<AnalyzedQuote> quotes, ReadableConfig aws, ReadableConfig config) {
        return write(
                quotes,
                Table.of(
                        aws,
                        config,
                        DynamoDbOptions.table(config, DynamoDbOptions.QUOTES_TABLE).orElseThrow(),
                        QuoteItems.SYMBOL,
                        QuoteItems.TIMESTAMP),
                new QuoteItems(config.get(DynamoDbOptions.QUOTES_TTL)));
    }

    private static <T> SingleOutputStreamOperator<DeadLetter> write(
            DataStream<T> records, Table table, ItemMapper<T> mapper) {
        return records.transform(
                "dynamodb",
                TypeInformation.of(DeadLetter.class),
                new TableWriteOperatorFactory<>(table, mapper));
    }
}
