// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import dev.bellwether.sources.polling.enumerator.EnumeratorState;
import dev.bellwether.sources.polling.enumerator.EnumeratorStateSerializer;
import dev.bellwether.sources.polling.enumerator.PollingEnumerator;
import dev.bellwether.sources.polling.schedule.FiringPlan;
import dev.bellwether.sources.polling.split.PollSplit;
import dev.bellwether.sources.polling.split.PollSplitSerializer;
import java.time.Clock;
import java.util.List;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Polls a provider for a list of items at each firing of a schedule.
 *
 * <p>Delivery: at least once towards the provider (a call whose answer was not in a checkpoint is
 * made again), exactly once into the job's state: what was emitted before a checkpoint is not
 * emitted again after a restore from it, and every item of a firing that began is read to its end,
 * also at another parallelism. An item whose call fails is left out at that firing and tried again
 * at the next.
 *
 * <p>Records of one item leave through one reader, firing after firing, and so stay in order on
 * their way to whoever is keyed by the item; records of a chunk leave in the order of its items.
 * There is no order between chunks, except that a back-fill and the catching up of missed firings
 * finish one firing before they begin the next. When the parallelism changes, a split that was
 * under way may be finished by another reader than the one that takes up its chunk afterwards.
 *
 * <p>Event time: with a timestamp extractor records carry timestamps and the strategy given to
 * {@code fromSource} makes watermarks per reader. A reader without work emits nothing, so give the
 * strategy {@code withIdleness(..)} whenever there are more readers than chunks, or a chunk may
 * bring no record for long; allow for out-of-orderness of at least the spread of the times that one
 * firing brings.
 *
 * @param <T> type of the records
 */
public final class PollingSource<T>
        implements Source<T, PollSplit, EnumeratorState>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final PollFetcherFactory<T> fetchers;
    private final List<String> items;
    private final int chunkSize;
    private final FiringPlan plan;
    private final ChangeFingerprint<T> change;
    private final SerializableTimestampAssigner<T> timestamps;
    private final TypeInformation<T> type;
    private final SerializableSupplier<Clock> clock;

    PollingSource(PollingSourceBuilder<T> builder, FiringPlan plan) {
        this.name = builder.name;
        this.fetchers = builder.fetchers;
        this.items = builder.items;
        this.chunkSize = builder.chunkSize;
        this.plan = plan;
        this.change = builder.change;
        this.timestamps = builder.timestamps;
        this.type = builder.type;
        this.clock = builder.clock;
    }

    /** Begins a source. Fetchers, items, schedule and type must be given; the rest has defaults. */
    public static <T> PollingSourceBuilder<T> builder() {
        return new PollingSourceBuilder<>();
    }

    /** For {@code fromSource}, logs and errors. */
    public String name() {
        return name;
    }

    @Override
    public Boundedness getBoundedness() {
        return plan.isBounded() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, PollSplit> createReader(SourceReaderContext context) throws Exception {
        PollFetcher<T> fetcher;
        try {
            fetcher = fetchers.create(context);
        } catch (PollRefusedException refusal) {
            fetcher = new RefusedFetcher<>(refusal);
        }
        try {
            return new PollingReader<>(
                    name, context, clock.get(), fetcher, new Emission<>(change, timestamps));
        } catch (RuntimeException e) {
            fetcher.close();
            throw e;
        }
    }

    @Override
    public SplitEnumerator<PollSplit, EnumeratorState> createEnumerator(
            SplitEnumeratorContext<PollSplit> context) {
        return restoreEnumerator(context, null);
    }

    @Override
    public SplitEnumerator<PollSplit, EnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<PollSplit> context, EnumeratorState state) {
        return new PollingEnumerator(name, context, clock.get(), plan, items, chunkSize, state);
    }

    @Override
    public SimpleVersionedSerializer<PollSplit> getSplitSerializer() {
        return new PollSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
        return new EnumeratorStateSerializer();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    @Override
    public String toString() {
        return "PollingSource{" + name + ", " + items.size() + " items, " + plan + "}";
    }
}
