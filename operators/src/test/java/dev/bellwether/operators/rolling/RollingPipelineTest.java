// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.rolling;

import static dev.bellwether.operators.rolling.Observation.MINUTE;
import static dev.bellwether.operators.rolling.Observation.OPENING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.PeCategory;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.operators.signal.SignalFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Statistics, valuation and signal on a mini-cluster at parallelism 2, Kryo off. */
@SuppressWarnings("try") // Flink's iterator may be interrupted while it closes
class RollingPipelineTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @Test
    void shouldAnalyzeEverySymbolOnItsOwn() throws Exception {
        int symbols = 16;
        int quotesOfEach = 30;
        List<Quote> quotes = new ArrayList<>();
        for (int i = 0; i < quotesOfEach; i++) {
            for (int symbol = 0; symbol < symbols; symbol++) {
                Quote quote =
                        Observation.quote(
                                "S" + symbol,
                                OPENING + i * MINUTE,
                                100.0 * (symbol + 1) + i,
                                1_000.0 * i);
                quote.peRatio = 12.345;
                quotes.add(quote);
            }
        }
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(2);

        Map<String, SymbolAnalytics> newest = new HashMap<>();
        int outputs = 0;
        try (CloseableIterator<AnalyzedQuote> results =
                env.fromData(quotes)
                        .setParallelism(1)
                        .assignTimestampsAndWatermarks(WatermarkStrategy.noWatermarks())
                        .setParallelism(1)
                        .keyBy(quote -> quote.symbol)
                        .process(
                                new RollingStatisticsFunction(
                                        20, Observation.NEW_YORK, Duration.ofDays(1)))
                        .map(new SignalFunction())
                        .executeAndCollect("rolling")) {
            while (results.hasNext()) {
                SymbolAnalytics analytics = results.next().analytics;
                newest.merge(
                        analytics.symbol,
                        analytics,
                        (a, b) -> a.eventTimeMillis > b.eventTimeMillis ? a : b);
                outputs++;
            }
        }

        assertThat(outputs).isEqualTo(symbols * quotesOfEach);
        assertThat(newest).hasSize(symbols);
        newest.forEach(
                (symbol, analytics) -> {
                    double base = 100.0 * (Integer.parseInt(symbol.substring(1)) + 1);
                    assertThat(analytics.price).isEqualTo(base + 29);
                    assertThat(analytics.medianPrice).isEqualTo(base + 19.5);
                    assertThat(analytics.sma5).isEqualTo(base + 27);
                    assertThat(analytics.totalVolume).isEqualTo(20_000);
                    assertThat(analytics.peCategory).isEqualTo(PeCategory.FAIR_VALUE);
                });
    }
}
