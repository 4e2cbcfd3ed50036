// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.drawdown;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Bar;
import dev.bellwether.model.Drawdown;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Against figures from elsewhere, and over everything that is recorded. */
class DrawdownReferenceTest {

    /** The table has 12 significant digits. */
    private static final double TOLERANCE = 1e-9;

    private final DrawdownSettings settings = SessionBars.settings("min.bars", "1");
    private final DrawdownCalculator calculator = new DrawdownCalculator(settings);

    @Test
    void shouldAgreeWithTheReferenceTable() throws IOException {
        Map<String, List<Drawdown>> ours = new HashMap<>();
        int rows = 0;
        try (BufferedReader lines = table()) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                Drawdown d =
                        ours.computeIfAbsent(cells[1], this::allOf)
                                .get(Integer.parseInt(cells[2]) - 1);
                assertThat(d.session()).isEqualTo(LocalDate.parse(cells[0]));
                assertThat(d.bars).isEqualTo(Math.min(180, Integer.parseInt(cells[2])));
                assertClose(line, d.price, cells[3]);
                assertClose(line, d.highPeak, cells[4]);
                assertThat(LocalDate.ofEpochDay(d.highPeakFirstDay)).as(line).isEqualTo(cells[5]);
                assertThat(LocalDate.ofEpochDay(d.highPeakLastDay)).as(line).isEqualTo(cells[6]);
                assertThat(d.sessionsSinceHighPeakFirst)
                        .as(line)
                        .isEqualTo(Integer.parseInt(cells[7]));
                assertThat(d.sessionsSinceHighPeakLast)
                        .as(line)
                        .isEqualTo(Integer.parseInt(cells[8]));
                assertClose(line, d.highDepthPercent, cells[9]);
                assertClose(line, d.closePeak, cells[10]);
                assertClose(line, d.closeDepthPercent, cells[11]);
                assertClose(line, d.worstPercent, cells[12]);
                rows++;
            }
        }
        assertThat(rows).isEqualTo(8_294);
    }

    @Test
    void shouldBelieveEveryRecordedBar() {
        Map<String, String> refused = new HashMap<>();
        List<String> suspects = new ArrayList<>();
        int bars = 0;
        for (String symbol : Recordings.load().symbols()) {
            DrawdownWindow window = new DrawdownWindow(settings.ringCapacity());
            List<Drawdown> issued = new ArrayList<>();
            for (Bar bar : SessionBars.recorded(symbol)) {
                DrawdownCalculator.Refusal refusal = calculator.accept(window, bar, issued);
                if (refusal != null) {
                    refused.put(symbol + " " + bar.startMillis, refusal.message);
                }
                bars++;
            }
            if (issued.stream().anyMatch(d -> d.suspect)) {
                suspects.add(symbol);
            }
        }

        assertThat(bars).isEqualTo(346_219);
        assertThat(refused).isEmpty();
        assertThat(suspects).isEmpty();
    }

    private List<Drawdown> allOf(String symbol) {
        DrawdownWindow window = new DrawdownWindow(settings.ringCapacity());
        List<Drawdown> issued = new ArrayList<>();
        for (Bar bar : SessionBars.recorded(symbol)) {
            assertThat(calculator.accept(window, bar, issued)).isNull();
        }
        return issued;
    }

    private static void assertClose(String row, double actual, String cell) {
        double expected = Double.parseDouble(cell);
        assertThat(Math.abs(actual - expected))
                .as("%s: %s for %s", row, actual, cell)
                .isLessThanOrEqualTo(TOLERANCE * Math.abs(expected));
    }

    private static BufferedReader table() throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(
                                DrawdownReferenceTest.class.getResourceAsStream(
                                        "drawdown-reference.csv.gz")),
                        UTF_8));
    }
}
