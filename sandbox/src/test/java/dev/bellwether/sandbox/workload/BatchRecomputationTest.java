// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.sandbox.naive.NaiveStatistics;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class BatchRecomputationTest {

    private static final Map<String, String> PANDAS =
            Map.of(
                    "mean_20", "mean_price",
                    "median_20", "median_price",
                    "stdev_sample_20", "price_volatility",
                    "sma_5", "sma_5",
                    "momentum_pct_10", "momentum_10_percent",
                    "log_return_stdev_sample_20", "log_return_volatility");

    @Test
    void shouldAgreeWithPandas() throws IOException {
        Recordings recordings = Recordings.load();
        DailyBars bars = recordings.bars("JPM");
        SymbolHistory history = new SymbolHistory(20);
        for (int i = 0; i < bars.size(); i++) {
            history.add(
                    Quote.of(
                            "JPM", bars.close(i), recordings.closeSeconds(bars.session(i)) * 1000));
        }

        int compared = 0;
        int index = 0;
        for (Map<String, String> row : reference()) {
            Map<String, Object> figures = history.analytics(index++);
            for (Map.Entry<String, String> name : PANDAS.entrySet()) {
                String expected = row.get(name.getKey());
                Object found = figures.get(name.getValue());
                if (expected.isEmpty()) {
                    assertThat(found).as(name + " of row " + index).isNull();
                } else {
                    double value = Double.parseDouble(expected);
                    assertThat((Double) found)
                            .as(name + " of row " + index)
                            .isCloseTo(value, within(1e-10 * Math.max(1, Math.abs(value))));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(4_000);
    }

    @Test
    void shouldTakeVolumesBetweenQuotesAndBeginAnewWithEachSession() {
        SymbolHistory history = new SymbolHistory(2);
        history.add(quote("2017-03-13T15:00:00Z", 10, 100));
        history.add(quote("2017-03-13T16:00:00Z", 11, 130));
        history.add(quote("2017-03-14T15:00:00Z", 12, 70));

        assertThat(history.analytics(0)).doesNotContainKey("interval_volume");
        assertThat(history.analytics(1)).containsEntry("interval_volume", 30.0);
        assertThat(history.analytics(1)).doesNotContainKey("mean_volume");
        assertThat(history.analytics(2))
                .containsEntry("interval_volume", 70.0)
                .containsEntry("mean_volume", 50.0)
                .containsEntry("total_volume", 100.0)
                .containsEntry("volume_ratio", 1.4);
    }

    @Test
    void shouldClassifyValuationAndSignalAsDefined() {
        Quote quote = quote("2017-03-13T15:00:00Z", 100, 1);
        quote.eps = -5;
        quote.signalStrength = 0.6;
        SymbolHistory history = new SymbolHistory(2);
        history.add(quote);

        assertThat(history.analytics(0))
                .containsEntry("pe_ratio", -20.0)
                .containsEntry("pe_category", "negative_earnings")
                .containsEntry("valuation_signal", "avoid")
                .containsEntry("signal_strength_class", "strong")
                .containsEntry("signal_confidence", "high")
                .containsEntry("signal_direction", "avoid");
    }

    @Test
    void shouldRefuseQuotesThatGoBackInTime() {
        SymbolHistory history = new SymbolHistory(2);
        history.add(quote("2017-03-13T15:00:00Z", 100, 1));

        assertThatThrownBy(() -> history.add(quote("2017-03-13T15:00:00Z", 100, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A comparison that finds nothing in the right place is worth what it finds in wrong ones. */
    @Test
    void shouldFindWhatIsMissingWrongOrTooMuch() throws IOException {
        Workload workload = Workload.builder().symbols(2).sessions(1).build();
        BatchRecomputation expected = workload.recomputation();
        try (SandboxRedis redis = SandboxRedis.start();
                Jedis jedis = new Jedis(redis.host(), redis.port())) {
            Map<String, SymbolHistory> histories = fill(jedis, workload);
            assertThat(expected.mistakes(RedisContents.read(jedis, "test"))).isEmpty();
            assertThat(jedis.dbSize()).isEqualTo(expected.keys());
            String symbol = new TreeSet<>(histories.keySet()).first();
            long time = histories.get(symbol).newest().eventTimeMillis / 1000;

            String record = jedis.get("test:" + symbol + ":" + time);
            jedis.del("test:" + symbol + ":" + time);
            assertThat(expected.mistakes(RedisContents.read(jedis, "test")))
                    .containsExactly("records missing: 1, such as [" + symbol + ":" + time + "]");

            jedis.set("test:" + symbol + ":" + time, record);
            jedis.set("test:" + symbol + ":1", record);
            assertThat(expected.mistakes(RedisContents.read(jedis, "test")))
                    .containsExactly("records too many: 1, such as [" + symbol + ":1]");

            jedis.del("test:" + symbol + ":1");
            ObjectNode wrong =
                    (ObjectNode) Json.mapper().readTree(jedis.get("test:analytics:" + symbol));
            wrong.put("mean_price", wrong.path("mean_price").asDouble() * (1 + 1e-8));
            jedis.set("test:analytics:" + symbol, wrong.toString());
            assertThat(expected.mistakes(RedisContents.read(jedis, "test")))
                    .singleElement()
                    .asString()
                    .startsWith("analytics:" + symbol + ".mean_price should be");
        }
    }

    private static Map<String, SymbolHistory> fill(Jedis jedis, Workload workload) {
        Map<String, SymbolHistory> histories = new HashMap<>();
        for (StreamRecord record : workload.records()) {
            for (Quote quote : record.quotes()) {
                SymbolHistory history =
                        histories.computeIfAbsent(quote.symbol, name -> new SymbolHistory(20));
                history.add(quote);
                int index = history.size() - 1;
                String time = String.valueOf(quote.eventTimeMillis / 1000);
                ObjectNode document = Json.mapper().createObjectNode();
                document.set("market_data", Json.mapper().valueToTree(history.marketData(index)));
                document.set("analytics", Json.mapper().valueToTree(history.analytics(index)));
                ObjectNode metadata = document.putObject("metadata");
                metadata.put("data_timestamp", quote.eventTimeMillis / 1000);
                metadata.put("asset_class", Json.mapper().valueToTree(quote.assetClass).asText());
                if (quote.currency != null) {
                    metadata.put("currency", quote.currency);
                }
                jedis.set("test:" + quote.symbol + ":" + time, document.toString());
                jedis.set("test:latest:" + quote.symbol, document.toString());
                jedis.set("test:analytics:" + quote.symbol, document.get("analytics").toString());
                jedis.sadd("test:symbols", quote.symbol);
                Map<String, Object> valuation = history.valuation(index);
                if (!valuation.isEmpty()) {
                    jedis.set("test:pe_ratio:" + quote.symbol + ":" + time, Json.write(valuation));
                }
            }
        }
        return histories;
    }

    private static Quote quote(String time, double price, double dayVolume) {
        Quote quote = Quote.of("T", price, Instant.parse(time).toEpochMilli());
        quote.dayVolume = dayVolume;
        return quote;
    }

    private static List<Map<String, String>> reference() throws IOException {
        try (MappingIterator<Map<String, String>> rows =
                new CsvMapper()
                        .readerFor(Map.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(
                                new InputStreamReader(
                                        NaiveStatistics.class.getResourceAsStream(
                                                "rolling-reference-jpm.csv"),
                                        UTF_8))) {
            return new ArrayList<>(rows.readAll());
        }
    }
}
