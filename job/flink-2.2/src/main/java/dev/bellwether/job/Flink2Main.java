// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.job.environment.Environments;
import dev.bellwether.job.pipelines.Feed;
import dev.bellwether.job.pipelines.SignalsPipeline;
import dev.bellwether.job.pipelines.Uids;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.model.Timeframe;
import dev.bellwether.sinks.files.BarFiles;
import dev.bellwether.sinks.files.DeadLetterFiles;
import dev.bellwether.sinks.redis.Flink2RedisOperatorFactory;
import dev.bellwether.sources.bavest.BavestQuoteSource;
import dev.bellwether.sources.polling.PollOptions;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** {@link Application} with the one end exchanged that does not run on Flink 2.2; same uids. */
public final class Flink2Main {

    private Flink2Main() {}

    public static void main(String[] arguments) throws Exception {
        ApplicationConfiguration configuration =
                ApplicationConfiguration.of(PropertyGroups.fromFile(Path.of(arguments[1])), true);
        StreamExecutionEnvironment environment =
                Environments.create(configuration.group(Groups.LOCAL));
        ReadableConfig polling = configuration.group(Groups.BAVEST_QUOTES);
        DataStream<Ingested> quotes =
                environment
                        .fromSource(
                                BavestQuoteSource.from(
                                        configuration.group(Groups.BAVEST),
                                        configuration.group(Groups.HTTP),
                                        polling),
                                WatermarkStrategy.noWatermarks(),
                                "bavest quotes")
                        .uid(Uids.BAVEST_QUOTES)
                        .setParallelism(polling.get(PollOptions.PARALLELISM));
        new SignalsPipeline(
                        configuration.group(Groups.SIGNALS),
                        configuration.group(Groups.SESSIONS),
                        configuration.group(Groups.QUALITY),
                        configuration.group(Groups.ROLLING),
                        configuration.group(Groups.BARS))
                .define(List.of(Feed.of("bavest", quotes)), new Ends(configuration));
        environment.execute("Bellwether");
    }

    private static final class Ends implements SignalsPipeline.Ends {

        private final ApplicationConfiguration configuration;

        Ends(ApplicationConfiguration configuration) {
            this.configuration = configuration;
        }

        @Override
        public void valid(Feed feed, DataStream<Quote> quotes) {
            // the sink of the Kinesis connector is not part of the trial
        }

        @Override
        public DataStream<DeadLetter> analyzed(DataStream<AnalyzedQuote> analyzed) {
            Configuration redis = (Configuration) configuration.group(Groups.REDIS);
            return analyzed.transform(
                            "redis",
                            TypeInformation.of(DeadLetter.class),
                            new Flink2RedisOperatorFactory(redis))
                    .uid(Uids.ANALYZED_REDIS)
                    .name("redis");
        }

        @Override
        public void bars(Timeframe timeframe, DataStream<Bar> bars) {
            bars.sinkTo(BarFiles.sink(configuration.group(Groups.FILES)))
                    .uid(Uids.BARS_FILES + "-" + timeframe.label())
                    .name("bar files " + timeframe.label());
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> deadLetters) {
            deadLetters
                    .sinkTo(DeadLetterFiles.sink(configuration.group(Groups.FILES)))
                    .uid(Uids.DEAD_LETTERS_FILES)
                    .name("dead-letter files");
        }
    }
}
