// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class KinesisPublishOptionsTest {

    @Test
    void shouldBeSilentAndOffWithoutAStream() {
        assertThat(problems(Map.of())).isEmpty();
        assertThat(KinesisPublishOptions.isEnabled(new Configuration())).isFalse();
        assertThatThrownBy(() -> KinesisQuoteSink.from(new Configuration(), new Configuration()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KinesisPublish: stream is required");
    }

    @Test
    void shouldTellOfEverythingThatIsWrong() {
        assertThat(
                        problems(
                                Map.of(
                                        "stream", "no spaces",
                                        "batch.max-records", "501",
                                        "batch.max-size", "6mb",
                                        "batch.linger", "0 s",
                                        "max.in-flight", "51",
                                        "max.buffered", "501",
                                        "request.timeout", "0 s")))
                .containsExactlyInAnyOrder(
                        "stream must be letters, digits, '_', '.' and '-', was 'no spaces'",
                        "batch.max-records must be from 1 to 500, was 501",
                        "batch.max-size must be from 1 mb to 5 mb, was 6291456 bytes",
                        "batch.linger must be at least 1 ms, was PT0S",
                        "max.in-flight must be from 1 to 50, was 51",
                        "max.buffered must be more than batch.max-records, was 501",
                        "request.timeout must be at least 1 ms, was PT0S");
    }

    private static List<String> problems(Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        KinesisPublishOptions.check(
                Configuration.fromMap(values),
                (option, message) -> problems.add(option.key() + " " + message));
        return problems;
    }
}
