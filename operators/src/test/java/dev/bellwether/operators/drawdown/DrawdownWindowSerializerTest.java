// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bellwether.model.Bar;
import dev.bellwether.model.Drawdown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class DrawdownWindowSerializerTest {

    private static final DrawdownWindowSerializer SERIALIZER = new DrawdownWindowSerializer();

    private final DrawdownSettings settings = SessionBars.settings();
    private final DrawdownCalculator calculator = new DrawdownCalculator(settings);

    /** The formula in the class comment, within 10 %. */
    @Test
    void shouldStoreRecordedBarsInTheStatedBytes() throws IOException {
        long bytes = 0;
        List<String> symbols = List.of("AAPL", "AMZN", "GE", "JPM", "KHC", "XOM");
        for (String symbol : symbols) {
            bytes += write(windowOf(SessionBars.recorded(symbol))).length;
        }

        assertThat((double) bytes / symbols.size()).isCloseTo(2_497, within(250.0));
    }

    @Test
    void shouldGiveBackWhatWasStored() throws IOException {
        DrawdownWindow window = windowOf(SessionBars.recorded("AAPL").subList(0, 300));
        List<Drawdown> corrections = new ArrayList<>();
        Bar changed = SessionBars.recorded("AAPL").get(295);
        changed.high = 250;
        changed.close = 249.123456;
        calculator.accept(window, changed, corrections);
        window.refusedClose = 12.5;
        window.restatedDay = 17_000;
        window.restatedFactor = 0.25;

        DrawdownWindow back = read(write(window));

        assertThat(corrections).isNotEmpty();
        assertThat(back).isEqualTo(window);
        assertThat(write(back)).isEqualTo(write(window));
        assertThat(write(window.copy())).isEqualTo(write(window));
    }

    @Test
    void shouldGoOnFromStoredBytesWithTheSameFigures() throws IOException {
        List<Bar> bars = SessionBars.recorded("NVDA");
        DrawdownWindow plain = windowOf(bars.subList(0, 400));
        DrawdownWindow restored = read(write(plain));

        for (Bar bar : bars.subList(400, 754)) {
            List<Drawdown> expected = new ArrayList<>();
            List<Drawdown> actual = new ArrayList<>();
            calculator.accept(plain, bar, expected);
            calculator.accept(restored, bar, actual);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void shouldKeepTheNewestBarsWhenTheWindowGetsShorter() {
        List<Bar> bars = SessionBars.recorded("NVDA");
        DrawdownSettings shorter = SessionBars.settings("window.sessions", "60");

        DrawdownWindow resized = windowOf(bars).resized(shorter.ringCapacity());

        assertThat(resized.view(shorter).describe().highPeak)
                .isEqualTo(NaiveDrawdown.of(bars, shorter).highPeak);
    }

    /** Bytes of layout 1: two bars, a session that was issued anew, an unknown volume. */
    @Test
    void shouldReadWhatLayoutOneStored() throws IOException {
        byte[] stored =
                Base64.getDecoder()
                        .decode(
                                "AAAALwECvgEDf/gAAAAAAAAAf/gAAAAAAACYtAICAIIB4MUIoJwBkE6IJ4gnoJwB6QcA");

        DrawdownWindow window = read(stored);

        assertThat(window.ring.capacity).isEqualTo(190);
        assertThat(window.ring.size()).isEqualTo(2);
        assertThat(window.ring.close(0)).isEqualTo(7);
        assertThat(window.ring.revision(1)).isEqualTo(1);
        assertThat(window.ring.volume(0)).isEqualTo(1_000);
        assertThat(window.ring.volume(1)).isNaN();
        assertThat(write(window)).isEqualTo(stored);
    }

    @Test
    void shouldRefuseALayoutOfALaterVersion() {
        byte[] stored = {0, 0, 0, 2, 9, 0};

        assertThatThrownBy(() -> read(stored))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown layout 9");
    }

    private DrawdownWindow windowOf(List<Bar> bars) {
        DrawdownWindow window = new DrawdownWindow(settings.ringCapacity());
        List<Drawdown> issued = new ArrayList<>();
        bars.forEach(bar -> calculator.accept(window, bar, issued));
        return window;
    }

    private static byte[] write(DrawdownWindow window) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        SERIALIZER.serialize(window, out);
        return out.getCopyOfBuffer();
    }

    private static DrawdownWindow read(byte[] bytes) throws IOException {
        return SERIALIZER.deserialize(new DataInputDeserializer(bytes));
    }
}
