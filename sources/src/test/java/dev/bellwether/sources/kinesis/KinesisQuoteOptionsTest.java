// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bellwether.clients.aws.AwsSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KinesisQuoteOptionsTest {

    @Test
    void shouldAskForNothingButStreams() {
        assertThat(problems(Map.of("streams", "ticks;trades"))).isEmpty();
        assertThat(problems(Map.of()))
                .containsExactly("streams must name 1 to 20 streams, named 0");
    }

    @ParameterizedTest
    @CsvSource({
        "streams, a b, 'streams must be names of streams, ''a b'' cannot be one'",
        "streams, a;a, streams names a twice",
        "reading, fan_out, consumer.name is required for reading fan_out",
        "consumer.name, a b, 'consumer.name must be 1 to 128 letters, digits or _ . -, was a b'",
        "start.position, at_timestamp, start.timestamp is required for start.position at_timestamp",
        "start.timestamp, yesterday, 'start.timestamp must be an instant such as"
                + " 2025-03-22T10:00:00Z, was yesterday'",
        "shards.discovery.interval, 0 s, 'shards.discovery.interval must be at least 1 ms, was"
                + " PT0S'",
        "poll.interval, 0 s, 'poll.interval must be at least 1 ms, was PT0S'",
        "watermark.idleness, 0 s, 'watermark.idleness must be at least 1 ms, was PT0S'",
        "record.max-size, 17mb, 'record.max-size must be between 1 b and 16 mb, was 17825792 b'",
        "feed, a b, 'feed must be 1 to 64 letters, digits or . _ : -, was ''a b'''"
    })
    void shouldSayWhatIsWrong(String key, String value, String problem) {
        // given
        Map<String, String> options = new HashMap<>(Map.of("streams", "ticks"));
        options.put(key, value);

        // when / then
        assertThat(problems(options)).containsExactly(problem);
    }

    @Test
    void shouldRefuseToBuildWithAllThatIsWrongInOneMessage() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                KinesisQuoteSource.of(
                                        env,
                                        new Configuration(),
                                        Configuration.fromMap(Map.of("feed", ""))))
                .withMessageContaining("streams must name")
                .withMessageContaining("feed must be");
    }

    @Test
    void shouldTellTheConsumerWhatIsConfigured() {
        Properties properties =
                KinesisQuoteSource.properties(
                        AwsSettings.from(
                                Configuration.fromMap(
                                        Map.of(
                                                "region",
                                                "eu-west-1",
                                                "kinesis.endpoint",
                                                "http://127.0.0.1:1"))),
                        Configuration.fromMap(
                                Map.of(
                                        "streams", "ticks",
                                        "reading", "fan_out",
                                        "consumer.name", "desk",
                                        "start.position", "at_timestamp",
                                        "start.timestamp", "2025-03-22T10:00:00.007Z",
                                        "shards.discovery.interval", "3 s",
                                        "poll.interval", "200 ms",
                                        "watermark.idleness", "1 min")));

        assertThat(properties)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "aws.region", "eu-west-1",
                                "aws.endpoint", "http://127.0.0.1:1",
                                "flink.stream.recordpublisher", "EFO",
                                "flink.stream.efo.consumername", "desk",
                                "flink.stream.initpos", "AT_TIMESTAMP",
                                "flink.stream.initpos.timestamp", "1742637600.007",
                                "flink.shard.discovery.intervalmillis", "3000",
                                "flink.shard.getrecords.intervalmillis", "200",
                                "flink.shard.idle.interval", "60000"));
    }

    private static List<String> problems(Map<String, String> options) {
        List<String> problems = new ArrayList<>();
        KinesisQuoteOptions.check(
                Configuration.fromMap(options),
                (option, message) -> problems.add(option.key() + " " + message));
        return problems;
    }
}
