// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import dev.bellwether.sources.polling.enumerator.EnumeratorState;
import dev.bellwether.sources.polling.enumerator.EnumeratorStateSerializer;
import dev.bellwether.sources.polling.enumerator.FakeEnumeratorContext;
import dev.bellwether.sources.polling.enumerator.PollingEnumerator;
import dev.bellwether.sources.polling.schedule.FiringPlan;
import dev.bellwether.sources.polling.split.PollSplit;
import dev.bellwether.sources.polling.split.PollSplitSerializer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.core.io.InputStatus;

/**
 * The real enumerator and real readers under a model of what Flink promises them: messages that are
 * under way, checkpoints taken at different moments by the two sides, failures of single tasks, of
 * all tasks, and of the whole job with another parallelism. One step at a time, in an order that a
 * seeded generator chooses.
 */
final class SimulatedJob {

    private final Random random;
    private final FiringPlan plan;
    private final List<String> items;
    private final int chunkSize;
    private final ManualClock clock;
    private final int maxCalls;
    private final boolean onChange;

    private final List<Worker> workers = new ArrayList<>();
    private Context context;
    private PollingEnumerator enumerator;

    /** Emitted before the checkpoint from which the whole job was last restored. */
    private List<Polled> base = new ArrayList<>();

    private boolean forbidsSameItem;
    private boolean forbidsOtherFiring;
    private int epoch;
    private Checkpoint completed;
    private Checkpoint pending;

    SimulatedJob(
            long seed,
            FiringPlan plan,
            List<String> items,
            int chunkSize,
            int parallelism,
            ManualClock clock,
            boolean onChange)
            throws IOException {
        this.random = new Random(seed);
        this.plan = plan;
        this.items = items;
        this.chunkSize = chunkSize;
        this.clock = clock;
        this.onChange = onChange;
        this.maxCalls = 1 + random.nextInt(4);
        start(null, List.of(), parallelism);
    }

    /** Everything that was emitted and not taken back. */
    List<Polled> output() {
        List<Polled> all = new ArrayList<>(base);
        workers.forEach(worker -> all.addAll(worker.output.records));
        return all;
    }

    boolean isEnded() {
        return workers.stream().allMatch(worker -> worker.ended);
    }

    EnumeratorState state() {
        return enumerator.snapshotState(epoch);
    }

    boolean isQuiet() {
        return workers.stream()
                .allMatch(
                        worker ->
                                worker.reader != null
                                        && worker.mailbox.isEmpty()
                                        && worker.outbox.isEmpty()
                                        && worker.fetcher.open.isEmpty());
    }

    /** One step of normal life. */
    void step() throws Exception {
        Worker worker = workers.get(random.nextInt(workers.size()));
        switch (random.nextInt(8)) {
            case 0:
                context.tick();
                break;
            case 1:
                beginCheckpoint();
                break;
            case 2:
            case 3:
                worker.deliver();
                break;
            case 4:
            case 5:
                worker.answerOne();
                break;
            default:
                worker.live();
        }
    }

    void failOne() {
        workers.get(random.nextInt(workers.size())).fail();
    }

    /** Flink resets all tasks of a region before the first of them comes up again. */
    void failAll() {
        workers.forEach(Worker::fail);
        workers.forEach(Worker::reset);
    }

    /** From now on it is an error if an item is asked for while it is being asked for. */
    void forbidSimultaneousPolls(boolean alsoOfOtherFirings) {
        forbidsSameItem = true;
        forbidsOtherFiring = alsoOfOtherFirings;
    }

    private void check(PollRequest request) {
        for (Worker worker : workers) {
            for (FakeFetcher.Call call : worker.fetcher.open) {
                boolean sameItem = !Collections.disjoint(call.request.items(), request.items());
                boolean sameFiring = call.request.scheduledMillis() == request.scheduledMillis();
                if (forbidsSameItem && sameItem || forbidsOtherFiring && !sameFiring) {
                    throw new AssertionError(request + " during " + call.request);
                }
            }
        }
    }

    /** The whole job starts anew from the last checkpoint. */
    void restore(int parallelism) throws IOException {
        if (completed == null) {
            base = new ArrayList<>();
            start(null, List.of(), parallelism);
            return;
        }
        List<byte[]> splits = new ArrayList<>();
        for (Worker worker : workers) {
            base.addAll(worker.output.records.subList(0, completed.outputs[worker.index]));
            splits.addAll(completed.splits.get(worker.index));
        }
        start(completed.enumerator, splits, parallelism);
    }

    private void start(byte[] state, List<byte[]> splits, int parallelism) throws IOException {
        pending = null;
        epoch++;
        workers.clear();
        List<List<byte[]>> dealt = new ArrayList<>();
        for (int index = 0; index < parallelism; index++) {
            workers.add(new Worker(index));
            dealt.add(new ArrayList<>());
        }
        for (int split = 0; split < splits.size(); split++) {
            dealt.get(split % parallelism).add(splits.get(split));
        }
        completed = state == null ? null : new Checkpoint(epoch, state, dealt, parallelism);
        context = new Context(parallelism);
        EnumeratorState restored =
                state == null
                        ? null
                        : new EnumeratorStateSerializer()
                                .deserialize(EnumeratorStateSerializer.VERSION, state);
        enumerator =
                new PollingEnumerator("test", context, clock, plan, items, chunkSize, restored);
        enumerator.start();
        for (Worker worker : workers) {
            worker.start(dealt.get(worker.index));
        }
    }

    private void beginCheckpoint() throws IOException {
        if (pending != null || workers.stream().anyMatch(worker -> worker.reader == null)) {
            return;
        }
        epoch++;
        byte[] state = new EnumeratorStateSerializer().serialize(enumerator.snapshotState(epoch));
        List<List<byte[]>> splits = new ArrayList<>();
        workers.forEach(worker -> splits.add(new ArrayList<>()));
        Checkpoint begun = new Checkpoint(epoch, state, splits, workers.size());
        pending = begun;
        workers.forEach(worker -> worker.mailbox.add(() -> worker.snapshot(begun)));
    }

    private static final class Checkpoint {

        final int id;
        final byte[] enumerator;
        final List<List<byte[]>> splits;
        final int[] outputs;
        int missing;

        Checkpoint(int id, byte[] enumerator, List<List<byte[]>> splits, int parallelism) {
            this.id = id;
            this.enumerator = enumerator;
            this.splits = splits;
            this.outputs = new int[parallelism];
            this.missing = parallelism;
        }
    }

    /** Messages to a reader take their time, but keep their order, also around a barrier. */
    private final class Context extends FakeEnumeratorContext {

        Context(int parallelism) {
            super(parallelism);
        }

        @Override
        protected void onAssigned(PollSplit split, int reader) {
            Worker worker = workers.get(reader);
            worker.assigned.add(new Assigned(split, epoch));
            worker.mailbox.add(() -> worker.reader.addSplits(List.of(split)));
        }

        @Override
        protected void onSent(int reader, SourceEvent event) {
            Worker worker = workers.get(reader);
            worker.mailbox.add(() -> worker.reader.handleSourceEvents(event));
        }

        @Override
        protected void onNoMoreSplits(int reader) {
            Worker worker = workers.get(reader);
            worker.mailbox.add(() -> worker.reader.notifyNoMoreSplits());
        }
    }

    private static final class Assigned {

        final PollSplit split;
        final int epoch;

        Assigned(PollSplit split, int epoch) {
            this.split = split;
            this.epoch = epoch;
        }
    }

    private interface Message {
        void run() throws IOException;
    }

    /** One task with its reader. */
    private final class Worker {

        final int index;
        final Deque<Message> mailbox = new ArrayDeque<>();
        final Deque<SourceEvent> outbox = new ArrayDeque<>();
        final List<Assigned> assigned = new ArrayList<>();
        CollectedOutput output = new CollectedOutput();
        FakeFetcher fetcher = new FakeFetcher();

        /** {@code null} while the task is down. */
        PollingReader<Polled> reader;

        boolean ended;
        boolean reset;

        /** How long the task takes to come up again. */
        int slowness;

        Worker(int index) {
            this.index = index;
        }

        void start(List<byte[]> state) throws IOException {
            fetcher = new FakeFetcher();
            fetcher.maxConcurrentRequests = maxCalls;
            fetcher.listener = SimulatedJob.this::check;
            fetcher.itemsPerRequest = 1 + random.nextInt(2);
            reader =
                    new PollingReader<>(
                            "test",
                            new FakeReaderContext(index, outbox::add),
                            clock,
                            fetcher,
                            new Emission<>(onChange ? new ByValue() : null, null));
            List<PollSplit> splits = new ArrayList<>();
            for (byte[] bytes : state) {
                splits.add(new PollSplitSerializer().deserialize(1, bytes));
            }
            if (!splits.isEmpty()) {
                reader.addSplits(splits);
            }
            context.register(index);
            enumerator.addReader(index);
            reader.start();
        }

        /** What a task does next: come up again, handle a message, or poll if it should. */
        void live() throws Exception {
            if (reader == null && slowness-- > 0) {
                return;
            }
            if (reader == null) {
                recover();
            } else if (!mailbox.isEmpty() && (random.nextBoolean() || ended)) {
                Message message = mailbox.poll();
                message.run();
            } else if (!ended && reader.isAvailable().isDone()) {
                ended = reader.pollNext(output) == InputStatus.END_OF_INPUT;
            }
        }

        void deliver() {
            SourceEvent event = outbox.poll();
            if (event == FakeReaderContext.SPLIT_REQUEST) {
                enumerator.handleSplitRequest(index, "localhost");
            } else if (event != null) {
                enumerator.handleSourceEvent(index, event);
            }
        }

        void answerOne() {
            if (!fetcher.open.isEmpty()) {
                FakeFetcher.Call call = fetcher.open.remove(random.nextInt(fetcher.open.size()));
                if (onChange) {
                    call.succeedWith(valueOf(call.request.scheduledMillis()));
                } else {
                    call.succeedPaged(pagesOf(call.request.scheduledMillis()), 1);
                }
            }
        }

        void snapshot(Checkpoint checkpoint) throws IOException {
            if (pending != checkpoint) {
                return;
            }
            for (PollSplit split : reader.snapshotState(checkpoint.id)) {
                checkpoint.splits.get(index).add(new PollSplitSerializer().serialize(split));
            }
            checkpoint.outputs[index] = output.records.size();
            if (--checkpoint.missing == 0) {
                completed = checkpoint;
                pending = null;
                workers.forEach(w -> w.assigned.removeIf(a -> a.epoch < checkpoint.id));
                enumerator.notifyCheckpointComplete(checkpoint.id);
            }
        }

        void fail() {
            if (reader == null) {
                return;
            }
            reader.close();
            fetcher.open.clear();
            reader = null;
            ended = false;
            reset = false;
            slowness = random.nextInt(30);
            pending = null;
            mailbox.clear();
            outbox.clear();
            context.unregister(index);
            int kept = completed == null ? 0 : completed.outputs[index];
            List<Polled> records = output.records;
            records.subList(kept, records.size()).clear();
        }

        private void recover() throws IOException {
            if (!reset) {
                reset();
            } else {
                start(completed == null ? List.of() : completed.splits.get(index));
            }
        }

        void reset() {
            if (reader != null || reset) {
                return;
            }
            reset = true;
            List<PollSplit> lost = new ArrayList<>();
            assigned.forEach(assignment -> lost.add(assignment.split));
            assigned.clear();
            enumerator.addSplitsBack(lost, index);
        }
    }

    /** Changes at every third firing. */
    static long valueOf(long scheduledMillis) {
        return scheduledMillis / 3000;
    }

    /** One to three pages, by the firing. */
    static int pagesOf(long scheduledMillis) {
        return 1 + (int) (scheduledMillis / 1000 % 3);
    }
}
