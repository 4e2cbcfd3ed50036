// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.sources.polling.schedule.MissedFirings;
import dev.bellwether.sources.polling.schedule.Pace;
import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollEvents.Begin;
import dev.bellwether.sources.polling.split.PollEvents.Pause;
import dev.bellwether.sources.polling.split.PollEvents.Refused;
import dev.bellwether.sources.polling.split.PollEvents.SplitFinished;
import dev.bellwether.sources.polling.split.PollSplit;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.junit.jupiter.api.Test;

/** What one reader meets and all must hear of. */
class RefusalTest extends EnumeratorScenario {

    @Test
    void shouldStopAllReadersAtTheFirstRefusalAndGoOnLiving() {
        given(live(MissedFirings.SKIP, 1), 1, "a", "b", "c");
        ask(0);
        ask(1);
        passTo(11_000);

        enumerator.handleSourceEvent(1, new Refused("key is wrong"));
        enumerator.handleSourceEvent(0, new Refused("key is wrong, too"));
        ask(0);
        passTo(20_000);

        assertThat(refusalsSentTo(0)).isEqualTo(1);
        assertThat(refusalsSentTo(1)).isEqualTo(1);
        assertThat(ids(0)).hasSize(1);
        assertThat(context.gauge("pollingStopped")).isEqualTo(1);
        assertThat(context.dismissed).isEmpty();

        // A reader that comes up later is told instead of being let begin.
        fail(0);
        comeUp(0);
        assertThat(refusalsSentTo(0)).isEqualTo(2);
        assertThat(context.sentTo(0).stream().filter(Begin.class::isInstance)).hasSize(1);
    }

    @Test
    void shouldFailABoundedJobForGoodAtARefusal() {
        given(range(Pace.AS_FAST_AS_POSSIBLE, 0, 2000), 1, "a");

        assertThatThrownBy(() -> enumerator.handleSourceEvent(0, new Refused("key is wrong")))
                .isInstanceOf(PollingStoppedException.class)
                .hasMessageContaining("key is wrong")
                .matches(
                        failure ->
                                ThrowableClassifier.getThrowableType(failure)
                                        == ThrowableType.NonRecoverableError);
    }

    @Test
    void shouldPassAPauseToEveryoneButNotAShorterOneWithinIt() {
        given(live(MissedFirings.SKIP, 1), 1, "a");

        enumerator.handleSourceEvent(0, new Pause(5000));
        clock.advance(1000);
        enumerator.handleSourceEvent(1, new Pause(3000));
        enumerator.handleSourceEvent(1, new Pause(9000));

        assertThat(pausesSentTo(0)).containsExactly(5000L, 9000L);
        assertThat(pausesSentTo(1)).containsExactly(5000L, 9000L);
        assertThat(context.counter("pausesBroadcast")).isEqualTo(2);
        fail(0);
        clock.advance(2000);
        comeUp(0);
        List<SourceEvent> sent = context.sentTo(0);
        assertThat(((Begin) sent.get(sent.size() - 1)).pauseMillis()).isEqualTo(7000);
    }

    @Test
    void shouldShowTheAgeOfTheLastSuccess() {
        given(live(MissedFirings.SKIP, 1), 1, "a");
        PollSplit split = PollSplit.fresh(List.of("a"), 5000, 4000, new Fingerprints(0));

        enumerator.handleSourceEvent(0, new SplitFinished(split, 10_700));
        enumerator.handleSourceEvent(0, new SplitFinished(split, Long.MIN_VALUE));
        clock.setTo(12_000);

        assertThat(context.gauge("lastSuccessAgeMillis")).isEqualTo(1300L);
    }
}
