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
import dev.bellwether.model.RuleText;
import dev.bellwether.operators.delivery.DeliveryOptions;
import dev.bellwether.operators.delivery.PolicyUpdates;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import dev.bellwether.operators.delivery.policy.PolicyDocuments;
import dev.bellwether.sinks.files.AlertFiles;
import dev.bellwether.sinks.files.DecisionFiles;
import dev.bellwether.sinks.notify.NotifyOptions;
import dev.bellwether.sinks.notify.Teller;
import dev.bellwether.sources.policy.PolicySourceOptions;
import dev.bellwether.sources.rules.RuleFileSource;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The delivery pipeline between alerts and its real ends. */
final class Delivery {

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
        List<RuleText> texts = texts(channels);
        List<String> problems = new ArrayList<>();
        DeliveryPolicy initial = PolicyUpdates.check(texts, channels, problems);
        if (!problems.isEmpty()) {
            throw new IOException("Notifications.policy.file: " + String.join("; ", problems));
        }
        return new DeliveryPipeline(notifications)
                .define(
                        alerts,
                        silences,
                        texts(environment, bounded, texts),
                        new PolicyUpdates(texts, channels),
                        initial,
                        new Ends());
    }

    /** The policy as it is when the job is made; without a file the one of the options. */
    private List<RuleText> texts(List<Channel> channels) {
        return notifications
                .getOptional(PolicySourceOptions.FILE)
                .map(file -> List.of(RuleFileSource.read(file, Clock.systemUTC().millis())))
                .orElseGet(() -> List.of(fromOptions(channels)));
    }

    private RuleText fromOptions(List<Channel> channels) {
        RuleText text = new RuleText();
        text.place = "options";
        text.text =
                PolicyDocuments.everythingOn(channels, notifications.get(DeliveryOptions.SEVERITY))
                        .toString();
        return text;
    }

    /** Bounded or not as the rules are, and for the same reason; see {@link Alerts}. */
    private DataStream<RuleText> texts(
            StreamExecutionEnvironment environment, boolean bounded, List<RuleText> texts) {
        if (bounded) {
            return environment
                    .fromData(texts, TypeInformation.of(RuleText.class))
                    .uid(Uids.POLICY_FILE)
                    .name("policy texts");
        }
        boolean isFile = notifications.getOptional(PolicySourceOptions.FILE).isPresent();
        return environment
                .fromSource(
                        RuleFileSource.of(
                                "policy",
                                isFile ? List.of() : texts,
                                isFile
                                        ? List.of(notifications.get(PolicySourceOptions.FILE))
                                        : List.of(),
                                notifications.get(PolicySourceOptions.POLL_INTERVAL)),
                        RuleFileSource.watermarks(),
                        "policy file")
                .uid(Uids.POLICY_FILE)
                .setParallelism(1);
    }

    private final class Ends implements DeliveryPipeline.Ends {

        private final ReadableConfig files = configuration.group(Groups.FILES);

        @Override
        public void alerts(DataStream<Alert> alerts) {
            alerts.map(new AlertLog())
                    .uid(Uids.ALERTS_LOG)
                    .name("alerts log")
                    .sinkTo(AlertFiles.sink(files))
                    .uid(Uids.ALERTS_FILES)
                    .name("alerts files");
        }

        @Override
        public void decisions(DataStream<DeliveryDecision> decisions) {
            decisions
                    .sinkTo(DecisionFiles.sink(files))
                    .uid(Uids.DECISIONS_FILES)
                    .name("decisions files");
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
            for (Channel channel : notifications.get(NotifyOptions.CHANNELS)) {
                String name = channel.name().toLowerCase(Locale.ROOT);
                DataStream<DeadLetter> some =
                        Teller.tell(texts, channel, notifications, configuration.secretStores())
                                .uid(Uids.NOTIFY + "-" + name)
                                .name("notify " + name)
                                .setParallelism(1);
                letters = letters == null ? some : letters.union(some);
            }
            return letters;
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
