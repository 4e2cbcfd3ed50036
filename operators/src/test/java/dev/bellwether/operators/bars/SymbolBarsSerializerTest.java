// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.model.Timeframe;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SymbolBarsSerializerTest {

    private final SymbolBarsSerializer serializer = new SymbolBarsSerializer();

    private static SymbolBars bars(Random random, int feeds, int open) {
        SymbolBars bars = new SymbolBars("BRK.B");
        for (int i = 0; i < feeds; i++) {
            FeedBars feed = bars.of("feed-" + i, Long.MIN_VALUE, 0);
            feed.sessionMillis = random.nextLong();
            feed.sessionEndMillis = random.nextLong();
            feed.accounted = random.nextBoolean() ? Double.NaN : random.nextInt(1_000_000);
            feed.lastEndMillis = random.nextLong();
            feed.lastEventMillis = random.nextLong();
            for (int n = 0; n < feed.finalEnds.length; n++) {
                feed.finalEnds[n] = random.nextLong();
            }
            for (int n = 0; n < open; n++) {
                Timeframe timeframe = Timeframe.values()[n % Timeframe.values().length];
                OpenBar bar = new OpenBar(timeframe, random.nextLong(), random.nextLong());
                bar.emissions = random.nextInt(5);
                Observation observation =
                        Observations.observation(random.nextInt(100_000), 1.5 + n, 1.25 * n);
                observation.symbol = bars.symbol;
                bar.sums = BarAggregate.add(observation, bar.sums);
                feed.open.add(bar);
            }
        }
        return bars;
    }

    private byte[] bytes(SymbolBars bars) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(bars, out);
        return out.getCopyOfBuffer();
    }

    private SymbolBars back(byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }

    /** By reflection, so that a field which the serializer forgets is found. */
    private static void assertSame(Object actual, Object expected) throws Exception {
        for (Field field : expected.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !isPart(field.getType())) {
                assertThat(field.get(actual)).as(field.getName()).isEqualTo(field.get(expected));
            }
        }
    }

    private static boolean isPart(Class<?> type) {
        return type == java.util.List.class || type == BarAccumulator.class;
    }

    private static void assertSameBars(SymbolBars actual, SymbolBars expected) throws Exception {
        assertSame(actual, expected);
        assertThat(actual.feeds).hasSameSizeAs(expected.feeds);
        for (int i = 0; i < expected.feeds.size(); i++) {
            FeedBars feed = actual.feeds.get(i);
            assertSame(feed, expected.feeds.get(i));
            assertThat(feed.open).hasSameSizeAs(expected.feeds.get(i).open);
            for (int n = 0; n < feed.open.size(); n++) {
                assertSame(feed.open.get(n), expected.feeds.get(i).open.get(n));
                assertSame(feed.open.get(n).sums, expected.feeds.get(i).open.get(n).sums);
            }
        }
    }

    @Property(tries = 100)
    void shouldKeepEveryFieldThroughBytesAndCopies(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        SymbolBars bars = bars(random, random.nextInt(3), random.nextInt(9));

        assertSameBars(back(bytes(bars)), bars);
        assertSameBars(serializer.copy(bars), bars);
    }

    @Test
    void shouldMakeCopiesThatDoNotShareAnything() {
        SymbolBars bars = bars(new Random(1), 1, 1);
        SymbolBars copy = serializer.copy(bars);

        bars.of("feed-0", Long.MIN_VALUE, 0).accounted = -1;
        bars.of("feed-0", Long.MIN_VALUE, 0).finalEnds[0] = -1;
        bars.of("feed-0", Long.MIN_VALUE, 0).open.get(0).emissions = 99;
        bars.of("feed-0", Long.MIN_VALUE, 0).open.get(0).sums.trades = 99;
        bars.of("feed-0", Long.MIN_VALUE, 0).open.clear();

        FeedBars feed = copy.of("feed-0", Long.MIN_VALUE, 0);
        assertThat(feed.accounted).isNotEqualTo(-1);
        assertThat(feed.finalEnds[0]).isNotEqualTo(-1);
        assertThat(feed.open.get(0).emissions).isLessThan(5);
        assertThat(feed.open.get(0).sums.trades).isEqualTo(1);
    }

    @Test
    void shouldTakeTheBytesThatItsCommentSays() throws IOException {
        int none = bytes(bars(new Random(1), 1, 0)).length;
        int three = bytes(bars(new Random(1), 1, 3)).length;

        assertThat((three - none) / 3).isBetween(125, 135);
        assertThat(three).isBetween(470, 530);
    }

    @Test
    void shouldRefuseALayoutThatItDoesNotKnow() {
        assertThatThrownBy(() -> back(new byte[] {9, 0}))
                .isInstanceOf(IOException.class)
                .hasMessage("bars of a symbol in unknown layout 9");
    }
}
