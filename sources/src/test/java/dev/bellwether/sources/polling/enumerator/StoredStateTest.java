// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.polling.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.sources.polling.schedule.Schedule;
import dev.bellwether.sources.polling.split.Fingerprints;
import dev.bellwether.sources.polling.split.PollSplit;
import dev.bellwether.sources.polling.split.PollSplitSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.Test;

/** Bytes as released versions wrote them must be read for ever. */
class StoredStateTest {

    private static final PollSplit SPLIT = split();
    private static final EnumeratorState STATE = state();

    @Test
    void shouldReadASplitOfVersionOne() throws Exception {
        assertThat(new PollSplitSerializer().deserialize(1, stored("split-v1.hex")))
                .isEqualTo(SPLIT);
    }

    @Test
    void shouldStillWriteASplitAsVersionOne() throws Exception {
        assertThat(new PollSplitSerializer().getVersion()).isEqualTo(1);
        assertThat(hex(new PollSplitSerializer().serialize(SPLIT)))
                .isEqualTo(hex(stored("split-v1.hex")));
    }

    @Test
    void shouldReadEnumeratorStateOfVersionOne() throws Exception {
        EnumeratorState read =
                new EnumeratorStateSerializer().deserialize(1, stored("enumerator-v1.hex"));

        assertThat(read).isEqualTo(STATE);
        assertThat(read.lastFiring(1)).isEqualTo(Schedule.NOT_YET);
        assertThat(read.fingerprintOf(0)).isEqualTo(1_699_999_700_000L);
        assertThat(read.fingerprints().isKnown(1)).isFalse();
        assertThat(read.fingerprints().get(0)).isEqualTo(-5);
    }

    @Test
    void shouldStillWriteEnumeratorStateAsVersionOne() throws Exception {
        assertThat(new EnumeratorStateSerializer().getVersion()).isEqualTo(1);
        assertThat(hex(new EnumeratorStateSerializer().serialize(STATE)))
                .isEqualTo(hex(stored("enumerator-v1.hex")));
    }

    @Test
    void shouldSayWhatToDoAboutAVersionFromTheFuture() {
        assertThatThrownBy(() -> new PollSplitSerializer().deserialize(2, new byte[100]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2 cannot be read")
                .hasMessageContaining("release that wrote it");
        assertThatThrownBy(() -> new EnumeratorStateSerializer().deserialize(9, new byte[100]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 9 cannot be read");
    }

    @Test
    void shouldTellStatesApart() throws Exception {
        EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
        EnumeratorState other =
                new EnumeratorState(
                        List.of("AAPL", "İSCTR.IS"),
                        new long[] {1_700_000_000_000L, 5},
                        new long[] {3, 4},
                        STATE.fingerprints(),
                        List.of(SPLIT),
                        List.of());

        assertThat(serializer.deserialize(1, serializer.serialize(other)))
                .isEqualTo(other)
                .isNotEqualTo(STATE);
    }

    private static PollSplit split() {
        Fingerprints fingerprints = new Fingerprints(3);
        fingerprints.set(1, 0x1122334455667788L);
        return new PollSplit(
                List.of("AAPL", "MSFT", "İSCTR.IS"),
                1_700_000_300_000L,
                1_700_000_000_000L,
                1,
                2,
                "next/päge?",
                fingerprints);
    }

    private static EnumeratorState state() {
        Fingerprints fingerprints = new Fingerprints(2);
        fingerprints.set(0, -5);
        return new EnumeratorState(
                List.of("AAPL", "İSCTR.IS"),
                new long[] {1_700_000_000_000L, Schedule.NOT_YET},
                new long[] {1_699_999_700_000L, Schedule.NOT_YET},
                fingerprints,
                List.of(SPLIT),
                List.of(PollSplit.fresh(List.of("X"), 2000, 1000, new Fingerprints(0))));
    }

    private static byte[] stored(String name) throws IOException {
        try (InputStream in = StoredStateTest.class.getResourceAsStream("/polling/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return StringUtils.hexStringToByte(text.replaceAll("\\s", ""));
        }
    }

    private static String hex(byte[] bytes) {
        return StringUtils.byteToHexString(bytes);
    }
}
