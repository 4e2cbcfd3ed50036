// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.AlertLog;
import dev.bellwether.job.pipelines.DeliveryPipeline;
import dev.bellwether.job.pipelines.Uids;
import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.Channel;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.Notification;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PlacedText;
import dev.bellwether.operators.delivery.DeliveryOptions;
import dev.bellwether.operators.delivery.PolicyUpdates;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import dev.bellwether.operators.delivery.policy.PolicyDocuments;
import dev.bellwether.sinks.dynamodb.DynamoDbOptions;
import dev.bellwether.sinks.dynamodb.DynamoDbSink;
import dev.bellwether.sinks.files.AlertFiles;
import dev.bellwether.sinks.files.DecisionFiles;
import dev.bellwether.sinks.files.NotificationFiles;
import dev.bellwether.sinks.notify.NotifyOptions;
import dev.bellwether.sinks.notify.Teller;
import dev.bellwether.sinks.notify.Untold;
import dev.bellwether.sources.policy.PolicySourceOptions;
import dev.bellwether.sources.texts.TextPlaces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The delivery pipeline between alerts and its real ends. */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final ApplicationConfiguration configuration;
    private final ReadableConfig notifications;

    Delivery(ApplicationConfiguration configuration) {
        this.configuration = configuration;
        this.notifications = configuration.group(Groups.NOTIFICATIONS);
    }

    /**
     * Lays out what the configuration asks for.
     *
     * @param bounded whether the alerts come to an end
     * @return what people could not be told
     * @throws IOException if the policy is not there or cannot be used
     */
    DataStream<DeadLetter> define(
            StreamExecutionEnvironment environment,
            DataStream<Alert> alerts,
            DataStream<AlertAction> silences,
            boolean bounded)
            throws IOException {
        List<Channel> channels = notifications.get(NotifyOptions.CHANNELS);
        TextPlaces places = places(channels);
        List<PlacedText> texts = places.read();
        List<String> problems = new ArrayList<>();
        DeliveryPolicy initial = PolicyUpdates.check(texts, channels, problems);
        if (initial == null) {
            throw new IOException("Notifications.policy: " + String.join("; ", problems));
        }
        problems.forEach(problem -> LOG.warn("Not taken from the policy: {}", problem));
        Ends ends = new Ends();
        DataStream<DeadLetter> untold =
                new DeliveryPipeline(notifications)
                        .define(
                                alerts,
                                silences,
                                texts(environment, bounded, places, texts),
                                new PolicyUpdates(texts, channels),
                                initial,
                                ends);
        return ends.unkept == null ? untold : untold.union(ends.unkept);
    }

    /** Without a file the policy is that of the options. */
    private TextPlaces places(List<Channel> channels) {
        Optional<String> file = notifications.getOptional(PolicySourceOptions.FILE);
        return TextPlaces.of(
                "policy",
                "users",
                file.isPresent() ? List.of() : List.of(fromOptions(channels)),
                file,
                PolicySourceOptions.table(notifications),
                configuration.group(Groups.AWS));
    }

    private PlacedText fromOptions(List<Channel> channels) {
        PlacedText text = new PlacedText();
        text.place = "options";
        text.text =
                PolicyDocuments.everythingOn(channels, notifications.get(DeliveryOptions.SEVERITY))
                        .toString();
        return text;
    }

    /** Bounded or not as the rules are, and for the same reason; see {@link Alerts}. */
    private DataStream<PlacedText> texts(
            StreamExecutionEnvironment environment,
            boolean bounded,
            TextPlaces places,
            List<PlacedText> texts) {
        if (bounded) {
            return environment
                    .fromData(texts, TypeInformation.of(PlacedText.class))
                    .uid(Uids.POLICY_FILE)
                    .name("policy texts");
        }
        return environment
                .fromSource(
                        places.source(notifications.get(PolicySourceOptions.POLL_INTERVAL)),
                        TextPlaces.watermarks(),
                        "policy texts")
                .uid(Uids.POLICY_FILE)
                .setParallelism(1);
    }

    private final class Ends implements DeliveryPipeline.Ends {

        private final ReadableConfig files = configuration.group(Groups.FILES);

        /** What a table refused for good; {@code null} if there is none. */
        private DataStream<DeadLetter> unkept;

        @Override
        public void alerts(DataStream<Alert> alerts) {
            alerts.map(new AlertLog())
                    .uid(Uids.ALERTS_LOG)
                    .name("alerts log")
                    .sinkTo(AlertFiles.sink(files))
                    .uid(Uids.ALERTS_FILES)
                    .name("alerts files");
            ReadableConfig dynamo = configuration.group(Groups.DYNAMO_DB);
            if (DynamoDbOptions.writesAlerts(dynamo)) {
                unkept =
                        DynamoDbSink.alerts(alerts, configuration.group(Groups.AWS), dynamo)
                                .uid(Uids.ALERTS_DYNAMODB)
                                .name("alerts table");
            }
        }

        @Override
        public void decisions(DataStream<DeliveryDecision> decisions) {
            decisions
                    .sinkTo(DecisionFiles.sink(files))
                    .uid(Uids.DECISIONS_FILES)
                    .name("decisions files");
        }

        /**
         * One stage for each channel, so that one that is down holds up no other, and one for what
         * is for none of them.
         */
        @Override
        public DataStream<DeadLetter> notifications(DataStream<Notification> told) {
            DataStream<String> texts =
                    told.map(Teller::text)
                            .returns(String.class)
                            .uid(Uids.NOTIFICATIONS_TEXT)
                            .name("notifications as text")
                            .setParallelism(1);
            List<Channel> channels = notifications.get(NotifyOptions.CHANNELS);
            DataStream<DeadLetter> letters =
                    texts.flatMap(new Untold(channels))
                            .uid(Uids.NOTIFY_UNCONFIGURED)
                            .name("notifications for no channel")
                            .setParallelism(1);
            for (Channel channel : channels) {
                if (channel == Channel.FILE) {
                    file(told);
                    continue;
                }
                String name = channel.name().toLowerCase(Locale.ROOT);
                DataStream<DeadLetter> some =
                        Teller.tell(
                                        texts,
                                        channel,
                                        notifications,
                                        configuration.group(Groups.AWS),
                                        configuration.secretStores())
                                .uid(Uids.NOTIFY + "-" + name)
                                .name("notify " + name)
                                .setParallelism(1);
                letters = letters.union(some);
            }
            return letters;
        }

        private void file(DataStream<Notification> told) {
            told.filter(notification -> notification.channel == Channel.FILE)
                    .uid(Uids.NOTIFY + "-file-only")
                    .name("notifications for files")
                    .setParallelism(1)
                    .sinkTo(NotificationFiles.sink(files))
                    .uid(Uids.NOTIFY + "-file")
                    .name("notify file")
                    .setParallelism(1);
        }

        @Override
        public void policyEvents(DataStream<OperationalEvent> events) {
            new CommonEnds(configuration)
                    .events(
                            events,
                            "policy events",
                            Uids.POLICY_EVENTS_LOG,
                            Uids.POLICY_EVENTS_FILES);
        }
    }
}
