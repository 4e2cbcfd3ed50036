// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.model.UsSessions;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class RecordingsTest {

    private final Recordings recordings = Recordings.load();

    @Test
    void shouldHoldEveryRowOfTheFile() {
        assertThat(recordings.barCount()).isEqualTo(346_219);
        assertThat(recordings.sessionCount()).isEqualTo(754);
        assertThat(recordings.symbols()).hasSize(462).contains("AAPL", "DOW").doesNotContain("SPY");
        assertThat(recordings.symbols().stream().mapToInt(s -> recordings.bars(s).size()).sum())
                .isEqualTo(346_219);
        assertThat(recordings.session(0)).isEqualTo(LocalDate.of(2017, 1, 3));
        assertThat(recordings.session(753)).isEqualTo(LocalDate.of(2019, 12, 31));
    }

    @Test
    void shouldHoldEverySessionOfTheCalendar() {
        List<LocalDate> recorded = new ArrayList<>();
        for (int i = 0; i < recordings.sessionCount(); i++) {
            recorded.add(recordings.session(i));
        }

        assertThat(recorded)
                .isEqualTo(
                        new UsSessions()
                                .between(LocalDate.of(2017, 1, 1), LocalDate.of(2019, 12, 31)));
    }

    @Test
    void shouldHoldKnownBars() {
        DailyBars apple = recordings.bars("AAPL");

        assertThat(apple.size()).isEqualTo(754);
        assertThat(apple.open(0)).isEqualTo(115.8);
        assertThat(apple.high(0)).isEqualTo(116.33);
        assertThat(apple.low(0)).isEqualTo(114.76);
        assertThat(apple.close(0)).isEqualTo(116.15);
        assertThat(apple.volume(0)).isEqualTo(28_781_900L);
        assertThat(apple.close(recordings.sessionOnOrAfter(LocalDate.of(2017, 3, 8))))
                .isEqualTo(139.0);
    }

    @Test
    void shouldReadEveryNumberAsTheStandardParserDoes() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Recordings.class.getResourceAsStream(
                                                "us-daily-bars.csv.gz")),
                                UTF_8))) {
            lines.readLine();
            int differences = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                DailyBars bars = recordings.bars(cells[6]);
                int i = bars.indexAt(recordings.sessionOnOrAfter(LocalDate.parse(cells[0])));
                if (bars.open(i) != Double.parseDouble(cells[1])
                        || bars.high(i) != Double.parseDouble(cells[2])
                        || bars.low(i) != Double.parseDouble(cells[3])
                        || bars.close(i) != Double.parseDouble(cells[4])
                        || bars.volume(i) != Long.parseLong(cells[5])) {
                    differences++;
                }
            }
            assertThat(differences).isZero();
        }
    }

    @Test
    void shouldFindTheBarOfASessionOrTheOneBefore() {
        // DOW was listed on 2019-03-20, after most of the recording.
        DailyBars dow = recordings.bars("DOW");
        int first = dow.session(0);

        assertThat(dow.indexAt(first)).isZero();
        assertThat(dow.indexAt(first - 1)).isEqualTo(-1);
        assertThat(dow.indexAtOrBefore(first - 1)).isEqualTo(-1);
        assertThat(dow.indexAtOrBefore(first + 1)).isEqualTo(1);

        DailyBars withGaps = recordings.bars("JNJ");
        int gap = gapOf(withGaps);
        assertThat(withGaps.indexAt(gap)).isEqualTo(-1);
        assertThat(withGaps.session(withGaps.indexAtOrBefore(gap))).isEqualTo(gap - 1);
    }

    private static int gapOf(DailyBars bars) {
        for (int i = 1; i < bars.size(); i++) {
            if (bars.session(i) != bars.session(i - 1) + 1) {
                return bars.session(i - 1) + 1;
            }
        }
        throw new AssertionError("has no gap: " + bars.symbol());
    }

    @Test
    void shouldGiveTheLastClosesOldestFirst() {
        DailyBars apple = recordings.bars("AAPL");

        assertThat(apple.closesUpTo(1, 2)).containsExactly(116.15, apple.close(1));
        assertThat(apple.volumesUpTo(1, 1)).containsExactly((double) apple.volume(1));
        assertThatThrownBy(() -> apple.closesUpTo(1, 3))
                .hasMessage("AAPL has 2 bars up to there, asked for 3");
    }

    @Test
    void shouldCloseAtFourInNewYorkInWinterAndSummer() {
        assertThat(Instant.ofEpochSecond(recordings.closeSeconds(0)))
                .isEqualTo(Instant.parse("2017-01-03T21:00:00Z"));
        int july = recordings.sessionOnOrAfter(LocalDate.of(2017, 7, 5));
        assertThat(Instant.ofEpochSecond(recordings.closeSeconds(july)))
                .isEqualTo(Instant.parse("2017-07-05T20:00:00Z"));
    }

    @Test
    void shouldGiveTheNextSessionForAHoliday() {
        int session = recordings.sessionOnOrAfter(LocalDate.of(2017, 7, 4));

        assertThat(recordings.session(session)).isEqualTo(LocalDate.of(2017, 7, 5));
        assertThat(recordings.sessionOnOrAfter(LocalDate.of(2020, 1, 1))).isEqualTo(754);
    }

    @Test
    void shouldKnowFundamentalsOnlyFromTheirDateOn() {
        assertThat(recordings.fundamental("AAPL", LocalDate.of(2017, 3, 6))).isEmpty();

        Fundamental apple = recordings.fundamental("AAPL", LocalDate.of(2019, 1, 2)).orElseThrow();
        assertThat(apple.asOf).isEqualTo(LocalDate.of(2017, 3, 7));
        assertThat(apple.epsTtm).isEqualTo(8.33);
        assertThat(apple.marketCap).isEqualTo(732e9);
        assertThat(recordings.fundamental("AAPL", LocalDate.of(2026, 9, 1)).orElseThrow().asOf)
                .isEqualTo(LocalDate.of(2026, 8, 21));
        assertThat(recordings.fundamentals()).hasSize(1_008);
    }

    @Test
    void shouldReadQuotedNamesAndEmptyNumbers() {
        Fundamental aig = recordings.fundamental("AIG", LocalDate.of(2017, 3, 7)).orElseThrow();

        assertThat(aig.name).isEqualTo("American International Group, Inc.");
        assertThat(aig.epsTtm).isEqualTo(-0.78);
        assertThat(aig.pe).isNaN();
    }

    @Test
    void shouldHoldThreeDaysOfMinutes() {
        List<MinuteBar> minutes = recordings.minuteBars("SPY");

        assertThat(minutes).hasSize(1_173);
        assertThat(minutes.get(0).startSeconds)
                .isEqualTo(Instant.parse("2020-12-15T14:30:00Z").getEpochSecond());
        assertThat(minutes.get(0).close).isEqualTo(367.46);
        assertThat(minutes.get(0).volume).isEqualTo(407_870L);
        assertThat(recordings.minuteBars("AAPL")).isEmpty();
    }

    @Test
    void shouldChooseTheLargestCompaniesWithoutGaps() {
        List<String> ten = Universe.largest(recordings, 10);

        assertThat(ten)
                .containsExactly(
                        "AAPL", "GOOGL", "GOOG", "MSFT", "AMZN", "FB", "XOM", "JPM", "WFC", "BAC");
        assertThat(Universe.largest(recordings, 100)).doesNotContain("JNJ").hasSize(100);
        assertThatThrownBy(() -> Universe.largest(recordings, 0))
                .hasMessageStartingWith("must be between 1 and ");
    }

    @Test
    void shouldRefuseWhatIsNotRecorded() {
        assertThatThrownBy(() -> recordings.bars("SPY"))
                .hasMessage("no daily bars are recorded for SPY");
    }

    @Test
    void shouldRefuseADamagedFile() {
        String header = "date,open,high,low,close,volume,symbol\n";

        assertThatThrownBy(() -> read("day,open\n")).hasMessageContaining("unexpected header");
        assertThatThrownBy(() -> read(header + "2017-01-03,1,2,x,1,5,A\n"))
                .hasMessage("daily bars, line 2: not a digit: x");
        assertThatThrownBy(() -> read(header + "2017-01-03,1,2,,1,5,A\n"))
                .hasMessage("daily bars, line 2: empty price");
        assertThatThrownBy(() -> read(header + "2017-01-03,1,2,1,1.12345678901234567,5,A\n"))
                .hasMessage("daily bars, line 2: price has too many digits");
        assertThatThrownBy(() -> read(header + "2017-01-03,1,2,1,1,5,A\n2017-01-03,1,2,1,1,5,A\n"))
                .hasMessageContaining("twice the same day: A");
        assertThatThrownBy(() -> read(header + "2017-01-04,1,2,1,1,5,A\n2017-01-03,1,2,1,1,5,A\n"))
                .hasMessage("daily bars, line 3: sessions are not in order at 2017-01-03");
        assertThatThrownBy(() -> read(header + "2017-01-04,1,2"))
                .hasMessage("recording ends within line 2");
    }

    private static void read(String text) throws IOException {
        new DailyBarReader(new ByteArrayInputStream(text.getBytes(UTF_8))).read();
    }
}
