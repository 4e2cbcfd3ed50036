// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.AlertsPipeline;
import dev.bellwether.job.pipelines.DeadLetterCount;
import dev.bellwether.job.pipelines.Uids;
import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PlacedText;
import dev.bellwether.model.RuleSet;
import dev.bellwether.operators.alerts.AlertActionReader;
import dev.bellwether.operators.delivery.AlertIntake;
import dev.bellwether.operators.rules.BuiltInRules;
import dev.bellwether.operators.rules.RuleCheck;
import dev.bellwether.sinks.files.AnomalyFiles;
import dev.bellwether.sinks.files.FilesOptions;
import dev.bellwether.sinks.kinesis.KinesisAlertPublishOptions;
import dev.bellwether.sinks.kinesis.KinesisAlertSink;
import dev.bellwether.sources.actions.ActionSource;
import dev.bellwether.sources.actions.ActionSourceOptions;
import dev.bellwether.sources.rules.RuleSourceOptions;
import dev.bellwether.sources.texts.TextPlaces;
import dev.bellwether.sources.texts.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts pipeline between the other pipelines and its real ends. */
public final class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final ApplicationConfiguration configuration;

    /** Takes a configuration that was checked. */
    public Alerts(ApplicationConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Lays out what the configuration asks for.
     *
     * @param facts may be empty if alerts of other applications are read
     * @param bounded whether the facts come to an end, and nothing else comes
     * @throws IOException if the file of rules is not there or has a rule that cannot be used, or
     *     the table of rules cannot be read
     */
    public void define(
            StreamExecutionEnvironment environment, AlertsPipeline.Facts facts, boolean bounded)
            throws IOException {
        Received received = new Received(configuration);
        DataStream<String> actions = actions(environment, bounded);
        DataStream<Alert> changes = null;
        DataStream<AlertAction> silences;
        DataStream<DeadLetter> letters;
        if (facts.isEmpty()) {
            SingleOutputStreamOperator<AlertAction> read = received.silences(actions);
            silences = read.getSideOutput(AlertActionReader.SILENCES);
            letters = read.getSideOutput(AlertActionReader.DEAD_LETTERS);
        } else {
            Files ends = new Files();
            AlertsPipeline.Alerts made = made(environment, facts, actions, bounded, ends);
            publish(made.changes);
            changes = made.changes;
            silences = made.silences;
            letters = ends.deadLetters;
        }
        if (received.isConfigured()) {
            SingleOutputStreamOperator<Alert> others = received.alerts(environment);
            changes = changes == null ? others : changes.union(others);
            letters = letters.union(others.getSideOutput(AlertIntake.DEAD_LETTERS));
        }
        DataStream<DeadLetter> untold =
                new Delivery(configuration).define(environment, changes, silences, bounded);
        keep(letters.union(untold));
    }

    private AlertsPipeline.Alerts made(
            StreamExecutionEnvironment environment,
            AlertsPipeline.Facts facts,
            DataStream<String> actions,
            boolean bounded,
            Files ends)
            throws IOException {
        List<PlacedText> texts = places().read();
        return new AlertsPipeline(
                        configuration.group(Groups.ANOMALIES),
                        configuration.group(Groups.SESSIONS),
                        configuration.group(Groups.PATTERNS),
                        configuration.group(Groups.ALERTS))
                .define(facts, checked(texts), texts(environment, bounded, texts), actions, ends);
    }

    /** As they leave the life cycle: what keeps one back is for each application to say. */
    private void publish(DataStream<Alert> changes) {
        ReadableConfig publish = configuration.group(Groups.KINESIS_ALERTS);
        if (KinesisAlertPublishOptions.stream(publish).isPresent()) {
            changes.sinkTo(KinesisAlertSink.from(configuration.group(Groups.AWS), publish))
                    .uid(Uids.ALERTS_KINESIS)
                    .name("publish alerts");
        }
    }

    /** What could not be understood, and what people could not be told. */
    private void keep(DataStream<DeadLetter> letters) {
        new CommonEnds(configuration)
                .deadLetters(
                        letters.map(new DeadLetterCount())
                                .uid(Uids.ALERT_LETTERS_COUNT)
                                .name("alert dead letters")
                                .setParallelism(1),
                        "alert dead-letter",
                        Uids.ALERT_LETTERS_FILES,
                        Uids.ALERT_LETTERS_SQS);
    }

    /**
     * Rules of a file that are wrong from the start are a wrong configuration. Those of a table are
     * written by other hands at any time, so one that is wrong must not keep the job from starting:
     * it is refused alone, and told of, as while the job runs.
     */
    private static List<RuleSet> checked(List<PlacedText> texts) throws IOException {
        List<RuleSet> sets = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (PlacedText text : texts) {
            List<String> some = new ArrayList<>();
            RuleSet set = RuleCheck.check(text, some);
            for (String id : set == null ? List.<String>of() : RuleCheck.ids(set)) {
                if (!ids.add(id)) {
                    some.add("another place has a rule " + id);
                }
            }
            if (set != null && TextTable.isPlaceOf(text)) {
                some.forEach(problem -> LOG.warn("Not taken from {}: {}", text.place, problem));
            } else {
                some.forEach(problem -> problems.add(text.place + ": " + problem));
            }
            sets.add(set);
        }
        if (!problems.isEmpty()) {
            throw new IOException("Rules: " + String.join("; ", problems));
        }
        return sets;
    }

    private TextPlaces places() {
        ReadableConfig rules = configuration.group(Groups.RULES);
        List<PlacedText> builtIn = new ArrayList<>();
        if (rules.get(RuleSourceOptions.BUILT_IN)) {
            PlacedText text = new PlacedText();
            text.place = BuiltInRules.PLACE;
            text.text = BuiltInRules.text();
            builtIn.add(text);
        }
        return TextPlaces.of(
                "rules",
                "rules",
                builtIn,
                rules.getOptional(RuleSourceOptions.FILE),
                RuleSourceOptions.table(rules),
                configuration.group(Groups.AWS));
    }

    /**
     * A job over a range of days shall come to its end, with the rules that there are. Any other
     * one gets sources that go on for ever, whatever is configured: of one that ends a savepoint
     * would say so, and what replaces it under its uid would be taken to have ended, too.
     */
    private DataStream<PlacedText> texts(
            StreamExecutionEnvironment environment, boolean bounded, List<PlacedText> texts) {
        if (bounded) {
            return environment
                    .fromData(texts, TypeInformation.of(PlacedText.class))
                    .uid(Uids.RULES_FILE)
                    .name("rules");
        }
        return environment
                .fromSource(
                        places().source(
                                        configuration
                                                .group(Groups.RULES)
                                                .get(RuleSourceOptions.POLL_INTERVAL)),
                        TextPlaces.watermarks(),
                        "rules")
                .uid(Uids.RULES_FILE)
                .setParallelism(1);
    }

    private DataStream<String> actions(StreamExecutionEnvironment environment, boolean bounded) {
        if (bounded) {
            // A blank line is no action.
            return environment.fromData("").uid(Uids.ALERT_ACTIONS).name("no alert actions");
        }
        ReadableConfig alerts = configuration.group(Groups.ALERTS);
        String directory =
                ActionSourceOptions.directory(
                        alerts, configuration.group(Groups.FILES).get(FilesOptions.DIRECTORY));
        return environment
                .fromSource(
                        ActionSource.from(alerts, directory),
                        ActionSource.watermarks(),
                        "alert actions")
                .uid(Uids.ALERT_ACTIONS)
                .setParallelism(1);
    }

    private final class Files implements AlertsPipeline.Ends {

        private final ReadableConfig files = configuration.group(Groups.FILES);
        private DataStream<DeadLetter> deadLetters;

        @Override
        public void anomalies(DataStream<Anomaly> anomalies) {
            anomalies
                    .sinkTo(AnomalyFiles.sink(files))
                    .uid(Uids.ANOMALIES_FILES)
                    .name("anomalies files");
        }

        @Override
        public void events(DataStream<OperationalEvent> events) {
            new CommonEnds(configuration)
                    .events(events, "rule events", Uids.RULE_EVENTS_LOG, Uids.RULE_EVENTS_FILES);
        }

        /** Kept together with what people could not be told. */
        @Override
        public void deadLetters(DataStream<DeadLetter> some) {
            deadLetters = some;
        }
    }
}
