// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Json;
import dev.bellwether.model.PeCategory;
import dev.bellwether.model.Quote;
import dev.bellwether.model.SignalDirection;
import dev.bellwether.model.SymbolAnalytics;
import dev.bellwether.sandbox.redis.SandboxRedis;
import dev.bellwether.sinks.redis.RedisEndpoint;
import dev.bellwether.sinks.redis.RedisSink;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class QuoteKeysTest {

    private static final long T = Instant.parse("2025-08-26T15:20:30.250Z").toEpochMilli();
    private static final long SECONDS = 1_756_221_630L;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static SandboxRedis redis;
    private static Jedis jedis;

    @BeforeAll
    static void startRedis() {
        redis = SandboxRedis.start();
        jedis = new Jedis(redis.host(), redis.port());
    }

    @AfterAll
    static void stopRedis() {
        jedis.close();
        redis.close();
    }

    @BeforeEach
    void forget() {
        jedis.flushAll();
    }

    @Test
    void shouldWriteFiveKeyFamiliesWithTheirTimesToLive() throws Exception {
        write(QuoteKeys.all("bavest"), quote("AAPL", 49.4));

        assertThat(jedis.keys("*"))
                .containsExactlyInAnyOrder(
                        "bavest:AAPL:" + SECONDS,
                        "bavest:latest:AAPL",
                        "bavest:analytics:AAPL",
                        "bavest:symbols",
                        "bavest:pe_ratio:AAPL:" + SECONDS);
        assertThat(jedis.ttl("bavest:AAPL:" + SECONDS)).isBetween(3_590L, 3_600L);
        assertThat(jedis.ttl("bavest:latest:AAPL")).isBetween(3_590L, 3_600L);
        assertThat(jedis.ttl("bavest:analytics:AAPL")).isBetween(1_790L, 1_800L);
        assertThat(jedis.ttl("bavest:symbols")).isBetween(86_390L, 86_400L);
        assertThat(jedis.ttl("bavest:pe_ratio:AAPL:" + SECONDS)).isBetween(3_590L, 3_600L);
        assertThat(jedis.smembers("bavest:symbols")).containsExactly("AAPL");
        assertThat(jedis.get("bavest:latest:AAPL")).isEqualTo(jedis.get("bavest:AAPL:" + SECONDS));
    }

    @Test
    void shouldWriteTheDocumentInTheNamesOfTheReplacedSystem() throws Exception {
        AnalyzedQuote analyzed = quote("AAPL", 49.4);

        write(QuoteKeys.all("bavest"), analyzed);

        JsonNode expected =
                Json.mapper()
                        .readTree(
                                "{'symbol':'AAPL','timestamp':'2025-08-26T15:20:30.250Z',"
                                                .replace('\'', '"')
                                        + ("'market_data':{'current_price':150.5,"
                                                        + "'high_price':142.4,"
                                                        + "'previous_close':120.4,"
                                                        + "'price_change':30.1,"
                                                        + "'price_change_percent':"
                                                        + "25.0,"
                                                        + "'volume':12345,"
                                                        + "'market_cap':2245000000,"
                                                        + "'eps':2.86},"
                                                        + "'metadata':{'processor_version':'3.0',"
                                                        + "'feed':'bavest','currency':'EUR',"
                                                        + "'asset_class':'equity',"
                                                        + "'data_timestamp':1756221630},")
                                                .replace('\'', '"')
                                        + "\"analytics\":"
                                        + Json.write(analyzed.analytics)
                                        + "}");
        assertThat(Json.mapper().readTree(jedis.get("bavest:latest:AAPL"))).isEqualTo(expected);
        assertThat(Json.mapper().readTree(jedis.get("bavest:analytics:AAPL")))
                .isEqualTo(expected.get("analytics"));
        assertThat(jedis.get("bavest:pe_ratio:AAPL:" + SECONDS))
                .isEqualTo(
                        ("{'symbol':'AAPL','timestamp':'2025-08-26T15:20:30.250Z',"
                                        + "'current_price':150.5,'currency':'EUR',"
                                        + "'pe_ratio':49.4,'pe_category':'expensive',"
                                        + "'valuation_signal':'sell'}")
                                .replace('\'', '"'));
    }

    @Test
    void shouldWriteNoValuationWhileTheRatioIsUnknown() throws Exception {
        write(QuoteKeys.all("{x}"), quote("BRK.B", Double.NaN));

        assertThat(jedis.keys("*"))
                .containsExactlyInAnyOrder(
                        "{x}:BRK.B:" + SECONDS,
                        "{x}:latest:BRK.B",
                        "{x}:analytics:BRK.B",
                        "{x}:symbols");
        assertThat(jedis.get("{x}:latest:BRK.B")).doesNotContain("pe_ratio").doesNotContain("NaN");
    }

    @Test
    void shouldWriteAStragglerIntoTheHistoryOnly() throws Exception {
        AnalyzedQuote bare = AnalyzedQuote.of(Quote.of("AAPL", 1.5, T), null);

        write(QuoteKeys.all("bavest"), bare);

        String record = "bavest:AAPL:" + T / 1000;
        assertThat(jedis.keys("*")).containsExactlyInAnyOrder(record, "bavest:symbols");
        assertThat(Json.mapper().readTree(jedis.get(record)).has("analytics")).isFalse();
    }

    @Test
    void shouldWriteOnlyTheFamiliesThatWereAskedFor() throws Exception {
        write(
                QuoteKeys.of("bavest", EnumSet.of(QuoteKeyFamily.LATEST, QuoteKeyFamily.SYMBOLS)),
                quote("AAPL", 49.4));

        assertThat(jedis.keys("*"))
                .containsExactlyInAnyOrder("bavest:latest:AAPL", "bavest:symbols");
    }

    @Test
    void shouldMakeTheSameBytesForTheSameQuote() {
        QuoteDocuments first = new QuoteDocuments();
        QuoteDocuments second = new QuoteDocuments();
        AnalyzedQuote analyzed = quote("AAPL", 49.4);
        second.encode(quote("OTHER", 1).quote, null);
        AnalyzedQuote receivedLater = quote("AAPL", 49.4);
        receivedLater.quote.receivedMillis += 1_000_000;

        first.encode(analyzed.quote, analyzed.analytics);
        second.encode(receivedLater.quote, receivedLater.analytics);

        assertThat(second.document()).isEqualTo(first.document());
    }

    @Test
    void shouldWriteEveryFieldOfTheStatisticsAsTheCommonMapperDoes() throws Exception {
        Random random = new Random(20250826);
        QuoteDocuments documents = new QuoteDocuments();
        for (int round = 0; round < 200; round++) {
            SymbolAnalytics analytics = randomly(random);

            documents.encode(Quote.of("A", 1, T), analytics);

            String written = new String(documents.analytics(), StandardCharsets.UTF_8);
            assertThat(Json.mapper().readTree(written))
                    .isEqualTo(Json.mapper().readTree(Json.write(analytics)));
        }
    }

    private static SymbolAnalytics randomly(Random random) throws IllegalAccessException {
        SymbolAnalytics analytics = new SymbolAnalytics();
        for (Field field : SymbolAnalytics.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            Class<?> type = field.getType();
            boolean known = random.nextInt(4) > 0;
            if (type == double.class) {
                field.setDouble(analytics, known ? random.nextGaussian() * 1e6 : Double.NaN);
            } else if (type == long.class) {
                field.setLong(analytics, random.nextLong());
            } else if (type == int.class) {
                field.setInt(analytics, random.nextInt());
            } else if (type == boolean.class) {
                field.setBoolean(analytics, random.nextBoolean());
            } else if (type == String.class) {
                field.set(analytics, known ? "ü\"\n" + random.nextInt() : null);
            } else {
                Object[] values = type.getEnumConstants();
                field.set(analytics, known ? values[random.nextInt(values.length)] : null);
            }
        }
        return analytics;
    }

    private static AnalyzedQuote quote(String symbol, double peRatio) {
        Quote quote = Quote.of(symbol, 150.5, T);
        quote.high = 142.4;
        quote.previousClose = 120.4;
        quote.dayVolume = 12_345;
        quote.marketCap = 2.245e9;
        quote.eps = 2.86;
        quote.currency = "EUR";
        quote.feed = "bavest";
        SymbolAnalytics analytics = new SymbolAnalytics();
        analytics.symbol = symbol;
        analytics.eventTimeMillis = T;
        analytics.price = 150.5;
        analytics.peRatio = peRatio;
        if (Double.isFinite(peRatio)) {
            analytics.peCategory = PeCategory.EXPENSIVE;
            analytics.valuationSignal = SignalDirection.SELL;
        }
        return AnalyzedQuote.of(quote, analytics);
    }

    private static void write(QuoteKeys keys, AnalyzedQuote... quotes) throws Exception {
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(2);
        env.fromData(List.of(quotes))
                .sinkTo(
                        RedisSink.<AnalyzedQuote>builder(
                                        RedisEndpoint.single(redis.host(), redis.port()).build())
                                .mapper(keys)
                                .build());
        env.execute();
    }
}
