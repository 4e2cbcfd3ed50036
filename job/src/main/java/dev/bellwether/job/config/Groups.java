// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import dev.bellwether.clients.alpaca.AlpacaOptions;
import dev.bellwether.clients.aws.AwsOptions;
import dev.bellwether.clients.bavest.BavestOptions;
import dev.bellwether.clients.http.HttpOptions;
import dev.bellwether.job.environment.LocalOptions;
import dev.bellwether.job.pipelines.ApplicationOptions;
import dev.bellwether.job.pipelines.ApplicationOptions.Pipeline;
import dev.bellwether.job.pipelines.DrawdownsOptions;
import dev.bellwether.job.pipelines.DrawdownsOptions.BarFeed;
import dev.bellwether.job.pipelines.SignalsOptions;
import dev.bellwether.job.pipelines.SignalsOptions.FeedName;
import dev.bellwether.operators.alerts.AlertOptions;
import dev.bellwether.operators.anomaly.AnomalyOptions;
import dev.bellwether.operators.anomaly.ForestOptions;
import dev.bellwether.operators.bars.BarOptions;
import dev.bellwether.operators.delivery.AlertIntakeOptions;
import dev.bellwether.operators.delivery.DeliveryOptions;
import dev.bellwether.operators.drawdown.DrawdownOptions;
import dev.bellwether.operators.patterns.PatternOptions;
import dev.bellwether.operators.portfolio.PortfolioOptions;
import dev.bellwether.operators.quality.QualityOptions;
import dev.bellwether.operators.ranking.RankingOptions;
import dev.bellwether.operators.rolling.RollingOptions;
import dev.bellwether.operators.sessions.SessionOptions;
import dev.bellwether.sinks.dynamodb.DynamoDbOptions;
import dev.bellwether.sinks.files.FilesOptions;
import dev.bellwether.sinks.files.drawdowns.DrawdownFilesOptions;
import dev.bellwether.sinks.kinesis.KinesisAlertPublishOptions;
import dev.bellwether.sinks.kinesis.KinesisPublishOptions;
import dev.bellwether.sinks.notify.NotifyOptions;
import dev.bellwether.sinks.redis.RedisOptions;
import dev.bellwether.sinks.sqs.SqsDeadLetterOptions;
import dev.bellwether.sources.actions.ActionSourceOptions;
import dev.bellwether.sources.alpaca.AlpacaBarOptions;
import dev.bellwether.sources.alpaca.AlpacaPositionOptions;
import dev.bellwether.sources.barfiles.BarFileOptions;
import dev.bellwether.sources.bavest.BavestQuoteOptions;
import dev.bellwether.sources.inbox.InboxOptions;
import dev.bellwether.sources.kinesis.KinesisAlertOptions;
import dev.bellwether.sources.kinesis.KinesisQuoteOptions;
import dev.bellwether.sources.kinesis.KinesisReadOptions;
import dev.bellwether.sources.policy.PolicySourceOptions;
import dev.bellwether.sources.polling.PollOptions;
import dev.bellwether.sources.rules.RuleSourceOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.TimeUtils;

/** Every property group that there is: one per component, in the order of the data flow. */
public final class Groups {

    public static final String APPLICATION = "Application";
    public static final String HTTP = "Http";
    public static final String AWS = "Aws";
    public static final String BAVEST = "Bavest";
    public static final String BAVEST_QUOTES = "BavestQuotes";
    public static final String ALPACA = "Alpaca";
    public static final String ALPACA_BARS = "AlpacaBars";
    public static final String ALPACA_POSITIONS = "AlpacaPositions";
    public static final String KINESIS_QUOTES = "KinesisQuotes";
    public static final String SIGNALS = "Signals";
    public static final String SESSIONS = "Sessions";
    public static final String QUALITY = "Quality";
    public static final String ROLLING = "Rolling";
    public static final String BARS = "Bars";
    public static final String BAR_FILES = "BarFiles";
    public static final String DRAWDOWNS = "Drawdowns";
    public static final String DRAWDOWN = "Drawdown";
    public static final String RANKING = "Ranking";
    public static final String PORTFOLIO = "Portfolio";
    public static final String ANOMALIES = "Anomalies";
    public static final String PATTERNS = "Patterns";
    public static final String RULES = "Rules";
    public static final String ALERTS = "Alerts";
    public static final String KINESIS_ALERTS = "KinesisAlerts";
    public static final String NOTIFICATIONS = "Notifications";
    public static final String REDIS = "Redis";
    public static final String KINESIS_PUBLISH = "KinesisPublish";
    public static final String DYNAMO_DB = "DynamoDb";
    public static final String FILES = "Files";
    public static final String DRAWDOWN_FILES = "DrawdownFiles";
    public static final String SQS_DEAD_LETTERS = "SqsDeadLetters";
    public static final String REPLAY = "Replay";
    public static final String LOCAL = "Local";

    private Groups() {}

    static List<OptionGroup> all() {
        return List.of(
                new OptionGroup(APPLICATION, "What runs.")
                        .with(ApplicationOptions.class, ApplicationOptions::check),
                new OptionGroup(HTTP, "How every provider is talked to.")
                        .with(HttpOptions.class, HttpOptions::check),
                new OptionGroup(AWS, "How AWS is reached: region, credentials, endpoints.")
                        .with(AwsOptions.class, AwsOptions::check)
                        .secrets(List.of(AwsOptions.ACCESS_KEY_ID, AwsOptions.SECRET_ACCESS_KEY))
                        .usedWhen(Groups::awsIsUsed),
                new OptionGroup(BAVEST, "The Bavest market-data API and its credential.")
                        .with(BavestOptions.class, BavestOptions::check)
                        .secrets(List.of(BavestOptions.API_KEY))
                        .usedWhen(feed(FeedName.BAVEST)),
                new OptionGroup(BAVEST_QUOTES, "Which quotes are polled from Bavest, and when.")
                        .with(BavestQuoteOptions.class, BavestQuoteOptions::check)
                        .with(PollOptions.class, PollOptions::check)
                        .usedWhen(feed(FeedName.BAVEST)),
                new OptionGroup(ALPACA, "Alpaca's market data and account, and the credential.")
                        .with(AlpacaOptions.class, AlpacaOptions::check)
                        .secrets(List.of(AlpacaOptions.KEY_ID, AlpacaOptions.SECRET))
                        .usedWhen(Groups::alpacaIsUsed),
                new OptionGroup(ALPACA_BARS, "When daily bars are polled, and how far back.")
                        .with(AlpacaBarOptions.class, AlpacaBarOptions::check)
                        .usedWhen(barFeed(BarFeed.ALPACA)),
                new OptionGroup(
                                ALPACA_POSITIONS,
                                "Whose positions are polled beside the drawdowns, if an account is"
                                        + " named.")
                        .with(AlpacaPositionOptions.class, AlpacaPositionOptions::check)
                        .usedWhen(pipeline(Pipeline.DRAWDOWNS)),
                new OptionGroup(KINESIS_QUOTES, "Which streams quotes are read from, and how.")
                        .with(KinesisReadOptions.class, (config, problem) -> {})
                        .with(KinesisQuoteOptions.class, KinesisQuoteOptions::check)
                        .usedWhen(feed(FeedName.KINESIS))
                        .fitting(Groups::checkTolerance),
                new OptionGroup(
                                SIGNALS,
                                "Where quotes come from, and how the passing of time is told.")
                        .with(SignalsOptions.class, SignalsOptions::check)
                        .usedWhen(pipeline(Pipeline.SIGNALS)),
                new OptionGroup(SESSIONS, "When a session begins and ends.")
                        .with(SessionOptions.class, SessionOptions::check)
                        .usedWhen(pipeline(Pipeline.SIGNALS)),
                new OptionGroup(QUALITY, "What a quote must be like to count.")
                        .with(QualityOptions.class, QualityOptions::check)
                        .usedWhen(pipeline(Pipeline.SIGNALS)),
                new OptionGroup(ROLLING, "The rolling statistics of a symbol.")
                        .with(RollingOptions.class, RollingOptions::check)
                        .usedWhen(pipeline(Pipeline.SIGNALS)),
                new OptionGroup(BARS, "Which bars are made of the quotes.")
                        .with(BarOptions.class, BarOptions::check)
                        .usedWhen(pipeline(Pipeline.SIGNALS)),
                new OptionGroup(DRAWDOWNS, "Whose drawdowns are ranked, and where bars come from.")
                        .with(DrawdownsOptions.class, DrawdownsOptions::check)
                        .usedWhen(pipeline(Pipeline.DRAWDOWNS)),
                new OptionGroup(BAR_FILES, "Which files daily bars are read from.")
                        .with(BarFileOptions.class, BarFileOptions::check)
                        .usedWhen(barFeed(BarFeed.FILES)),
                new OptionGroup(DRAWDOWN, "What a drawdown is measured over.")
                        .with(DrawdownOptions.class, DrawdownOptions::check)
                        .usedWhen(pipeline(Pipeline.DRAWDOWNS)),
                new OptionGroup(RANKING, "When a session is ranked, and what is told of it.")
                        .with(RankingOptions.class, RankingOptions::check)
                        .usedWhen(pipeline(Pipeline.DRAWDOWNS)),
                new OptionGroup(PORTFOLIO, "When profit is to be taken.")
                        .with(PortfolioOptions.class, PortfolioOptions::check)
                        .usedWhen(
                                groups ->
                                        AlpacaPositionOptions.isEnabled(
                                                groups.apply(ALPACA_POSITIONS))),
                new OptionGroup(ANOMALIES, "What is unusual about a symbol.")
                        .with(AnomalyOptions.class, AnomalyOptions::check)
                        .with(ForestOptions.class, ForestOptions::check)
                        .usedWhen(Groups::alertsAreMade),
                new OptionGroup(PATTERNS, "What several anomalies and drawdowns say together.")
                        .with(PatternOptions.class, PatternOptions::check)
                        .usedWhen(Groups::alertsAreMade),
                new OptionGroup(RULES, "Where the rules of alerts come from.")
                        .with(RuleSourceOptions.class, RuleSourceOptions::check)
                        .usedWhen(Groups::alertsAreMade),
                new OptionGroup(ALERTS, "The life of an alert, and what people do about it.")
                        .with(AlertOptions.class, AlertOptions::check)
                        .with(ActionSourceOptions.class, ActionSourceOptions::check)
                        .usedWhen(pipeline(Pipeline.ALERTS)),
                new OptionGroup(
                                KINESIS_ALERTS,
                                "Alerts between applications: publishes those that are made here,"
                                        + " takes those that others publish, if a stream is"
                                        + " named.")
                        .with(KinesisAlertPublishOptions.class, KinesisAlertPublishOptions::check)
                        .with(KinesisReadOptions.class, KinesisAlertOptions::check)
                        .with(AlertIntakeOptions.class, AlertIntakeOptions::check)
                        .usedWhen(pipeline(Pipeline.ALERTS))
                        .fitting(Groups::checkWhereAlertsComeFrom),
                new OptionGroup(NOTIFICATIONS, "What is told of alerts, where, and how often.")
                        .with(DeliveryOptions.class, DeliveryOptions::check)
                        .with(PolicySourceOptions.class, PolicySourceOptions::check)
                        .with(NotifyOptions.class, NotifyOptions::check)
                        .secrets(List.of(NotifyOptions.SLACK, NotifyOptions.DISCORD))
                        .usedWhen(pipeline(Pipeline.ALERTS)),
                new OptionGroup(REDIS, "Where the newest values are served from.")
                        .with(RedisOptions.class, RedisOptions::check)
                        .secrets(
                                List.of(
                                        RedisOptions.PASSWORD,
                                        RedisOptions.SENTINEL_PASSWORD,
                                        RedisOptions.TLS_TRUSTSTORE_PASSWORD))
                        .usedWhen(groups -> !tellsOnly(groups)),
                new OptionGroup(
                                KINESIS_PUBLISH,
                                "Publishes the valid quotes that were polled on a Kinesis stream,"
                                        + " if one is named.")
                        .with(KinesisPublishOptions.class, KinesisPublishOptions::check)
                        .fitting(Groups::checkForALoop),
                new OptionGroup(
                                DYNAMO_DB,
                                "Writes changes of alerts and analyzed quotes to tables, as far as"
                                        + " they are named.")
                        .with(DynamoDbOptions.class, DynamoDbOptions::check),
                new OptionGroup(FILES, "Where bars and dead letters are kept.")
                        .with(FilesOptions.class, FilesOptions::check),
                new OptionGroup(DRAWDOWN_FILES, "How the history of drawdowns is laid out.")
                        .with(DrawdownFilesOptions.class, (config, problem) -> {})
                        .usedWhen(pipeline(Pipeline.DRAWDOWNS)),
                new OptionGroup(
                                SQS_DEAD_LETTERS,
                                "Sends dead letters to an SQS queue beside the files, if one is"
                                        + " named.")
                        .with(SqsDeadLetterOptions.class, SqsDeadLetterOptions::check),
                new OptionGroup(REPLAY, "Where repaired dead letters come back into the job.")
                        .with(InboxOptions.class, InboxOptions::check)
                        .usedWhen(pipeline(Pipeline.SIGNALS)),
                new OptionGroup(
                                LOCAL,
                                "Runs on one machine only; on a cluster and on the managed service"
                                        + " this belongs to the platform and has no effect.")
                        .with(LocalOptions.class, LocalOptions::check));
    }

    private static boolean awsIsUsed(Function<String, ReadableConfig> groups) {
        return feed(FeedName.KINESIS).isUsed(groups)
                || KinesisPublishOptions.isEnabled(groups.apply(KINESIS_PUBLISH))
                || SqsDeadLetterOptions.isEnabled(groups.apply(SQS_DEAD_LETTERS))
                || DynamoDbOptions.writesAlerts(groups.apply(DYNAMO_DB))
                || DynamoDbOptions.writesQuotes(groups.apply(DYNAMO_DB))
                || (pipeline(Pipeline.ALERTS).isUsed(groups) && alertsUseAws(groups));
    }

    private static boolean alertsUseAws(Function<String, ReadableConfig> groups) {
        ReadableConfig notifications = groups.apply(NOTIFICATIONS);
        ReadableConfig kinesis = groups.apply(KINESIS_ALERTS);
        return (alertsAreMade(groups)
                        && (RuleSourceOptions.table(groups.apply(RULES)).isPresent()
                                || KinesisAlertPublishOptions.stream(kinesis).isPresent()))
                || KinesisAlertOptions.isReading(kinesis)
                || PolicySourceOptions.table(notifications).isPresent()
                || notifications.get(NotifyOptions.CHANNELS).stream()
                        .anyMatch(NotifyOptions::isOfAws);
    }

    /** A quote that the validator will refuse must not have moved the shard's clock before. */
    private static void checkTolerance(
            ReadableConfig kinesis,
            Function<String, ReadableConfig> groups,
            BiConsumer<ConfigOption<?>, String> problem) {
        Duration refused = groups.apply(QUALITY).get(QualityOptions.FUTURE_TOLERANCE);
        if (kinesis.get(KinesisQuoteOptions.FUTURE_TOLERANCE).compareTo(refused) > 0) {
            problem.accept(
                    KinesisQuoteOptions.FUTURE_TOLERANCE,
                    "must not be longer than "
                            + QUALITY
                            + "."
                            + QualityOptions.FUTURE_TOLERANCE.key()
                            + ", "
                            + TimeUtils.formatWithHighestUnit(refused));
        }
    }

    /** Quotes that are read where they are published would come back for ever. */
    private static void checkForALoop(
            ReadableConfig publish,
            Function<String, ReadableConfig> groups,
            BiConsumer<ConfigOption<?>, String> problem) {
        String stream = publish.getOptional(KinesisPublishOptions.STREAM).orElse("");
        if (feed(FeedName.KINESIS).isUsed(groups)
                && groups.apply(KINESIS_QUOTES)
                        .getOptional(KinesisReadOptions.STREAMS)
                        .orElse(List.of())
                        .contains(stream)) {
            problem.accept(
                    KinesisPublishOptions.STREAM,
                    "must not be one of " + KINESIS_QUOTES + ".streams, was " + stream);
        }
    }

    /** Alerts by themselves must come from somewhere, and must not come back. */
    private static void checkWhereAlertsComeFrom(
            ReadableConfig kinesis,
            Function<String, ReadableConfig> groups,
            BiConsumer<ConfigOption<?>, String> problem) {
        String published = KinesisAlertPublishOptions.stream(kinesis).orElse("");
        if (tellsOnly(groups)) {
            if (!KinesisAlertOptions.isReading(kinesis)) {
                problem.accept(
                        KinesisReadOptions.STREAMS,
                        "is required, as " + APPLICATION + ".pipelines names alerts alone");
            }
            if (!published.isEmpty()) {
                problem.accept(
                        KinesisAlertPublishOptions.STREAM,
                        "is for applications that make alerts; "
                                + APPLICATION
                                + ".pipelines names alerts alone");
            }
        } else if (KinesisAlertOptions.streams(kinesis).contains(published)) {
            problem.accept(
                    KinesisAlertPublishOptions.STREAM,
                    "must not be one of " + KINESIS_ALERTS + ".streams, was " + published);
        }
    }

    private static boolean alertsAreMade(Function<String, ReadableConfig> groups) {
        return ApplicationOptions.makesAlerts(groups.apply(APPLICATION));
    }

    private static boolean tellsOnly(Function<String, ReadableConfig> groups) {
        return ApplicationOptions.tellsOnly(groups.apply(APPLICATION));
    }

    private static OptionGroup.Use feed(FeedName name) {
        return groups ->
                pipeline(Pipeline.SIGNALS).isUsed(groups)
                        && groups.apply(SIGNALS).get(SignalsOptions.FEEDS).contains(name);
    }

    private static boolean alpacaIsUsed(Function<String, ReadableConfig> groups) {
        return pipeline(Pipeline.DRAWDOWNS).isUsed(groups)
                && (barFeed(BarFeed.ALPACA).isUsed(groups)
                        || AlpacaPositionOptions.isEnabled(groups.apply(ALPACA_POSITIONS)));
    }

    private static OptionGroup.Use barFeed(BarFeed name) {
        return groups ->
                pipeline(Pipeline.DRAWDOWNS).isUsed(groups)
                        && groups.apply(DRAWDOWNS).get(DrawdownsOptions.FEEDS).contains(name);
    }

    private static OptionGroup.Use pipeline(Pipeline name) {
        return groups -> groups.apply(APPLICATION).get(ApplicationOptions.PIPELINES).contains(name);
    }
}
