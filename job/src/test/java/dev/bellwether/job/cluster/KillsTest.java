// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.job.cluster.RecordingChat.Arrival;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillsTest {

    private final Kills kills = new Kills();

    /** Of the messages of an address only the last before a checkpoint may be in it as untold. */
    @Test
    void shouldAllowWhatCameSinceTheCheckpointAndWhatWasOnItsWay() {
        kills.add(200, 150);

        assertThat(
                        kills.mistakes(
                                List.of(
                                        at("a", "1", 100),
                                        at("a", "2", 140),
                                        at("b", "3", 120),
                                        at("a", "4", 160),
                                        at("a", "2", 300),
                                        at("b", "3", 300),
                                        at("a", "4", 400))))
                .isEmpty();
        assertThat(kills.mistakes(List.of(at("a", "1", 100), at("a", "2", 140), at("a", "1", 300))))
                .singleElement()
                .asString()
                .startsWith("1 at 100 came again, but is in the checkpoint");
    }

    /** What waited over two kills may have come before the checkpoint between them. */
    @Test
    void shouldLookAtTheFirstKillAfterAMessage() {
        kills.add(200, 150);
        kills.add(400, 350);

        assertThat(
                        kills.mistakes(
                                List.of(
                                        at("a", "1", 160),
                                        at("a", "2", 300),
                                        at("a", "3", 310),
                                        at("a", "1", 500))))
                .isEmpty();
        assertThat(kills.mistakes(List.of(at("a", "2", 300), at("a", "3", 310), at("a", "2", 500))))
                .hasSize(1);
    }

    @Test
    void shouldAllowNothingWithoutAKill() {
        kills.add(200, 100);

        assertThat(kills.mistakes(List.of(at("a", "1", 110), at("a", "1", 190)))).hasSize(1);
        assertThat(kills.mistakes(List.of(at("a", "1", 210), at("a", "1", 290)))).hasSize(1);
    }

    private static Arrival at(String address, String key, long millis) {
        return new Arrival(address, key, millis);
    }
}
