// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollEvents.Begin;
import dev.bellwether.sources.polling.split.PollEvents.SplitAcknowledged;
import dev.bellwether.sources.polling.split.PollEvents.SplitFinished;
import dev.bellwether.sources.polling.split.PollEvents.SplitsHeld;
import dev.bellwether.sources.polling.split.PollSplit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

class PollingReaderTest extends ReaderScenario {

    @Test
    void shouldEmitInTheOrderOfItemsWhateverTheOrderOfAnswers() throws Exception {
        fetcher.maxConcurrentRequests = 3;
        givenReaderWith(split(1000, "a", "b", "c"));

        assertThat(fetcher.openItems()).containsExactly("a", "b", "c");
        fetcher.call("c").succeed();
        fetcher.call("b").succeed();
        poll();
        assertThat(output.records).isEmpty();
        assertThat(cursor().nextItem()).isZero();

        fetcher.call("a").succeed();
        poll();
        assertThat(output.items()).containsExactly("a", "b", "c");
    }

    @Test
    void shouldKeepNoMoreCallsUnderWayThanAllowedAndReadAheadAtMostTwiceThat() throws Exception {
        fetcher.maxConcurrentRequests = 2;
        givenReaderWith(split(1000, "a", "b", "c", "d", "e", "f", "g"));

        assertThat(fetcher.openItems()).containsExactly("a", "b");
        fetcher.call("b").succeed();
        poll();
        assertThat(fetcher.openItems()).containsExactly("a", "c");
        fetcher.call("c").succeed();
        poll();
        fetcher.call("d").succeed();
        poll();
        // a is under way; b, c and d wait for it: more would only pile up.
        assertThat(fetcher.openItems()).containsExactly("a");

        fetcher.call("a").succeed();
        poll();
        assertThat(output.items()).containsExactly("a", "b", "c", "d");
        assertThat(fetcher.openItems()).containsExactly("e", "f");
    }

    @Test
    void shouldAskForSeveralItemsAtOnceWhereTheFetcherCan() throws Exception {
        fetcher.itemsPerRequest = 2;
        givenReaderWith(split(1000, "a", "b", "c"));

        fetcher.call("a").succeed();
        poll();
        fetcher.call("c").succeed();
        poll();

        assertThat(fetcher.requests)
                .containsExactly(
                        new PollRequest(List.of("a", "b"), null, 0, 1000),
                        new PollRequest(List.of("c"), null, 0, 1000));
        assertThat(output.items()).containsExactly("a", "b", "c");
    }

    @Test
    void shouldGoThroughPagesWhileOtherItemsRunAhead() throws Exception {
        fetcher.maxConcurrentRequests = 1;
        givenReaderWith(split(1000, "a", "b"));

        fetcher.call("a").succeedPaged(3, 1);
        poll();
        assertThat(cursor().pageToken()).isEqualTo("1");
        assertThat(cursor().nextItem()).isZero();
        fetcher.call("a").succeedPaged(3, 1);
        poll();
        fetcher.call("a").succeedPaged(3, 1);
        poll();
        assertThat(cursor().pageToken()).isNull();
        assertThat(cursor().nextItem()).isEqualTo(1);
        fetcher.call("b").succeed();
        poll();

        assertThat(output.places()).containsExactly("a@1000#0", "a@1000#1", "a@1000#2", "b@1000#0");
    }

    @Test
    void shouldNotStarveAPageBehindAnswersThatWaitForIt() throws Exception {
        fetcher.maxConcurrentRequests = 1;
        givenReaderWith(split(1000, "a", "b", "c", "d"));
        FakeFetcher.Call first = fetcher.call("a");
        assertThat(fetcher.open).isEmpty();

        first.succeedPaged(2, 1);
        poll();

        assertThat(fetcher.requests.get(1)).isEqualTo(new PollRequest(List.of("a"), "1", 0, 1000));
    }

    @Test
    void shouldGoOnInMidChunkAndMidItemAfterARestore() throws Exception {
        fetcher.itemsPerRequest = 1;
        PollSplit held = split(1000, "a", "b", "c", "d").advancedTo(1, 2, "1", new Fingerprints(0));
        givenRestoredReaderWith(held);

        // Two items made the page whose token this is, so two are asked for, whatever is set now.
        assertThat(fetcher.requests)
                .containsExactly(new PollRequest(List.of("b", "c"), "1", 0, 1000));
        fetcher.call("b").succeedPaged(2, 1);
        poll();
        fetcher.call("d").succeed();
        poll();
        assertThat(output.places()).containsExactly("b@1000#1", "c@1000#1", "d@1000#0");
    }

    @Test
    void shouldWaitForTheEnumeratorBeforeItGoesOnAfterARestore() throws Exception {
        PollSplit held = split(1000, "a", "b");
        givenReader(new Emission<>(null, null));
        reader.addSplits(List.of(held));

        reader.start();
        poll();
        assertThat(context.sent(SplitsHeld.class)).hasSize(1);
        assertThat(context.sent(SplitsHeld.class).get(0).splits()).containsExactly(held);
        assertThat(fetcher.requests).isEmpty();

        reader.handleSourceEvents(new Begin(1500));
        poll();
        assertThat(fetcher.pauses).containsExactly(Duration.ofMillis(1500));
        assertThat(fetcher.openItems()).containsExactly("a");
    }

    @Test
    void shouldKeepAFinishedSplitUntilItIsAcknowledgedAndReportItAgainAfterARestore()
            throws Exception {
        givenReaderWith(split(1000, "a"));
        fetcher.call("a").succeed();
        poll();

        PollSplit finished = reader.snapshotState(7).get(0);
        assertThat(finished.isFinished()).isTrue();
        assertThat(context.sent(SplitFinished.class).get(0).split()).isEqualTo(finished);
        reader.handleSourceEvents(new SplitAcknowledged(finished.splitId()));
        assertThat(reader.snapshotState(8)).isEmpty();

        givenRestoredReaderWith(finished);
        assertThat(context.sent(SplitFinished.class).get(0).split()).isEqualTo(finished);
        assertThat(fetcher.open).isEmpty();
    }

    @Test
    void shouldAskForASplitOnceAndAgainWhenACallCouldBeMade() throws Exception {
        fetcher.maxConcurrentRequests = 2;
        givenRestoredReaderWith();
        poll();
        assertThat(context.splitRequests()).isEqualTo(1);

        reader.addSplits(List.of(split(1000, "a", "b", "c")));
        poll();
        assertThat(context.splitRequests()).isEqualTo(1);
        fetcher.call("a").succeed();
        fetcher.call("b").succeed();
        poll();
        // Only c is under way now.
        assertThat(context.splitRequests()).isEqualTo(2);
    }

    @Test
    void shouldBeAvailableExactlyWhenThereIsSomethingToDo() throws Exception {
        fetcher.maxConcurrentRequests = 1;
        givenReaderWith(split(1000, "a", "b"));
        CompletableFuture<Void> idle = reader.isAvailable();
        assertThat(idle).isNotDone();
        assertThat(reader.isAvailable()).isSameAs(idle);

        fetcher.call("a").succeed();
        assertThat(idle).isDone();
        assertThat(reader.isAvailable()).isDone();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();

        idle = reader.isAvailable();
        reader.addSplits(List.of(split(2000, "z")));
        assertThat(idle).isDone();
    }

    @Test
    void shouldEndWhenNothingComesAnyMoreAndAllIsAcknowledged() throws Exception {
        givenReaderWith(split(1000, "a"));
        reader.notifyNoMoreSplits();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        fetcher.call("a").succeed();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        CompletableFuture<Void> idle = reader.isAvailable();
        assertThat(idle).isNotDone();

        reader.handleSourceEvents(new SplitAcknowledged("a+0@1000"));

        assertThat(idle).isDone();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void shouldLeaveOutWhatHasNotChangedAlsoAfterARestore() throws Exception {
        PollSplit fresh = split(1000, "a", "b");
        givenReader(new Emission<>(new ByValue(), null));
        reader.start();
        reader.handleSourceEvents(new Begin(0));
        reader.addSplits(List.of(fresh));
        poll();
        fetcher.call("a").succeedWith(5);
        poll();
        PollSplit half = cursor();

        givenReader(new Emission<>(new ByValue(), null));
        reader.addSplits(List.of(half));
        reader.start();
        reader.handleSourceEvents(new Begin(0));
        poll();
        fetcher.call("b").succeedWith(6);
        poll();
        Fingerprints known = context.sent(SplitFinished.class).get(0).split().fingerprints();
        reader.addSplits(List.of(split(2000, "a", "b").withFingerprints(known)));
        poll();
        fetcher.call("a").succeedWith(5);
        poll();
        fetcher.call("b").succeedWith(7);
        poll();

        assertThat(output.places()).containsExactly("a@1000#0", "b@1000#0", "b@2000#0");
        assertThat(context.counter("recordsUnchanged")).isEqualTo(1);
    }

    @Test
    void shouldAlwaysEmitRecordsThatBelongToNoItemOfTheChunk() throws Exception {
        givenReader(new Emission<>(new ByValue(), null));
        reader.start();
        reader.handleSourceEvents(new Begin(0));
        reader.addSplits(List.of(split(1000, "a")));
        poll();
        Polled stranger = new Polled("stranger", 0, 0, 0, 1);
        Polled nobodys = new Polled(null, 0, 0, 0, 1);

        fetcher.call("a")
                .answer
                .complete(PollResult.of(List.of(stranger, stranger, nobodys, nobodys)));
        poll();

        assertThat(output.records).containsExactly(stranger, stranger, nobodys, nobodys);
    }

    @Test
    void shouldGiveTimestampsWhereThereIsAnExtractor() throws Exception {
        givenReader(new Emission<>(null, (record, scheduled) -> scheduled * 10 + record.value));
        reader.start();
        reader.handleSourceEvents(new Begin(0));
        reader.addSplits(List.of(split(1000, "a")));
        poll();
        fetcher.call("a").succeedWith(3);
        poll();

        assertThat(output.timestamps).containsExactly(10_003L);
    }

    @Test
    void shouldCloseTheFetcher() {
        givenReader(new Emission<>(null, null));
        reader.close();
        assertThat(fetcher.closed).isTrue();
    }

    /** Flink keeps an output for each split until then, and each firing brings new splits. */
    @Test
    void shouldReleaseTheOutputOfEverySplitAtItsFirstPoll() throws Exception {
        PollSplit first = split(1000, "a");
        givenReaderWith(first);
        poll();
        assertThat(output.released).containsExactly(first.splitId());

        PollSplit second = split(2000, "b");
        reader.addSplits(List.of(second));
        poll();
        poll();

        assertThat(output.released).containsExactly(first.splitId(), second.splitId());
    }
}
