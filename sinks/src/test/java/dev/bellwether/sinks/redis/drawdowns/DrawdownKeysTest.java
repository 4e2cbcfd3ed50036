// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis.drawdowns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownRanking;
import dev.bellwether.model.Json;
import dev.bellwether.model.MissingSymbol;
import dev.bellwether.model.PeakBasis;
import dev.bellwether.model.PortfolioSnapshot;
import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.model.RankingClose;
import dev.bellwether.model.TakeProfit;
import dev.bellwether.sandbox.redis.SandboxRedis;
import dev.bellwether.sinks.redis.RedisEndpoint;
import dev.bellwether.sinks.redis.RedisRecordMapper;
import dev.bellwether.sinks.redis.RedisSink;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

/** Through the sink into a real Redis. */
class DrawdownKeysTest {

    private static final int DAY = 20_524;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
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

    @Test
    void shouldServeTheNewestRankingAndThoseOfEarlierSessions() throws Exception {
        write(DrawdownKeys.rankings("t"), List.of(ranking(DAY, true), ranking(DAY - 3, false)));

        JsonNode latest = read("t:drawdowns:latest");
        assertThat(latest.path("session_date").asText()).isEqualTo("2026-03-12");
        assertThat(latest.at("/top/0/drawdown/high_peak_first_date").asText())
                .isEqualTo("2026-03-02");
        assertThat(latest.at("/missing/0/why").asText()).isEqualTo("no bar");
        assertThat(latest.path("closed_by").asText()).isEqualTo("deadline");
        assertThat(read("t:drawdowns:2026-03-09").path("newest").asBoolean()).isFalse();
        assertThat(jedis.ttl("t:drawdowns:latest")).isBetween(345_500L, 345_600L);
        assertThat(jedis.ttl("t:drawdowns:2026-03-09")).isBetween(2_591_900L, 2_592_000L);
    }

    @Test
    void shouldServeTheNewestDrawdownOfASymbol() throws Exception {
        Drawdown older = drawdown(DAY - 1);
        older.newest = false;
        Drawdown warming = new Drawdown();
        warming.symbol = "B";
        warming.newest = true;
        write(DrawdownKeys.symbols("u"), List.of(drawdown(DAY), older, warming));

        JsonNode document = read("u:drawdown:A");
        assertThat(document.path("session_date").asText()).isEqualTo("2026-03-12");
        assertThat(document.path("high_depth_percent").asDouble()).isEqualTo(-30.5);
        assertThat(document.has("trough_date")).isFalse();
        assertThat(jedis.exists("u:drawdown:B")).isFalse();
    }

    @Test
    void shouldServeAccounts() throws Exception {
        write(
                DrawdownKeys.portfolios("v"),
                List.of(
                        PortfolioSnapshot.of(
                                "main", 1_773_309_600_000L, DAY, 10, Double.NaN, List.of())));
        TakeProfit signal = new TakeProfit();
        signal.account = "main";
        signal.reached = true;
        write(DrawdownKeys.takeProfits("v"), List.of(signal));

        assertThat(read("v:portfolio:main").path("taken_at").asText())
                .isEqualTo("2026-03-12T10:00:00Z");
        assertThat(read("v:portfolio:main").has("cash")).isFalse();
        assertThat(read("v:take_profit:main").path("reached").asBoolean()).isTrue();
    }

    private static DrawdownRanking ranking(int day, boolean newest) {
        DrawdownRanking ranking = new DrawdownRanking();
        ranking.sessionDay = day;
        ranking.newest = newest;
        ranking.closedBy = RankingClose.DEADLINE;
        RankedDrawdown row = new RankedDrawdown();
        row.rank = 1;
        row.drawdown = drawdown(day);
        ranking.top = new RankedDrawdown[] {row};
        MissingSymbol missing = new MissingSymbol();
        missing.symbol = "B";
        missing.why = "no bar";
        ranking.missing = new MissingSymbol[] {missing};
        return ranking;
    }

    private static Drawdown drawdown(int day) {
        Drawdown drawdown = new Drawdown();
        drawdown.symbol = "A";
        drawdown.sessionDay = day;
        drawdown.highPeakFirstDay = DAY - 10;
        drawdown.troughDay = -1;
        drawdown.highDepthPercent = -30.5;
        drawdown.basis = PeakBasis.HIGH;
        drawdown.newest = true;
        return drawdown;
    }

    private static JsonNode read(String key) throws Exception {
        return Json.mapper().readTree(jedis.get(key));
    }

    private static <T> void write(RedisRecordMapper<T> mapper, List<T> records) throws Exception {
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(1);
        env.fromData(records)
                .sinkTo(
                        RedisSink.<T>builder(
                                        RedisEndpoint.single(redis.host(), redis.port()).build())
                                .mapper(mapper)
                                .build());
        env.execute("keys");
    }
}
