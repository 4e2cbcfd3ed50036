// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.naive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NaiveStatisticsTest {

    /** Computed with pandas 1.5.3 from the same bars, to 12 significant digits. */
    private static final String REFERENCE = "rolling-reference-jpm.csv";

    private final Recordings recordings = Recordings.load();

    @Test
    void shouldAgreeWithPandas() throws IOException {
        List<Map<String, String>> rows = reference();
        assertThat(rows).hasSize(754);
        int compared = 0;
        for (Map<String, String> row : rows) {
            int session = recordings.sessionOnOrAfter(LocalDate.parse(row.get("date")));
            for (Map.Entry<String, Double> figure : figures(session).entrySet()) {
                String expected = row.get(figure.getKey());
                if (expected.isEmpty()) {
                    assertThat(figure.getValue()).as(figure.getKey() + row).isNaN();
                } else {
                    double value = Double.parseDouble(expected);
                    assertThat(figure.getValue())
                            .as(figure.getKey() + row)
                            .isCloseTo(value, within(1e-10 * Math.max(1, Math.abs(value))));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(13_000);
    }

    private Map<String, Double> figures(int session) {
        NaiveWindow window = NaiveWindow.of(recordings, "JPM", 0, session, 21);
        double[] longest = window.closes();
        boolean full = longest.length >= 20;
        double[] closes = full ? NaiveStatistics.last(longest, 20) : new double[0];
        double[] volumes = full ? NaiveStatistics.last(window.volumes(), 20) : new double[0];
        Map<String, Double> figures = new HashMap<>();
        figures.put("mean_20", NaiveStatistics.mean(closes));
        figures.put("median_20", NaiveStatistics.median(closes));
        figures.put("stdev_sample_20", NaiveStatistics.sampleStandardDeviation(closes));
        figures.put("stdev_population_20", NaiveStatistics.populationStandardDeviation(closes));
        figures.put("range_20", NaiveStatistics.range(closes));
        figures.put("change_pct_20", NaiveStatistics.changePercent(closes));
        figures.put("sma_5", NaiveStatistics.movingAverage(longest, 5));
        figures.put("sma_10", NaiveStatistics.movingAverage(longest, 10));
        figures.put("sma_20", NaiveStatistics.movingAverage(longest, 20));
        figures.put("momentum_5", NaiveStatistics.momentum(longest, 5));
        figures.put("momentum_pct_5", NaiveStatistics.momentumPercent(longest, 5));
        figures.put("momentum_10", NaiveStatistics.momentum(longest, 10));
        figures.put("momentum_pct_10", NaiveStatistics.momentumPercent(longest, 10));
        figures.put("log_return_stdev_sample_20", NaiveStatistics.logReturnVolatility(longest, 20));
        figures.put("volume_mean_20", NaiveStatistics.mean(volumes));
        figures.put("volume_median_20", NaiveStatistics.median(volumes));
        figures.put("volume_total_20", full ? NaiveStatistics.sum(volumes) : Double.NaN);
        figures.put("volume_stdev_sample_20", NaiveStatistics.sampleStandardDeviation(volumes));
        return figures;
    }

    private static List<Map<String, String>> reference() throws IOException {
        try (MappingIterator<Map<String, String>> rows =
                new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(
                                new InputStreamReader(
                                        NaiveStatisticsTest.class.getResourceAsStream(REFERENCE),
                                        UTF_8))) {
            return rows.readAll();
        }
    }

    @Test
    void shouldNotLookBeforeTheFirstSessionFollowed() {
        NaiveWindow window = NaiveWindow.of(recordings, "AAPL", 44, 46, 20);

        assertThat(window.closes())
                .containsExactly(recordings.bars("AAPL").closesUpTo(46, 3))
                .hasSize(3);
        assertThat(window.volumes()).hasSize(3);
    }

    @Test
    void shouldCompareTheLastThreeWithTheFirstThree() {
        assertThat(NaiveStatistics.trendPercent(new double[] {1, 2, 3, 4, 5})).isEqualTo(100);
        assertThat(NaiveStatistics.trendPercent(new double[] {1, 2, 3, 4})).isNaN();
    }

    @Test
    void shouldTakeTheMiddleOfAnOddCount() {
        assertThat(NaiveStatistics.median(new double[] {9, 1, 5})).isEqualTo(5);
        assertThat(NaiveStatistics.lastChangePercent(new double[] {50, 55})).isEqualTo(10);
    }
}
