// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.sources.polling.split.PollEvents.Pause;
import dev.bellwether.sources.polling.split.PollEvents.Refused;
import dev.bellwether.sources.polling.split.PollEvents.SplitFinished;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Items that fail, credentials that are refused, providers that want a pause. */
class PollingReaderTroubleTest extends ReaderScenario {

    @Test
    void shouldGoOnPastItemsThatFail() throws Exception {
        givenReaderWith(split(1000, "a", "b", "c", "d", "e"));

        fetcher.call("a").answer.completeExceptionally(new CompletionException(new Exception("x")));
        poll();
        fetcher.thrown = new IllegalStateException("no such method");
        fetcher.call("b").answer.complete(null);
        poll();
        assertThat(fetcher.open).isEmpty();
        fetcher.thrown = null;
        poll();
        assertThat(output.records).isEmpty();
        assertThat(context.counter("itemsFailed")).isEqualTo(5);
        assertThat(context.sent(SplitFinished.class)).hasSize(1);
    }

    @Test
    void shouldCountByClassAndEmitWhatComesWithTrouble() throws Exception {
        givenReaderWith(split(1000, "a", "b", "c"));
        Polled letter = new Polled("a", 1000, 0, 0, -1);

        clock.advance(30);
        fetcher.call("a").answer.complete(PollResult.failed("HTTP 500", List.of(letter)));
        poll();
        fetcher.call("b").answer.complete(PollResult.notAvailable("unknown", List.of()));
        poll();
        clock.advance(12);
        fetcher.call("c").succeed();
        poll();
        clock.advance(500);

        assertThat(output.records).containsExactly(letter, new Polled("c", 1000, 0, 0, 1));
        assertThat(context.counter("itemsFailed")).isEqualTo(1);
        assertThat(context.counter("itemsNotAvailable")).isEqualTo(1);
        assertThat(context.counter("recordsEmitted")).isEqualTo(2);
        assertThat(context.counter("pollsMade")).isEqualTo(3);
        assertThat(context.counter("pollMillisTotal")).isEqualTo(42);
        assertThat(context.gauge("pollMillisLast")).isEqualTo(12L);
        assertThat(context.gauge("lastSuccessAgeMillis")).isEqualTo(500L);
        assertThat(context.sent(SplitFinished.class).get(0).lastSuccessMillis()).isEqualTo(50_042);
    }

    @Test
    void shouldTakeAPageTokenThatDoesNotAdvanceForAFailure() throws Exception {
        givenReaderWith(split(1000, "a", "b"));

        fetcher.call("a").answer.complete(PollResult.page(List.of(), "again"));
        poll();
        fetcher.call("a").answer.complete(PollResult.page(List.of(), "again"));
        poll();

        assertThat(context.counter("itemsFailed")).isEqualTo(1);
        assertThat(fetcher.openItems()).containsExactly("b");
    }

    @Test
    void shouldFailTheTaskOnAnErrorOfTheProgram() {
        assertThatThrownBy(
                        () -> {
                            givenReaderWith(split(1000, "a"));
                            fetcher.call("a")
                                    .answer
                                    .completeExceptionally(new NoClassDefFoundError("gone"));
                            poll();
                        })
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void shouldStopAtARefusalAndKeepTheCursorBeforeIt() throws Exception {
        fetcher.maxConcurrentRequests = 2;
        givenReaderWith(split(1000, "a", "b", "c", "d"));

        fetcher.call("b").answer.completeExceptionally(new PollRefusedException("key is wrong"));
        poll();
        fetcher.call("a").succeed();
        poll();
        poll();

        assertThat(fetcher.requests).hasSize(2);
        assertThat(output.items()).containsExactly("a");
        assertThat(cursor().nextItem()).isEqualTo(1);
        assertThat(context.sent(Refused.class)).hasSize(1);
        assertThat(context.sent(Refused.class).get(0).message()).isEqualTo("key is wrong");
        assertThat(context.gauge("pollingStopped")).isEqualTo(1);
        assertThat(context.counter("pollsRefused")).isEqualTo(1);
    }

    @Test
    void shouldStopWhenAnotherReaderWasRefused() throws Exception {
        givenReaderWith(split(1000, "a", "b"));

        reader.handleSourceEvents(new Refused("key is wrong"));
        fetcher.call("a").succeed();
        poll();

        assertThat(output.items()).containsExactly("a");
        assertThat(fetcher.openItems()).isEmpty();
        assertThat(context.sent(Refused.class)).isEmpty();
        assertThat(context.gauge("pollingStopped")).isEqualTo(1);
    }

    @Test
    void shouldPassOnAPauseAndObeyOne() throws Exception {
        givenReaderWith(split(1000, "a", "b"));

        fetcher.call("a")
                .answer
                .complete(PollResult.<Polled>of(List.of()).withPause(Duration.ofSeconds(7)));
        poll();
        assertThat(context.sent(Pause.class)).hasSize(1);
        assertThat(context.sent(Pause.class).get(0).pauseMillis()).isEqualTo(7000);

        reader.handleSourceEvents(new Pause(9000));
        assertThat(fetcher.pauses).containsExactly(Duration.ofSeconds(9));
    }
}
