// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.AssignerWithPeriodicWatermarks;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.streaming.connectors.kinesis.KinesisShardAssigner;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.model.KinesisStreamShardState;
import org.apache.flink.streaming.connectors.kinesis.model.SentinelSequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardMetadata;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's fetcher, which reads new shards as soon as it finds them, made to read the
 * children of a split or a merge after their parents; {@link ShardOrder} says when.
 *
 * <p>It asks the JobManager once in a discovery interval, and only while something waits or has
 * come to an end. A shard that has begun to be read, as its restored position shows, is never held
 * back; nor is one that is read from the newest record on, because it has no past to be in order.
 *
 * <p>While shards wait, this subtask's watermark rests as {@link TimeHold} says: none is emitted,
 * and the subtask does not become idle. One that was idle already cannot hold back the others, as
 * Flink does not wait for it.
 *
 * <p>Shards that wait are in no checkpoint. After a failure the consumer takes them for new ones
 * and begins them at their oldest record, also where the start was a timestamp: records from before
 * it are then read as well, none is left out.
 */
@SuppressWarnings("deprecation")
final class OrderedFetcher<T> extends KinesisDataFetcher<T> {

    /** The consumer does not look at the index that it gets. */
    private static final int NOT_YET = -1;

    /** As long as a checkpoint may take by default. */
    private static final long LONGEST_HOLD_MILLIS = 600_000;

    private static final Logger LOG = LoggerFactory.getLogger(OrderedFetcher.class);

    private final ShardOrder<StreamShardHandle> order;
    private final TimeHold<StreamShardHandle> timeHold;
    private final EndedShards ended;
    private final boolean checkpointing;

    /** Where to begin in shards that wait since the start. */
    private final Map<StreamShardHandle, SequenceNumber> beginnings = new HashMap<>();

    private int told;
    private boolean running;
    private volatile boolean hasWaited;
    private boolean warned;

    private OrderedFetcher(
            List<String> streams,
            SourceFunction.SourceContext<T> output,
            StreamingRuntimeContext context,
            Properties properties,
            KinesisDeserializationSchema<T> schema,
            Lister lister,
            AssignerWithPeriodicWatermarks<T> time) {
        super(streams, output, context, properties, schema, lister, time, null);
        this.order = lister.order;
        this.ended =
                new EndedShards(context.getGlobalAggregateManager(), context.getOperatorUniqueID());
        this.checkpointing = context.isCheckpointingEnabled();
        this.timeHold =
                new TimeHold<>(
                        LONGEST_HOLD_MILLIS,
                        Long.parseLong(
                                properties.getProperty(
                                        ConsumerConfigConstants.SHARD_IDLE_INTERVAL_MILLIS,
                                        String.valueOf(LONGEST_HOLD_MILLIS))));
    }

    static <T> OrderedFetcher<T> of(
            List<String> streams,
            SourceFunction.SourceContext<T> output,
            RuntimeContext context,
            Properties properties,
            KinesisDeserializationSchema<T> schema,
            KinesisShardAssigner assigner,
            AssignerWithPeriodicWatermarks<T> time) {
        return new OrderedFetcher<>(
                streams,
                output,
                (StreamingRuntimeContext) context,
                properties,
                schema,
                new Lister(assigner),
                time);
    }

    /** Before it runs, the consumer registers what it finds, with the positions to begin at. */
    @Override
    public int registerNewSubscribedShardState(KinesisStreamShardState state) {
        StreamShardHandle shard = state.getStreamShardHandle();
        SequenceNumber position = state.getLastProcessedSequenceNum();
        if (isEnd(position)) {
            order.confirm(Set.of(name(shard)));
        }
        if (running && beginnings.containsKey(shard)) {
            state.setLastProcessedSequenceNum(beginnings.remove(shard));
        } else if (!running && isPast(position) && order.mustWaitFor(parents(shard))) {
            beginnings.put(shard, position);
            hold(shard);
            return NOT_YET;
        }
        return super.registerNewSubscribedShardState(state);
    }

    @Override
    public void runFetcher() throws Exception {
        running = true;
        super.runFetcher();
    }

    /** All that was found, until it runs; from then on what need not wait. */
    @Override
    public List<StreamShardHandle> discoverNewShardsToSubscribe() throws InterruptedException {
        List<StreamShardHandle> found = super.discoverNewShardsToSubscribe();
        if (!running) {
            return found;
        }
        List<StreamShardHandle> ready = new ArrayList<>();
        for (StreamShardHandle shard : found) {
            if (order.mustWaitFor(parents(shard))) {
                hold(shard);
            } else {
                ready.add(shard);
            }
        }
        if (!checkpointing) {
            order.confirm(endedHere());
        }
        int known = order.confirmed().size();
        if (order.isHolding() || known > told) {
            try {
                ready.addAll(release(ended.exchange(order.confirmed())));
            } catch (IOException e) {
                throw new UncheckedIOException("the JobManager does not take ended shards", e);
            }
            told = known;
        }
        return ready;
    }

    private void hold(StreamShardHandle shard) {
        order.hold(name(shard), parents(shard), shard);
        hasWaited = true;
    }

    private List<StreamShardHandle> release(Set<String> through) {
        // The hold goes over from those that wait to those that have begun, without a gap.
        synchronized (timeHold) {
            List<StreamShardHandle> free = order.release(through);
            timeHold.begin(free, getCurrentTimeMillis());
            return free;
        }
    }

    /** Called by a timer; it would also mark this subtask idle. */
    @Override
    protected void emitWatermark() {
        if (!hasWaited || !isTimeHeld()) {
            super.emitWatermark();
        }
    }

    private boolean isTimeHeld() {
        Set<String> reading = new HashSet<>();
        Set<StreamShardHandle> given = new HashSet<>();
        for (KinesisStreamShardState state : getSubscribedShardsState()) {
            SequenceNumber position = state.getLastProcessedSequenceNum();
            if (!isEnd(position)) {
                reading.add(name(state.getStreamShardHandle()));
            }
            if (!isPast(position)) {
                given.add(state.getStreamShardHandle());
            }
        }
        synchronized (timeHold) {
            boolean waiting = order.isHoldingWithout(reading);
            boolean held = timeHold.isHeld(waiting, given::contains, getCurrentTimeMillis());
            if (waiting && !held && !warned) {
                LOG.warn(
                        "Shards have waited for their parents for {} s; event time goes on without"
                                + " them, so their quotes may be late. Are checkpoints completed?",
                        LONGEST_HOLD_MILLIS / 1000);
            }
            warned = waiting && !held;
            return held;
        }
    }

    /** To be called under the checkpoint lock, together with {@link #snapshotState}. */
    void snapshotEnded(long checkpoint) {
        order.endedAt(checkpoint, endedHere());
    }

    void checkpointCompleted(long checkpoint) {
        order.completed(checkpoint);
    }

    private Set<String> endedHere() {
        Set<String> shards = new HashSet<>();
        for (KinesisStreamShardState state : getSubscribedShardsState()) {
            if (isEnd(state.getLastProcessedSequenceNum())) {
                shards.add(name(state.getStreamShardHandle()));
            }
        }
        return shards;
    }

    private static boolean isEnd(SequenceNumber position) {
        return position.equals(SentinelSequenceNumber.SENTINEL_SHARD_ENDING_SEQUENCE_NUM.get());
    }

    /** Whether it begins with records that are there already. */
    private static boolean isPast(SequenceNumber position) {
        return position.equals(SentinelSequenceNumber.SENTINEL_EARLIEST_SEQUENCE_NUM.get())
                || position.equals(SentinelSequenceNumber.SENTINEL_AT_TIMESTAMP_SEQUENCE_NUM.get());
    }

    private static String name(StreamShardHandle shard) {
        return name(shard.getStreamName(), convertToStreamShardMetadata(shard).getShardId());
    }

    private static String name(String stream, String shard) {
        return stream + "/" + shard;
    }

    private static List<String> parents(StreamShardHandle shard) {
        StreamShardMetadata metadata = convertToStreamShardMetadata(shard);
        List<String> parents = new ArrayList<>(2);
        if (metadata.getParentShardId() != null) {
            parents.add(name(shard.getStreamName(), metadata.getParentShardId()));
        }
        if (metadata.getAdjacentParentShardId() != null) {
            parents.add(name(shard.getStreamName(), metadata.getAdjacentParentShardId()));
        }
        return parents;
    }

    /** The connector asks it about every shard that it finds, whoever is to read it. */
    private static final class Lister implements KinesisShardAssigner {

        private static final long serialVersionUID = 1L;

        private final KinesisShardAssigner assigner;
        private final transient ShardOrder<StreamShardHandle> order = new ShardOrder<>();

        Lister(KinesisShardAssigner assigner) {
            this.assigner = assigner;
        }

        @Override
        public int assign(StreamShardHandle shard, int subtasks) {
            order.list(name(shard));
            return assigner.assign(shard, subtasks);
        }
    }
}
