// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.Feed;
import dev.bellwether.job.pipelines.SignalsOptions;
import dev.bellwether.job.pipelines.SignalsOptions.FeedName;
import dev.bellwether.job.pipelines.SignalsPipeline;
import dev.bellwether.job.pipelines.Uids;
import dev.bellwether.model.AnalyzedQuote;
import dev.bellwether.model.Bar;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.model.Timeframe;
import dev.bellwether.sinks.dynamodb.DynamoDbOptions;
import dev.bellwether.sinks.dynamodb.DynamoDbSink;
import dev.bellwether.sinks.files.BarFiles;
import dev.bellwether.sinks.kinesis.KinesisPublishOptions;
import dev.bellwether.sinks.kinesis.KinesisQuoteSink;
import dev.bellwether.sinks.redis.RedisOptions;
import dev.bellwether.sinks.redis.RedisSink;
import dev.bellwether.sinks.redis.quotes.QuoteKeys;
import dev.bellwether.sources.bavest.BavestQuoteSource;
import dev.bellwether.sources.inbox.InboxOptions;
import dev.bellwether.sources.inbox.InboxSource;
import dev.bellwether.sources.kinesis.KinesisQuoteSource;
import dev.bellwether.sources.polling.PollOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The signals pipeline between its real feeds and its real ends. */
public final class Signals {

    private final ApplicationConfiguration configuration;

    /** Takes a configuration that was checked. */
    public Signals(ApplicationConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Lays out what the configuration asks for.
     *
     * @return the analyzed quotes, for whoever else wants them
     */
    DataStream<AnalyzedQuote> define(StreamExecutionEnvironment environment) {
        return define(feeds(environment));
    }

    /**
     * The same between other feeds and the ends that the configuration asks for.
     *
     * @param feeds at least one, each with a name of its own
     * @return the analyzed quotes, for whoever else wants them
     */
    public DataStream<AnalyzedQuote> define(List<Feed> feeds) {
        SignalsEnds ends = new SignalsEnds();
        new SignalsPipeline(
                        configuration.group(Groups.SIGNALS),
                        configuration.group(Groups.SESSIONS),
                        configuration.group(Groups.QUALITY),
                        configuration.group(Groups.ROLLING),
                        configuration.group(Groups.BARS))
                .define(feeds, ends);
        return ends.analyzed;
    }

    private List<Feed> feeds(StreamExecutionEnvironment environment) {
        List<Feed> feeds = new ArrayList<>();
        for (FeedName name : configuration.group(Groups.SIGNALS).get(SignalsOptions.FEEDS)) {
            feeds.add(feed(name, environment));
        }
        if (InboxOptions.isEnabled(configuration.group(Groups.REPLAY))) {
            feeds.add(Feed.of("inbox", inboxQuotes(environment)));
        }
        return feeds;
    }

    private Feed feed(FeedName name, StreamExecutionEnvironment environment) {
        switch (name) {
            case BAVEST:
                return Feed.of(name.label(), bavestQuotes(environment));
            case KINESIS:
                return Feed.withTime(name.label(), kinesisQuotes(environment));
            default:
                throw new IllegalStateException("no feed " + name);
        }
    }

    private DataStream<Ingested> kinesisQuotes(StreamExecutionEnvironment environment) {
        return KinesisQuoteSource.of(
                        environment,
                        configuration.group(Groups.AWS),
                        configuration.group(Groups.KINESIS_QUOTES))
                .uid(Uids.KINESIS_QUOTES)
                .name("kinesis quotes");
    }

    private DataStream<Ingested> inboxQuotes(StreamExecutionEnvironment environment) {
        // One at a time: the repaired records of a symbol stay in the order of their file.
        return environment
                .fromSource(
                        InboxSource.from(configuration.group(Groups.REPLAY)),
                        WatermarkStrategy.noWatermarks(),
                        "inbox")
                .uid(Uids.INBOX_QUOTES)
                .setParallelism(1);
    }

    private DataStream<Ingested> bavestQuotes(StreamExecutionEnvironment environment) {
        ReadableConfig polling = configuration.group(Groups.BAVEST_QUOTES);
        // Watermarks come after validation: a quote from the year 9999 must not move the time.
        return environment
                .fromSource(
                        BavestQuoteSource.from(
                                configuration.group(Groups.BAVEST),
                                configuration.group(Groups.HTTP),
                                polling,
                                configuration.secretStores()),
                        WatermarkStrategy.noWatermarks(),
                        "bavest quotes")
                .uid(Uids.BAVEST_QUOTES)
                .setParallelism(polling.get(PollOptions.PARALLELISM));
    }

    /** Redis, files, and AWS where it is configured. */
    private final class SignalsEnds implements SignalsPipeline.Ends {

        private DataStream<AnalyzedQuote> analyzed;

        /** What was polled is published; what came from a stream has its consumers there. */
        @Override
        public void valid(Feed feed, DataStream<Quote> quotes) {
            ReadableConfig publish = configuration.group(Groups.KINESIS_PUBLISH);
            if (KinesisPublishOptions.isEnabled(publish)
                    && feed.name().equals(FeedName.BAVEST.label())) {
                quotes.sinkTo(KinesisQuoteSink.from(configuration.group(Groups.AWS), publish))
                        .uid(Uids.QUOTES_KINESIS)
                        .name("publish " + feed.name())
                        .setParallelism(quotes.getParallelism());
            }
        }

        @Override
        public DataStream<DeadLetter> analyzed(DataStream<AnalyzedQuote> analyzed) {
            this.analyzed = analyzed;
            ReadableConfig redis = configuration.group(Groups.REDIS);
            DataStream<DeadLetter> refused =
                    RedisSink.<AnalyzedQuote>from(redis, configuration.secretStores())
                            .mapper(QuoteKeys.all(redis.get(RedisOptions.KEY_PREFIX)))
                            .build()
                            .writeTo(analyzed)
                            .uid(Uids.ANALYZED_REDIS)
                            .name("redis");
            ReadableConfig dynamo = configuration.group(Groups.DYNAMO_DB);
            if (!DynamoDbOptions.writesQuotes(dynamo)) {
                return refused;
            }
            return refused.union(
                    DynamoDbSink.quotes(analyzed, configuration.group(Groups.AWS), dynamo)
                            .uid(Uids.ANALYZED_DYNAMODB)
                            .name("quotes table"));
        }

        @Override
        public void bars(Timeframe timeframe, DataStream<Bar> bars) {
            bars.sinkTo(BarFiles.sink(configuration.group(Groups.FILES)))
                    .uid(Uids.BARS_FILES + "-" + timeframe.label())
                    .name("bar files " + timeframe.label());
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> deadLetters) {
            new CommonEnds(configuration)
                    .deadLetters(
                            deadLetters,
                            "dead-letter",
                            Uids.DEAD_LETTERS_FILES,
                            Uids.DEAD_LETTERS_SQS);
        }
    }
}
