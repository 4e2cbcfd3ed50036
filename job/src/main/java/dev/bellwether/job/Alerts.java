// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.AlertLog;
import dev.bellwether.job.pipelines.AlertsPipeline;
import dev.bellwether.job.pipelines.Uids;
import dev.bellwether.model.Alert;
import dev.bellwether.model.Anomaly;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Notification;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.RuleSet;
import dev.bellwether.model.RuleText;
import dev.bellwether.operators.rules.BuiltInRules;
import dev.bellwether.operators.rules.RuleCheck;
import dev.bellwether.sinks.files.AlertFiles;
import dev.bellwether.sinks.files.AnomalyFiles;
import dev.bellwether.sinks.files.FilesOptions;
import dev.bellwether.sinks.files.NotificationFiles;
import dev.bellwether.sinks.notify.NotifyOptions;
import dev.bellwether.sinks.notify.Teller;
import dev.bellwether.sources.actions.ActionSource;
import dev.bellwether.sources.actions.ActionSourceOptions;
import dev.bellwether.sources.rules.RuleFileSource;
import dev.bellwether.sources.rules.RuleSourceOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** The alerts pipeline between the other pipelines and its real ends. */
final class Alerts {

    private final ApplicationConfiguration configuration;

    Alerts(ApplicationConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Lays out what the configuration asks for.
     *
     * @param bounded whether the facts come to an end
     * @throws IOException if the file of rules is not there or has a rule that cannot be used
     */
    void define(StreamExecutionEnvironment environment, AlertsPipeline.Facts facts, boolean bounded)
            throws IOException {
        List<RuleText> texts = texts();
        new AlertsPipeline(
                        configuration.group(Groups.ANOMALIES),
                        configuration.group(Groups.SESSIONS),
                        configuration.group(Groups.ALERTS),
                        notificationOptions(),
                        notificationOptions().get(NotifyOptions.CHANNELS))
                .define(
                        facts,
                        checked(texts),
                        texts(environment, bounded, texts),
                        actions(environment, bounded),
                        new Files());
    }

    private ReadableConfig notificationOptions() {
        return configuration.group(Groups.NOTIFICATIONS);
    }

    /** Rules that are wrong from the start are a wrong configuration. */
    private static List<RuleSet> checked(List<RuleText> texts) throws IOException {
        List<RuleSet> sets = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (RuleText text : texts) {
            List<String> some = new ArrayList<>();
            RuleSet set = RuleCheck.check(text, some);
            for (String id : set == null ? List.<String>of() : RuleCheck.ids(set)) {
                if (!ids.add(id)) {
                    some.add("another place has a rule " + id);
                }
            }
            some.forEach(problem -> problems.add(text.place + ": " + problem));
            sets.add(set);
        }
        if (!problems.isEmpty()) {
            throw new IOException("Rules.file: " + String.join("; ", problems));
        }
        return sets;
    }

    private List<RuleText> builtIn() {
        if (!configuration.group(Groups.RULES).get(RuleSourceOptions.BUILT_IN)) {
            return List.of();
        }
        RuleText builtIn = new RuleText();
        builtIn.place = BuiltInRules.PLACE;
        builtIn.text = BuiltInRules.text();
        return List.of(builtIn);
    }

    /** As they are when the job is made. */
    private List<RuleText> texts() {
        List<RuleText> texts = new ArrayList<>(builtIn());
        configuration
                .group(Groups.RULES)
                .getOptional(RuleSourceOptions.FILE)
                .ifPresent(
                        file -> texts.add(RuleFileSource.read(file, Clock.systemUTC().millis())));
        return texts;
    }

    /**
     * A job over a range of days shall come to its end, with the rules that there are. Any other
     * one gets sources that go on for ever, whatever is configured: of one that ends a savepoint
     * would say so, and what replaces it under its uid would be taken to have ended, too.
     */
    private DataStream<RuleText> texts(
            StreamExecutionEnvironment environment, boolean bounded, List<RuleText> texts) {
        if (bounded) {
            return environment
                    .fromData(texts, TypeInformation.of(RuleText.class))
                    .uid(Uids.RULES_FILE)
                    .name("rules");
        }
        return environment
                .fromSource(
                        RuleFileSource.from(configuration.group(Groups.RULES), builtIn()),
                        RuleFileSource.watermarks(),
                        "rules file")
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

        @Override
        public void anomalies(DataStream<Anomaly> anomalies) {
            anomalies
                    .sinkTo(AnomalyFiles.sink(files))
                    .uid(Uids.ANOMALIES_FILES)
                    .name("anomalies files");
        }

        @Override
        public void alerts(DataStream<Alert> alerts) {
            alerts.map(new AlertLog())
                    .uid(Uids.ALERTS_LOG)
                    .name("alerts log")
                    .sinkTo(AlertFiles.sink(files))
                    .uid(Uids.ALERTS_FILES)
                    .name("alerts files");
        }

        /** One stage for each channel, so that one that is down holds up no other. */
        @Override
        public DataStream<DeadLetter> notifications(DataStream<Notification> told) {
            DataStream<String> texts =
                    told.map(Teller::text)
                            .returns(String.class)
                            .uid(Uids.NOTIFICATIONS_TEXT)
                            .name("notifications as text")
                            .setParallelism(1);
            DataStream<DeadLetter> letters = null;
            for (Channel channel : notificationOptions().get(NotifyOptions.CHANNELS)) {
                String name = channel.name().toLowerCase(Locale.ROOT);
                if (channel == Channel.FILE) {
                    told.filter(notification -> notification.channel == Channel.FILE)
                            .uid(Uids.NOTIFY + "-" + name + "-only")
                            .name("notifications for files")
                            .setParallelism(1)
                            .sinkTo(NotificationFiles.sink(files))
                            .uid(Uids.NOTIFY + "-" + name)
                            .name("notify " + name)
                            .setParallelism(1);
                    continue;
                }
                DataStream<DeadLetter> some =
                        Teller.tell(
                                        texts,
                                        channel,
                                        notificationOptions(),
                                        configuration.group(Groups.AWS),
                                        configuration.secretStores())
                                .uid(Uids.NOTIFY + "-" + name)
                                .name("notify " + name)
                                .setParallelism(1);
                letters = letters == null ? some : letters.union(some);
            }
            // Files refuse nothing.
            return letters != null
                    ? letters
                    : texts.flatMap((String text, Collector<DeadLetter> out) -> {})
                            .returns(DeadLetter.class)
                            .uid(Uids.NOTIFY + "-none")
                            .name("no refusals")
                            .setParallelism(1);
        }

        @Override
        public void events(DataStream<OperationalEvent> events) {
            new CommonEnds(configuration)
                    .events(events, "rule events", Uids.RULE_EVENTS_LOG, Uids.RULE_EVENTS_FILES);
        }

        @Override
        public void deadLetters(DataStream<DeadLetter> deadLetters) {
            new CommonEnds(configuration)
                    .deadLetters(
                            deadLetters,
                            "alert dead-letter",
                            Uids.ALERT_LETTERS_FILES,
                            Uids.ALERT_LETTERS_SQS);
        }
    }
}
