// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.PortfolioPipeline;
import dev.bellwether.job.pipelines.TakeProfitEvents;
import dev.bellwether.job.pipelines.Uids;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.PolledPortfolio;
import dev.bellwether.model.PortfolioSnapshot;
import dev.bellwether.model.TakeProfit;
import dev.bellwether.sinks.files.drawdowns.PortfolioFiles;
import dev.bellwether.sinks.redis.RedisOptions;
import dev.bellwether.sinks.redis.RedisRecordMapper;
import dev.bellwether.sinks.redis.RedisSink;
import dev.bellwether.sinks.redis.drawdowns.DrawdownKeys;
import dev.bellwether.sources.alpaca.AlpacaPositionOptions;
import dev.bellwether.sources.alpaca.AlpacaPositionSource;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The portfolio pipeline, which runs beside the drawdowns, between its feed and its real ends. */
final class Portfolio {

    private final ApplicationConfiguration configuration;

    Portfolio(ApplicationConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Lays out what the configuration asks for, which may be nothing.
     *
     * @return the dead letters that come of it
     */
    List<DataStream<DeadLetter>> define(StreamExecutionEnvironment environment) {
        ReadableConfig positions = configuration.group(Groups.ALPACA_POSITIONS);
        if (!AlpacaPositionOptions.isEnabled(positions)) {
            return List.of();
        }
        DataStream<PolledPortfolio> polled =
                environment
                        .fromSource(
                                AlpacaPositionSource.from(
                                        configuration.group(Groups.ALPACA),
                                        configuration.group(Groups.HTTP),
                                        positions,
                                        configuration.secretStores()),
                                WatermarkStrategy.noWatermarks(),
                                "alpaca positions")
                        .uid(Uids.ALPACA_POSITIONS)
                        .setParallelism(1);
        return List.of(
                new PortfolioPipeline(configuration.group(Groups.PORTFOLIO))
                        .define(polled, new PortfolioEnds()));
    }

    /** Redis and files. */
    private final class PortfolioEnds implements PortfolioPipeline.Ends {

        private final ReadableConfig files = configuration.group(Groups.FILES);
        private final String prefix =
                configuration.group(Groups.REDIS).get(RedisOptions.KEY_PREFIX);

        @Override
        public DataStream<DeadLetter> snapshots(DataStream<PortfolioSnapshot> snapshots) {
            snapshots
                    .sinkTo(PortfolioFiles.sink(files))
                    .uid(Uids.PORTFOLIO_FILES)
                    .name("portfolio files")
                    .setParallelism(1);
            return redis(DrawdownKeys.portfolios(prefix), snapshots, Uids.PORTFOLIO_REDIS);
        }

        @Override
        public DataStream<DeadLetter> takeProfits(DataStream<TakeProfit> signals) {
            new CommonEnds(configuration)
                    .events(
                            signals.map(new TakeProfitEvents())
                                    .uid(Uids.TAKE_PROFIT_EVENTS)
                                    .name("take-profit events")
                                    .setParallelism(1),
                            "take-profit events",
                            Uids.TAKE_PROFIT_EVENTS_LOG,
                            Uids.TAKE_PROFIT_EVENTS_FILES);
            return redis(DrawdownKeys.takeProfits(prefix), signals, Uids.TAKE_PROFIT_REDIS);
        }

        private <T> DataStream<DeadLetter> redis(
                RedisRecordMapper<T> mapper, DataStream<T> records, String uid) {
            return RedisSink.<T>from(
                            configuration.group(Groups.REDIS), configuration.secretStores())
                    .mapper(mapper)
                    .build()
                    .writeTo(records)
                    .uid(uid)
                    .name(uid.replace('-', ' '))
                    .setParallelism(1);
        }
    }
}
