// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.pipelines;

import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertAction;
import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.DeliveryDecision;
import dev.bellwether.model.DeliveryInput;
import dev.bellwether.model.Dispatch;
import dev.bellwether.model.Notification;
import dev.bellwether.model.OperationalEvent;
import dev.bellwether.model.PlacedText;
import dev.bellwether.model.RoutedAlert;
import dev.bellwether.model.Telling;
import dev.bellwether.operators.delivery.AlertGroups;
import dev.bellwether.operators.delivery.AlertRouter;
import dev.bellwether.operators.delivery.ChannelLog;
import dev.bellwether.operators.delivery.PolicyUpdates;
import dev.bellwether.operators.delivery.Recipients;
import dev.bellwether.operators.delivery.policy.DeliveryPolicy;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Alerts in; messages for people out, and why who was told what.
 *
 * <p>Alerts are few and people wait for them: no stage keeps one back to fill a buffer.
 */
public final class DeliveryPipeline {

    /** Where the results go. */
    public interface Ends {

        /** Takes every change of every alert, with what keeps it back. */
        void alerts(DataStream<Alert> alerts);

        /** Tells people, and gives back what was refused for good. */
        DataStream<DeadLetter> notifications(DataStream<Notification> notifications);

        void decisions(DataStream<DeliveryDecision> decisions);

        void policyEvents(DataStream<OperationalEvent> events);
    }

    /**
     * A record of these stages waits in no buffer for others. A limit of 1 ms would be later and
     * dearer, because a thread of each task would wake for it all day.
     */
    private static final long AT_ONCE = 0;

    private final ReadableConfig notifications;

    /** Takes the checked options of the group of this name. */
    public DeliveryPipeline(ReadableConfig notifications) {
        this.notifications = notifications;
    }

    /**
     * Lays out the pipeline between its feeds and its ends.
     *
     * @param silences what people do about all alerts that match
     * @param texts the policy as it is written, whenever it changes
     * @param updates what makes one policy of the texts
     * @param initial the policy when the job is made
     * @return what people could not be told
     */
    public DataStream<DeadLetter> define(
            DataStream<Alert> alerts,
            DataStream<AlertAction> silences,
            DataStream<PlacedText> texts,
            PolicyUpdates updates,
            DeliveryPolicy initial,
            Ends ends) {

        // who is to be told
        SingleOutputStreamOperator<String> policies =
                texts.keyBy(text -> PolicyUpdates.KEY)
                        .process(updates)
                        .uid(Uids.POLICY_UPDATES)
                        .name("policy")
                        .setParallelism(1)
                        // Recipients know a new policy before anything is routed by it.
                        .setBufferTimeout(AT_ONCE);
        ends.policyEvents(policies.getSideOutput(PolicyUpdates.EVENTS));

        // which groups an alert belongs to, and whether anything keeps it back
        SingleOutputStreamOperator<RoutedAlert> routed =
                inputs(alerts, silences, policies)
                        .keyBy(input -> AlertRouter.KEY)
                        .process(new AlertRouter(initial))
                        .uid(Uids.ALERT_ROUTER)
                        .name("alert router")
                        .setParallelism(1)
                        .setBufferTimeout(AT_ONCE);
        ends.alerts(routed.getSideOutput(AlertRouter.ALERTS));

        // when a group is told
        SingleOutputStreamOperator<Dispatch> dispatches =
                routed.keyBy(alert -> alert.group)
                        .process(new AlertGroups())
                        .uid(Uids.ALERT_GROUPS)
                        .name("alert groups")
                        .setBufferTimeout(AT_ONCE);

        // what each recipient wants
        SingleOutputStreamOperator<Telling> tellings =
                dispatches
                        .keyBy(dispatch -> dispatch.bucket)
                        .connect(policies.broadcast(Recipients.POLICY))
                        .process(Recipients.from(notifications, initial))
                        .uid(Uids.RECIPIENTS)
                        .name("recipients")
                        .setBufferTimeout(AT_ONCE);

        // what each address has
        SingleOutputStreamOperator<Notification> told =
                tellings.keyBy(ChannelLog::key)
                        .process(ChannelLog.from(notifications))
                        .uid(Uids.CHANNEL_LOG)
                        .name("channel log")
                        .setBufferTimeout(AT_ONCE);

        ends.decisions(
                routed.getSideOutput(AlertRouter.DECISIONS)
                        .union(
                                dispatches.getSideOutput(AlertGroups.DECISIONS),
                                tellings.getSideOutput(Recipients.DECISIONS),
                                told.getSideOutput(ChannelLog.DECISIONS)));
        return ends.notifications(told);
    }

    private static DataStream<DeliveryInput> inputs(
            DataStream<Alert> alerts,
            DataStream<AlertAction> silences,
            DataStream<String> policies) {
        return alerts.map(DeliveryInput::of)
                .returns(DeliveryInput.class)
                .uid(Uids.ALERTS_TO_ROUTE)
                .name("alerts to route")
                .setBufferTimeout(AT_ONCE)
                .union(
                        silences.map(DeliveryInput::of)
                                .returns(DeliveryInput.class)
                                .uid(Uids.SILENCES_TO_ROUTE)
                                .name("silences to route"),
                        policies.map(DeliveryInput::ofPolicy)
                                .returns(DeliveryInput.class)
                                .uid(Uids.POLICY_TO_ROUTE)
                                .name("policy to route"));
    }
}
