// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardOrderTest {

    private final ShardOrder<String> order = new ShardOrder<>();

    @BeforeEach
    void list() {
        List.of("s/0", "s/1", "s/2", "s/3", "s/4").forEach(order::list);
    }

    @Test
    void shouldHoldAChildUntilItsParentIsThrough() {
        order.hold("s/2", List.of("s/0"), "child");

        assertThat(order.release(Set.of("s/1"))).isEmpty();
        assertThat(order.isHolding()).isTrue();
        assertThat(order.release(Set.of("s/0", "s/1"))).containsExactly("child");
        assertThat(order.isHolding()).isFalse();
        assertThat(order.release(Set.of("s/0", "s/1"))).isEmpty();
    }

    @Test
    void shouldHoldAMergedShardUntilBothParentsAreThrough() {
        order.hold("s/4", List.of("s/1", "s/3"), "merged");

        assertThat(order.release(Set.of("s/1"))).isEmpty();
        assertThat(order.release(Set.of("s/3"))).isEmpty();
        assertThat(order.release(Set.of("s/1", "s/3"))).containsExactly("merged");
    }

    @Test
    void shouldTellWhetherAnythingWaitsOfWhichNoParentIsAmongTheGiven() {
        assertThat(order.isHoldingWithout(Set.of())).isFalse();
        order.hold("s/4", List.of("s/1", "s/3"), "merged");

        assertThat(order.isHoldingWithout(Set.of("s/0"))).isTrue();
        assertThat(order.isHoldingWithout(Set.of("s/0", "s/3"))).isFalse();

        order.hold("s/2", List.of("s/1"), "child");
        assertThat(order.isHoldingWithout(Set.of("s/0", "s/3"))).isTrue();

        order.release(Set.of("s/1", "s/3"));
        assertThat(order.isHoldingWithout(Set.of())).isFalse();
    }

    @Test
    void shouldWaitForNobodyWhoIsNoLongerListed() {
        assertThat(order.mustWaitFor(List.of("s/expired"))).isFalse();
        assertThat(order.mustWaitFor(List.of())).isFalse();
        assertThat(order.mustWaitFor(List.of("s/expired", "s/1"))).isTrue();

        order.hold("s/4", List.of("s/expired", "s/1"), "merged");
        assertThat(order.release(Set.of("s/1"))).containsExactly("merged");
    }

    @Test
    void shouldBelieveInAnEndWhenItsCheckpointIsComplete() {
        order.endedAt(7, Set.of("s/0"));
        order.endedAt(8, Set.of("s/0", "s/1"));
        assertThat(order.confirmed()).isEmpty();

        order.completed(7);
        assertThat(order.confirmed()).containsExactly("s/0");

        order.completed(8);
        assertThat(order.confirmed()).containsExactlyInAnyOrder("s/0", "s/1");
    }

    @Test
    void shouldTakeACheckpointThatWasSkippedForDoneByTheNext() {
        order.endedAt(7, Set.of("s/0"));
        order.endedAt(8, Set.of("s/0"));

        order.completed(8);
        assertThat(order.confirmed()).containsExactly("s/0");
    }

    @Test
    void shouldUniteWhatTheSubtasksKnow() {
        EndedShards.Union union = new EndedShards.Union();
        HashSet<String> all = union.createAccumulator();

        all = union.add(new HashSet<>(Set.of("s/0")), all);
        all = union.add(new HashSet<>(Set.of("s/1")), all);
        assertThat(union.getResult(all)).containsExactlyInAnyOrder("s/0", "s/1");
        assertThat(union.getResult(all)).isNotSameAs(all);
    }
}
