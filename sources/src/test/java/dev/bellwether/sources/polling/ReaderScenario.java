// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollEvents.Begin;
import dev.bellwether.sources.polling.split.PollSplit;
import java.util.List;

/** The vocabulary of the reader's tests: one reader and a provider answered by hand. */
abstract class ReaderScenario {

    FakeReaderContext context;
    final FakeFetcher fetcher = new FakeFetcher();
    final CollectedOutput output = new CollectedOutput();
    final ManualClock clock = new ManualClock(50_000);
    PollingReader<Polled> reader;

    void givenReader(Emission<Polled> emission) {
        context = new FakeReaderContext();
        fetcher.open.clear();
        fetcher.requests.clear();
        reader = new PollingReader<>("test", context, clock, fetcher, emission);
    }

    void givenReaderWith(PollSplit split) throws Exception {
        givenReader(new Emission<>(null, null));
        reader.start();
        reader.handleSourceEvents(new Begin(0));
        reader.addSplits(List.of(split));
        poll();
    }

    void givenRestoredReaderWith(PollSplit... splits) throws Exception {
        givenReader(new Emission<>(null, null));
        reader.addSplits(List.of(splits));
        reader.start();
        reader.handleSourceEvents(new Begin(0));
        poll();
    }

    /** As the task does: as long as something is available. */
    void poll() throws Exception {
        do {
            reader.pollNext(output);
        } while (reader.isAvailable().isDone());
    }

    PollSplit cursor() {
        return reader.snapshotState(1).get(0);
    }

    static PollSplit split(long scheduled, String... items) {
        return PollSplit.fresh(List.of(items), scheduled, 0, new Fingerprints(0));
    }
}
