// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class NotifyOptionsTest {

    @Test
    void shouldTakeTheDefaults() {
        assertThat(problems(Map.of())).isEmpty();
    }

    @Test
    void shouldAskForWhatEachChannelNeeds() {
        assertThat(problems(Map.of("channels", "slack;discord;email;sms;sns;file;console")))
                .containsExactly(
                        "slack.webhook is required for that channel",
                        "discord.webhook is required for that channel",
                        "sns.topic is required for that channel",
                        "email.from is required for that channel");
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        assertThat(
                        problems(
                                Map.of(
                                        "sns.topic", "alerts",
                                        "sms.to", "015112345678;+4915112345678",
                                        "sms.parts", "11",
                                        "sms.sender-id", "123",
                                        "sms.max-price", "cheap",
                                        "email.from", "Alerts alerts@example.com",
                                        "email.to", "desk",
                                        "email.per-second", "0",
                                        "slack.webhook", "https://hooks.example.com/s3cr3t",
                                        "retry.timeout", "2 d")))
                .hasSize(10)
                .anyMatch(problem -> problem.startsWith("sns.topic must be the ARN of a topic"))
                .anyMatch(problem -> problem.endsWith("was 015112345678"))
                .contains("sms.parts must be from 1 to 10, was 11")
                .anyMatch(problem -> problem.startsWith("sms.sender-id must be 1 to 11 letters"))
                .contains("sms.max-price must be a price such as 0.50, was cheap")
                .anyMatch(problem -> problem.startsWith("email.from must be an address"))
                .anyMatch(problem -> problem.startsWith("email.to must be addresses"))
                .contains("email.per-second must be from 1 to 1000, was 0")
                .noneMatch(problem -> problem.contains("s3cr3t"));
    }

    @Test
    void shouldTakeHostsOnlyForWebhooks() {
        assertThat(problems(Map.of("webhook.hosts", "https://a.example.com;b.example.com:1;a@b.c")))
                .containsExactly(
                        "webhook.hosts must be hosts such as hooks.example.com or"
                                + " hooks.example.com:8443, was https://a.example.com",
                        "webhook.hosts must be hosts such as hooks.example.com or"
                                + " hooks.example.com:8443, was a@b.c");
    }

    @Test
    void shouldTakeWhatAwsTakes() {
        assertThat(
                        problems(
                                Map.of(
                                        "channels", "email;sms;sns",
                                        "sns.topic",
                                                "arn:aws-cn:sns:cn-north-1:111122223333:a_b-c.fifo",
                                        "sms.to", "+4915112345678;+15551234567",
                                        "sms.sender-id", "Bell-1",
                                        "sms.max-price", "0.50",
                                        "email.from", "The Desk <alerts@example.com>",
                                        "email.to", "desk+a@example.com",
                                        "email.reply-to", "ops@example.com",
                                        "email.configuration-set", "alerts")))
                .isEmpty();
    }

    private static List<String> problems(Map<String, String> options) {
        List<String> problems = new ArrayList<>();
        NotifyOptions.check(
                Configuration.fromMap(options),
                (option, problem) -> problems.add(option.key() + " " + problem));
        return problems;
    }
}
