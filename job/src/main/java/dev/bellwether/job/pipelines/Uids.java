// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

/**
 * The uid of every operator, source and sink: what ties state in a savepoint to the operator that
 * wrote it. Never rename one; {@code state-contract.txt} lists what each of them keeps.
 */
public final class Uids {

    public static final String BAVEST_QUOTES = "bavest-quotes";
    public static final String KINESIS_QUOTES = "kinesis-quotes";
    public static final String INBOX_QUOTES = "inbox-quotes";
    public static final String INGESTED_SPLIT = "ingested-split";
    public static final String QUOTES_VALIDATE = "quotes-validate";
    public static final String QUOTES_LAG = "quotes-lag";
    public static final String QUOTES_WATERMARKS = "quotes-watermarks";
    public static final String QUOTES_SCREEN = "quotes-screen";
    public static final String ROLLING_STATISTICS = "rolling-statistics";
    public static final String SIGNAL = "signal";
    public static final String ANALYZED_REDIS = "analyzed-redis";
    public static final String ANALYZED_DYNAMODB = "analyzed-dynamodb";
    public static final String BARS = "bars";
    public static final String BARS_FILES = "bars-files";
    public static final String DEAD_LETTERS_COUNT = "dead-letters-count";
    public static final String DEAD_LETTERS_FILES = "dead-letters-files";

    public static final String DEAD_LETTERS_SQS = "dead-letters-sqs";
    public static final String QUOTES_KINESIS = "quotes-kinesis";

    public static final String ALPACA_BARS = "alpaca-bars";
    public static final String BAR_FILES = "bar-files";
    public static final String DRAWDOWNS = "drawdowns";
    public static final String DRAWDOWNS_ONLY = "drawdowns-only";
    public static final String DRAWDOWNS_REDIS = "drawdowns-redis";
    public static final String DRAWDOWN_RANKING = "drawdown-ranking";
    public static final String RANKINGS_REDIS = "rankings-redis";
    public static final String DRAWDOWN_ROWS_ONCE = "drawdown-rows-once";
    public static final String DRAWDOWN_ROWS_CSV = "drawdown-rows-csv";
    public static final String DRAWDOWN_ROWS_PARQUET = "drawdown-rows-parquet";
    public static final String CORRECTED_ROWS_CSV = "corrected-rows-csv";
    public static final String CORRECTED_ROWS_PARQUET = "corrected-rows-parquet";
    public static final String RANKING_EVENTS_LOG = "ranking-events-log";
    public static final String RANKING_EVENTS_FILES = "ranking-events-files";
    public static final String DRAWDOWN_LETTERS_COUNT = "drawdown-letters-count";
    public static final String DRAWDOWN_LETTERS_FILES = "drawdown-letters-files";
    public static final String DRAWDOWN_LETTERS_SQS = "drawdown-letters-sqs";

    public static final String ALPACA_POSITIONS = "alpaca-positions";
    public static final String PORTFOLIO_SPLIT = "portfolio-split";
    public static final String TAKE_PROFIT = "take-profit";
    public static final String PORTFOLIO_REDIS = "portfolio-redis";
    public static final String PORTFOLIO_FILES = "portfolio-files";
    public static final String TAKE_PROFIT_REDIS = "take-profit-redis";
    public static final String TAKE_PROFIT_EVENTS = "take-profit-events";
    public static final String TAKE_PROFIT_EVENTS_LOG = "take-profit-events-log";
    public static final String TAKE_PROFIT_EVENTS_FILES = "take-profit-events-files";

    public static final String RULES_FILE = "rules-file";
    public static final String RULES_CHECK = "rules-check";
    public static final String RULES = "rules";
    public static final String ANOMALIES = "anomalies";
    public static final String ANOMALIES_FILES = "anomalies-files";
    public static final String DRAWDOWN_FACTS = "drawdown-facts";
    public static final String DRAWDOWN_FACTS_TIME = "drawdown-facts-time";
    public static final String PATTERN_TRANSITIONS = "pattern-transitions";
    public static final String PATTERN_CLOCK = "pattern-clock";
    public static final String PATTERN_LATE = "pattern-late";
    public static final String PATTERN_CAPITULATION = "pattern-capitulation";
    public static final String PATTERN_FLASH_MOVE = "pattern-flash-move";
    public static final String PATTERN_REVERSAL = "pattern-reversal";
    public static final String PATTERN_CONFIRMATION = "pattern-confirmation";
    public static final String PATTERN_HOLD = "pattern-hold";
    public static final String PATTERN_DRAWDOWNS = "pattern-drawdowns";
    public static final String PATTERN_MARKET_STRESS = "pattern-market-stress";
    public static final String PATTERN_PULSES = "pattern-pulses";
    public static final String PATTERN_SILENT_FEED = "pattern-silent-feed";
    public static final String ALERT_ACTIONS = "alert-actions";
    public static final String ALERT_ACTIONS_READ = "alert-actions-read";
    public static final String ALERT_LETTERS_COUNT = "alert-letters-count";
    public static final String ALERT_LETTERS_FILES = "alert-letters-files";
    public static final String ALERT_LETTERS_SQS = "alert-letters-sqs";
    public static final String ALERT_LIFECYCLE = "alert-lifecycle";
    public static final String ALERTS_KINESIS = "alerts-kinesis";
    public static final String KINESIS_ALERTS = "kinesis-alerts";
    public static final String ALERT_INTAKE = "alert-intake";
    public static final String POLICY_FILE = "policy-file";
    public static final String POLICY_UPDATES = "policy-updates";
    public static final String POLICY_TO_ROUTE = "policy-to-route";
    public static final String POLICY_EVENTS_LOG = "policy-events-log";
    public static final String POLICY_EVENTS_FILES = "policy-events-files";
    public static final String ALERTS_TO_ROUTE = "alerts-to-route";
    public static final String SILENCES_TO_ROUTE = "silences-to-route";
    public static final String ALERT_ROUTER = "alert-router";
    public static final String ALERT_GROUPS = "alert-groups";
    public static final String RECIPIENTS = "recipients";
    public static final String CHANNEL_LOG = "channel-log";
    public static final String DECISIONS_FILES = "decisions-files";
    public static final String NOTIFICATIONS_TEXT = "notifications-text";
    public static final String NOTIFY = "notify";
    public static final String NOTIFY_UNCONFIGURED = "notify-unconfigured";
    public static final String ALERTS_LOG = "alerts-log";
    public static final String ALERTS_FILES = "alerts-files";
    public static final String ALERTS_DYNAMODB = "alerts-dynamodb";
    public static final String RULE_EVENTS_LOG = "rule-events-log";
    public static final String RULE_EVENTS_FILES = "rule-events-files";

    private Uids() {}

    /** The uid of a stage that each feed has for itself. */
    static String of(String stage, Feed feed) {
        return stage + "-" + feed.name();
    }
}
