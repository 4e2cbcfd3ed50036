// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.pipelines.Uids;
import dev.bellwether.model.Alert;
import dev.bellwether.model.AlertAction;
import dev.bellwether.operators.alerts.AlertActionReader;
import dev.bellwether.operators.delivery.AlertIntake;
import dev.bellwether.sources.kinesis.KinesisAlertOptions;
import dev.bellwether.sources.kinesis.KinesisAlertSource;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Alerts that other applications make, on their way to people. */
final class Received {

    private final ReadableConfig aws;
    private final ReadableConfig kinesis;

    Received(ApplicationConfiguration configuration) {
        this.aws = configuration.group(Groups.AWS);
        this.kinesis = configuration.group(Groups.KINESIS_ALERTS);
    }

    boolean isConfigured() {
        return KinesisAlertOptions.isReading(kinesis);
    }

    /** Each change once, and dead letters at {@link AlertIntake#DEAD_LETTERS}. */
    SingleOutputStreamOperator<Alert> alerts(StreamExecutionEnvironment environment) {
        return KinesisAlertSource.of(environment, aws, kinesis)
                .uid(Uids.KINESIS_ALERTS)
                .name("kinesis alerts")
                .keyBy(AlertIntake::key)
                .process(AlertIntake.from(kinesis))
                .uid(Uids.ALERT_INTAKE)
                .name("alert intake");
    }

    /** What people may do where no alert is made; see the side outputs of the reader. */
    SingleOutputStreamOperator<AlertAction> silences(DataStream<String> actions) {
        return actions.process(AlertActionReader.ofSilences())
                .uid(Uids.ALERT_ACTIONS_READ)
                .name("read alert actions")
                .setParallelism(1);
    }
}
