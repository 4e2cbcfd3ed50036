// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import static dev.bellwether.operators.rolling.AnalyticsAssert.assertClose;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The statistics against figures that pandas 1.5.3 computed over daily bars of five US stocks, 2017
 * to 2019, one quote per session with the session's volume: 3 770 rows to 1e-9 relative (the table
 * has 12 significant digits).
 *
 * <p>Volume statistics are known one row later than in the table (from row 21): the volume of a
 * symbol's very first quote has no known beginning and does not count.
 */
class RollingReferenceTest {

    private static final int FIRST_WITH_ALL_INTERVALS = 21;

    private final RollingStatistics statistics = new RollingStatistics(Observation.NEW_YORK);
    private final Map<String, RollingWindow> windows = new HashMap<>();

    @Test
    void shouldAgreeWithTheReferenceTable() throws IOException {
        Map<String, Integer> compared = new HashMap<>();
        for (Map<String, String> row : rows()) {
            SymbolAnalytics actual = analyticsAfter(row);
            Map<String, Double> ours = byColumn(actual);
            boolean volumes = Integer.parseInt(row.get("n")) >= FIRST_WITH_ALL_INTERVALS;
            ours.forEach(
                    (column, value) -> {
                        String expected = row.get(column);
                        String at =
                                column
                                        + (column.contains("pct") ? " Percent" : "")
                                        + " of "
                                        + row.get("symbol")
                                        + " on "
                                        + row.get("date");
                        if (expected.isEmpty() || (column.startsWith("volume_") && !volumes)) {
                            assertThat(value).as(at).isNaN();
                        } else {
                            assertClose(value, Double.parseDouble(expected), at);
                            compared.merge(column, 1, Integer::sum);
                        }
                    });
        }

        assertThat(compared)
                .containsEntry("mean_20", 5 * 735)
                .containsEntry("sma_5", 5 * 750)
                .containsEntry("momentum_pct_10", 5 * 744)
                .containsEntry("log_return_stdev_sample_20", 5 * 734)
                .containsEntry("volume_median_20", 5 * 734)
                .hasSize(18);
    }

    private SymbolAnalytics analyticsAfter(Map<String, String> row) {
        String symbol = row.get("symbol");
        long close =
                LocalDate.parse(row.get("date"))
                        .atTime(LocalTime.of(16, 0))
                        .atZone(Observation.NEW_YORK)
                        .toInstant()
                        .toEpochMilli();
        Quote quote =
                Observation.quote(
                        symbol,
                        close,
                        Double.parseDouble(row.get("close")),
                        Double.parseDouble(row.get("volume")));
        RollingWindow window = windows.computeIfAbsent(symbol, s -> new RollingWindow(20));
        statistics.accept(window, quote);
        return statistics.describe(window, quote);
    }

    private static Map<String, Double> byColumn(SymbolAnalytics a) {
        Map<String, Double> columns = new LinkedHashMap<>();
        columns.put("mean_20", a.meanPrice);
        columns.put("median_20", a.medianPrice);
        columns.put("stdev_sample_20", a.priceVolatility);
        columns.put("stdev_population_20", a.priceVolatilityPopulation);
        columns.put("range_20", a.priceRange);
        columns.put("change_pct_20", a.priceChangePercent);
        columns.put("sma_5", a.sma5);
        columns.put("sma_10", a.sma10);
        columns.put("sma_20", a.sma20);
        columns.put("momentum_5", a.momentum5);
        columns.put("momentum_pct_5", a.momentum5Percent);
        columns.put("momentum_10", a.momentum10);
        columns.put("momentum_pct_10", a.momentum10Percent);
        columns.put("log_return_stdev_sample_20", a.logReturnVolatility);
        columns.put("volume_mean_20", a.meanVolume);
        columns.put("volume_median_20", a.medianVolume);
        columns.put("volume_total_20", a.totalVolume);
        columns.put("volume_stdev_sample_20", a.volumeVolatility);
        return columns;
    }

    private static List<Map<String, String>> rows() throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        RollingReferenceTest.class.getResourceAsStream(
                                                "rolling-reference.csv.gz")),
                                UTF_8))) {
            String[] header = lines.readLine().split(",", -1);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < header.length; i++) {
                    row.put(header[i], cells[i]);
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
