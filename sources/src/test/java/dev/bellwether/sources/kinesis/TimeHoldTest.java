// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimeHoldTest {

    private final TimeHold<String> hold = new TimeHold<>(600, 30);
    private final Set<String> given = new HashSet<>();

    @Test
    void shouldLetTimeRunWhileNothingWaits() {
        assertThat(isHeld(false, 0)).isFalse();
        assertThat(isHeld(false, 5000)).isFalse();
    }

    @Test
    void shouldRestUntilTheShardThatWaitedHasGivenARecord() {
        assertThat(isHeld(true, 100)).isTrue();
        hold.begin(List.of("child", "other"), 110);
        assertThat(isHeld(false, 115)).isTrue();

        given.add("other");
        assertThat(isHeld(false, 120)).as("one of two").isTrue();
        given.add("child");
        assertThat(isHeld(false, 125)).isFalse();
    }

    @Test
    void shouldNotWaitForAShardThatIsSilent() {
        hold.begin(List.of("child"), 100);

        assertThat(isHeld(false, 129)).isTrue();
        assertThat(isHeld(false, 130)).isFalse();
    }

    @Test
    void shouldNotRestForLongerThanTheBoundThoughSomethingWaits() {
        assertThat(isHeld(true, 1000)).isTrue();
        assertThat(isHeld(true, 1599)).isTrue();
        assertThat(isHeld(true, 1600)).isFalse();
        assertThat(isHeld(true, 9000)).isFalse();

        // when nothing has waited in between
        assertThat(isHeld(false, 9100)).isFalse();
        assertThat(isHeld(true, 9200)).isTrue();
    }

    private boolean isHeld(boolean waiting, long now) {
        return hold.isHeld(waiting, given::contains, now);
    }
}
