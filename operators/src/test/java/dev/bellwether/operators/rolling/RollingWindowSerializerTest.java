// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import static dev.bellwether.operators.rolling.Observation.MINUTE;
import static dev.bellwether.operators.rolling.Observation.OPENING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.model.Quote;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Random;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RollingWindowSerializerTest {

    private final RollingStatistics statistics = new RollingStatistics(Observation.NEW_YORK);
    private final RollingWindowSerializer serializer = new RollingWindowSerializer();

    /** The formula in the class comment, within 10 %. */
    @ParameterizedTest
    @CsvSource({"2, 303", "20, 355", "100, 1139", "500, 6139"})
    void shouldStoreDecimalQuotesInTheStatedBytes(int n, int stated) throws IOException {
        assertThat(serialized(filled(n, true)).length / (double) stated).isCloseTo(1, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"2, 534", "20, 570", "100, 2250", "500, 11650"})
    void shouldStoreArbitraryQuotesInTheStatedBytes(int n, int stated) throws IOException {
        assertThat(serialized(filled(n, false)).length / (double) stated).isCloseTo(1, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 257, 500})
    void shouldGiveTheSameBytesAfterARoundTrip(int n) throws IOException {
        byte[] bytes = serialized(filled(n, true));

        RollingWindow read = serializer.deserialize(new DataInputDeserializer(bytes));

        assertThat(serialized(read)).isEqualTo(bytes);
        assertThat(serialized(read.copy())).isEqualTo(bytes);
    }

    /** Bytes as earlier layouts were written; every later version must read them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldGoOnFromTheBytesOfEveryLayout(int layout) throws IOException {
        RollingWindow read = serializer.deserialize(new DataInputDeserializer(stored(layout)));

        RollingWindow known = filled(5, true);
        assertThat(read.length()).isEqualTo(5);
        assertThat(read.observations()).isEqualTo(known.observations());
        // Twice in the session that is open, then in another one.
        long newest = known.newestTime();
        double dayVolume = known.lastVolume;
        Quote[] following = {
            Observation.quote("AAPL", newest + MINUTE, 151.25, dayVolume + 700),
            Observation.quote("AAPL", newest + 2 * MINUTE, 151.5, dayVolume + 900),
            Observation.quote("AAPL", OPENING + 1000 * 5 * MINUTE, 151.75, 90_000)
        };
        for (Quote next : following) {
            statistics.accept(read, next);
            statistics.accept(known, next);
            assertThat(statistics.describe(read, next)).isEqualTo(statistics.describe(known, next));
        }
        assertThat(serialized(read)).isEqualTo(serialized(known));
    }

    @Test
    void shouldWriteTheNewestLayoutAsItIsStored() throws IOException {
        assertThat(serialized(filled(5, true))).isEqualTo(stored(2));
    }

    @Test
    void shouldTakeTheNextVolumeForThatOfTheFeedOfAWindowOfLayoutOne() throws IOException {
        RollingWindow read = serializer.deserialize(new DataInputDeserializer(stored(1)));
        double dayVolume = read.lastVolume;
        Quote own = Observation.quote("AAPL", read.newestTime() + 1, 151, dayVolume + 40);
        Quote other = Observation.quote("AAPL", read.newestTime() + 2, 151, dayVolume + 90);
        other.feed = "other";

        statistics.accept(read, own);
        double interval = statistics.describe(read, own).intervalVolume;
        statistics.accept(read, other);

        assertThat(interval).isEqualTo(40);
        assertThat(statistics.describe(read, other).intervalVolume).isNaN();
    }

    @Test
    void shouldKeepAnEmptyWindow() throws IOException {
        RollingWindow read =
                serializer.deserialize(
                        new DataInputDeserializer(serialized(new RollingWindow(30))));

        assertThat(read.length()).isEqualTo(30);
        assertThat(read.observations()).isZero();
    }

    @Test
    void shouldCopyBytesWithoutReadingThem() throws IOException {
        byte[] bytes = serialized(filled(20, true));
        DataOutputSerializer copy = new DataOutputSerializer(16);

        serializer.copy(new DataInputDeserializer(bytes), copy);

        assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
    }

    @Test
    void shouldRefuseALayoutOfALaterVersion() throws IOException {
        byte[] bytes = serialized(filled(20, true));
        bytes[2] = 9;

        assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessage("rolling window in unknown layout 9");
    }

    @Test
    void shouldBeRestorableFromItsSnapshot() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

        TypeSerializerSnapshot<RollingWindow> snapshot =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader());

        TypeSerializer<RollingWindow> restored = snapshot.restoreSerializer();
        assertThat(restored).isEqualTo(serializer);
        assertThat(
                        serializer
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(snapshot)
                                .isCompatibleAsIs())
                .isTrue();
    }

    private RollingWindow filled(int n, boolean decimals) {
        Random random = new Random(n);
        RollingWindow window = new RollingWindow(n);
        double price = 150;
        double dayVolume = 0;
        for (int i = 0; i < 3 * window.ring.capacity(); i++) {
            double moved = price * Math.exp(0.002 * random.nextGaussian());
            price = decimals ? Math.rint(moved * 100) / 100 : moved;
            dayVolume += decimals ? random.nextInt(400_000) : 1_000 * random.nextDouble();
            Quote quote = Observation.quote("AAPL", OPENING + i * 5 * MINUTE, price, dayVolume);
            dayVolume = (i + 1) % 78 == 0 ? 0 : dayVolume;
            statistics.accept(window, quote);
        }
        return window;
    }

    private byte[] stored(int layout) throws IOException {
        try (InputStream in =
                getClass().getResourceAsStream("rolling-window-v" + layout + ".hex")) {
            String hex = new String(in.readAllBytes(), UTF_8).trim();
            return new BigInteger(hex, 16).toByteArray();
        }
    }

    private byte[] serialized(RollingWindow window) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(window, out);
        return out.getCopyOfBuffer();
    }
}
