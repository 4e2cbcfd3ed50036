// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.environment.Environments;
import dev.bellwether.job.pipelines.DrawdownsOptions;
import dev.bellwether.job.pipelines.DrawdownsOptions.BarFeed;
import dev.bellwether.job.pipelines.DrawdownsPipeline;
import dev.bellwether.job.pipelines.Uids;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Drawdown;
import dev.bellwether.model.DrawdownRanking;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PolledBar;
import dev.bellwether.model.RankedDrawdown;
import dev.bellwether.sinks.files.drawdowns.DrawdownFiles;
import dev.bellwether.sinks.files.drawdowns.DrawdownFilesOptions;
import dev.bellwether.sinks.files.drawdowns.OncePerSession;
import dev.bellwether.sinks.redis.RedisOptions;
import dev.bellwether.sinks.redis.RedisRecordMapper;
import dev.bellwether.sinks.redis.RedisSink;
import dev.bellwether.sinks.redis.drawdowns.DrawdownKeys;
import dev.bellwether.sources.alpaca.AlpacaBarOptions;
import dev.bellwether.sources.alpaca.AlpacaBarSource;
import dev.bellwether.sources.barfiles.BarFileOptions;
import dev.bellwether.sources.barfiles.BarFileSource;
import dev.bellwether.sources.universe.Universe;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The drawdowns pipeline between its real feed and its real ends. */
final class Drawdowns {

    private final ApplicationConfiguration configuration;

    Drawdowns(ApplicationConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Lays out what the configuration asks for.
     *
     * @return the drawdowns of symbols, for whoever else wants them
     */
    DataStream<Drawdown> define(StreamExecutionEnvironment environment) throws IOException {
        DrawdownsEnds ends = new DrawdownsEnds();
        List<String> universe = universe();
        new DrawdownsPipeline(
                        configuration.group(Groups.DRAWDOWN), configuration.group(Groups.RANKING))
                .define(
                        bars(environment, universe),
                        universe,
                        eventTimeTells(),
                        new Portfolio(configuration).define(environment),
                        ends);
        return ends.drawdowns;
    }

    /** What is polled day by day has no event time, its polls tell when a session is over. */
    private boolean eventTimeTells() {
        return !feeds().contains(BarFeed.ALPACA)
                || AlpacaBarOptions.isBounded(configuration.group(Groups.ALPACA_BARS));
    }

    /** Whether its feeds come to an end. */
    boolean isBounded() {
        ReadableConfig files = configuration.group(Groups.BAR_FILES);
        return feeds().stream()
                .allMatch(
                        feed ->
                                feed == BarFeed.ALPACA
                                        ? AlpacaBarOptions.isBounded(
                                                configuration.group(Groups.ALPACA_BARS))
                                        : files.getOptional(BarFileOptions.POLL_INTERVAL)
                                                .isEmpty());
    }

    private List<BarFeed> feeds() {
        return configuration.group(Groups.DRAWDOWNS).get(DrawdownsOptions.FEEDS);
    }

    private List<String> universe() throws IOException {
        String list = DrawdownsOptions.universe(configuration.group(Groups.DRAWDOWNS));
        return list == null ? List.of() : Universe.read(list);
    }

    private DataStream<PolledBar> bars(
            StreamExecutionEnvironment environment, List<String> universe) throws IOException {
        DataStream<PolledBar> bars = null;
        for (BarFeed feed : feeds()) {
            DataStream<PolledBar> one =
                    feed == BarFeed.ALPACA
                            ? alpacaBars(environment, universe)
                            : fileBars(environment);
            bars = bars == null ? one : bars.union(one);
        }
        return bars;
    }

    private DataStream<PolledBar> alpacaBars(
            StreamExecutionEnvironment environment, List<String> universe) {
        ReadableConfig bars = configuration.group(Groups.ALPACA_BARS);
        return environment
                .fromSource(
                        AlpacaBarSource.from(
                                configuration.group(Groups.ALPACA),
                                configuration.group(Groups.HTTP),
                                bars,
                                universe,
                                configuration.secretStores()),
                        AlpacaBarSource.watermarks(bars),
                        "alpaca bars")
                .uid(Uids.ALPACA_BARS)
                .setParallelism(bars.get(AlpacaBarOptions.PARALLELISM));
    }

    private DataStream<PolledBar> fileBars(StreamExecutionEnvironment environment)
            throws IOException {
        Path path = new Path(configuration.group(Groups.BAR_FILES).get(BarFileOptions.PATH));
        if (Environments.isLocal() && !path.getFileSystem().exists(path)) {
            throw new FileNotFoundException("BarFiles.path: there is nothing at " + path);
        }
        // One reader: dates come in their order.
        return environment
                .fromSource(
                        BarFileSource.from(configuration.group(Groups.BAR_FILES)),
                        BarFileSource.watermarks(),
                        "bar files")
                .uid(Uids.BAR_FILES)
                .setParallelism(1);
    }

    /** Redis, files, and SQS where it is configured. */
    private final class DrawdownsEnds implements DrawdownsPipeline.Ends {

        private final ReadableConfig files = configuration.group(Groups.FILES);
        private final ReadableConfig layout = configuration.group(Groups.DRAWDOWN_FILES);
        private DataStream<Drawdown> drawdowns;

        @Override
        public DataStream<DeadLetter> drawdowns(DataStream<Drawdown> drawdowns) {
            this.drawdowns = drawdowns;
            return redis(DrawdownKeys.symbols(prefix()), drawdowns, Uids.DRAWDOWNS_REDIS);
        }

        @Override
        public DataStream<DeadLetter> rankings(DataStream<DrawdownRanking> rankings) {
            return redis(DrawdownKeys.rankings(prefix()), rankings, Uids.RANKINGS_REDIS)
                    .setParallelism(1);
        }

        private <T> SingleOutputStreamOperator<DeadLetter> redis(
                RedisRecordMapper<T> mapper, DataStream<T> records, String uid) {
            return RedisSink.<T>from(
                            configuration.group(Groups.REDIS), configuration.secretStores())
                    .mapper(mapper)
                    .build()
                    .writeTo(records)
                    .uid(uid)
                    .name(uid.replace('-', ' '));
        }

        private String prefix() {
            return configuration.group(Groups.REDIS).get(RedisOptions.KEY_PREFIX);
        }

        /** With one task each, as the ranking has: the rows of a session go into one file. */
        @Override
        public void rows(DataStream<RankedDrawdown> rows) {
            SingleOutputStreamOperator<RankedDrawdown> once =
                    rows.filter(OncePerSession.from(files, layout))
                            .uid(Uids.DRAWDOWN_ROWS_ONCE)
                            .name("rows once")
                            .setParallelism(1);
            once.sinkTo(DrawdownFiles.csv(files, layout))
                    .uid(Uids.DRAWDOWN_ROWS_CSV)
                    .name("rows csv")
                    .setParallelism(1)
                    .disableChaining();
            if (layout.get(DrawdownFilesOptions.PARQUET)) {
                once.sinkTo(DrawdownFiles.parquet(files, layout))
                        .uid(Uids.DRAWDOWN_ROWS_PARQUET)
                        .name("rows parquet")
                        .setParallelism(1)
                        .disableChaining();
            }
        }

        @Override
        public void corrections(DataStream<RankedDrawdown> rows) {
            rows.sinkTo(DrawdownFiles.correctedCsv(files, layout))
                    .uid(Uids.CORRECTED_ROWS_CSV)
                    .name("corrected rows csv")
                    .setParallelism(1);
            if (layout.get(DrawdownFilesOptions.PARQUET)) {
                rows.sinkTo(DrawdownFiles.correctedParquet(files, layout))
                        .uid(Uids.CORRECTED_ROWS_PARQUET)
                        .name("corrected rows parquet")
                        .setParallelism(1);
            }
        }

        @Override
        public void events(DataStream<OperationalEvent> events) {
            new CommonEnds(configuration)
                    .events(
                            events,
                            "ranking events",
                            Uids.RANKING_EVENTS_LOG,
                            Uids.RANKING_EVENTS_FILES);
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> deadLetters) {
            new CommonEnds(configuration)
                    .deadLetters(
                            deadLetters,
                            "drawdown dead-letter",
                            Uids.DRAWDOWN_LETTERS_FILES,
                            Uids.DRAWDOWN_LETTERS_SQS);
        }
    }
}
