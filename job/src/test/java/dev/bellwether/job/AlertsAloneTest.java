// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.ConfigurationException;
import dev.bellwether.job.config.Groups;
import dev.bellwether.job.environment.Environments;
import dev.bellwether.job.pipelines.Uids;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application asks for and runs when it tells of alerts of other applications only. */
class AlertsAloneTest {

    @TempDir Path directory;

    @Test
    void shouldNeedNoMoreThanAStreamAndRunNothingThatMakesAlerts() throws IOException {
        ApplicationConfiguration configuration = Configurations.alertsAlone(directory).build();
        StreamExecutionEnvironment environment =
                Environments.create(configuration.group(Groups.LOCAL));
        new Application(configuration).define(environment);

        Set<String> uids =
                environment.getStreamGraph().getStreamNodes().stream()
                        .map(StreamNode::getTransformationUID)
                        .collect(Collectors.toSet());
        assertThat(uids)
                .contains(
                        Uids.KINESIS_ALERTS,
                        Uids.ALERT_INTAKE,
                        Uids.ALERT_ACTIONS_READ,
                        Uids.ALERT_ROUTER,
                        Uids.CHANNEL_LOG,
                        Uids.ALERTS_FILES,
                        Uids.ALERT_LETTERS_FILES)
                .doesNotContain(Uids.ALERT_LIFECYCLE, Uids.RULES, Uids.ALERTS_KINESIS)
                .doesNotContainNull();
    }

    @Test
    void shouldAskForAStreamWhenNothingElseMakesAlerts() {
        assertThatThrownBy(
                        () ->
                                Configurations.alertsAlone(directory)
                                        .without("KinesisAlerts", "streams")
                                        .with("KinesisAlerts", "publish.stream", "others")
                                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "KinesisAlerts.streams is required, as Application.pipelines names alerts"
                                + " alone")
                .hasMessageContaining(
                        "KinesisAlerts.publish.stream is for applications that make alerts");
    }

    @Test
    void shouldRefuseToReadWhatItPublishes() {
        assertThatThrownBy(
                        () ->
                                Configurations.of(directory)
                                        .with("Application", "pipelines", "signals;alerts")
                                        .with("KinesisAlerts", "publish.stream", "alerts")
                                        .with("KinesisAlerts", "streams", "alerts")
                                        .build())
                .hasMessageContaining(
                        "KinesisAlerts.publish.stream must not be one of KinesisAlerts.streams");
    }

    @Test
    void shouldSayEverythingThatIsWrongWithReading() {
        assertThatThrownBy(
                        () ->
                                Configurations.alertsAlone(directory)
                                        .with("KinesisAlerts", "streams", "a b")
                                        .with("KinesisAlerts", "start.position", "at_timestamp")
                                        .with("KinesisAlerts", "endless.hold", "0 s")
                                        .with("KinesisAlerts", "repetitions.memory", "0 s")
                                        .build())
                .hasMessageContaining("KinesisAlerts.streams must be names of streams")
                .hasMessageContaining("KinesisAlerts.start.timestamp is required")
                .hasMessageContaining("KinesisAlerts.endless.hold must be at least 1 ms")
                .hasMessageContaining("KinesisAlerts.repetitions.memory must be at least 1 ms");
    }
}
