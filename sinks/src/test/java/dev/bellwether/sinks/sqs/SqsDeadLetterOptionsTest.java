// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class SqsDeadLetterOptionsTest {

    private static final String URL = "https://sqs.eu-central-1.amazonaws.com/123456789012/letters";

    @Test
    void shouldBeSilentAndOffWithoutAQueue() {
        assertThat(problems(Map.of())).isEmpty();
        assertThat(SqsDeadLetterOptions.isEnabled(new Configuration())).isFalse();
        assertThat(SqsDeadLetterOptions.isEnabled(Configuration.fromMap(Map.of("queue.url", URL))))
                .isTrue();
    }

    @Test
    void shouldTakeAnAddressOrAName() {
        assertThat(problems(Map.of("queue.url", URL))).isEmpty();
        assertThat(problems(Map.of("queue.url", "http://127.0.0.1:9324/000000000000/letters")))
                .isEmpty();
        assertThat(problems(Map.of("queue.name", "bellwether-dead-letters"))).isEmpty();
    }

    @Test
    void shouldTellOfEverythingThatIsWrong() {
        assertThat(
                        problems(
                                Map.of(
                                        "queue.url", "http://example.com/1/letters",
                                        "queue.name", "a b",
                                        "message.max-size", "2mb",
                                        "batch.linger", "0 s",
                                        "max.in-flight", "0",
                                        "max.buffered", "10",
                                        "request.timeout", "0 s",
                                        "retry.pause.max", "0 s")))
                .containsExactlyInAnyOrder(
                        "queue.name must not stand beside queue.url: give one of them",
                        "queue.url must be an address such as"
                            + " https://sqs.eu-central-1.amazonaws.com/ACCOUNT/NAME, or http:// on"
                            + " this machine, was http://example.com/1/letters",
                        "queue.name must name a queue with letters, digits, - and _, was 'a b'",
                        "message.max-size must be from 4 kb to 1 mb, was 2097152 bytes",
                        "batch.linger must be at least 1 ms, was PT0S",
                        "request.timeout must be at least 1 ms, was PT0S",
                        "retry.pause.max must be at least 1 ms, was PT0S",
                        "max.in-flight must be from 1 to 50, was 0",
                        "max.buffered must be from 11 to 100000, was 10");
    }

    @Test
    void shouldRefuseAFifoQueue() {
        assertThat(problems(Map.of("queue.url", URL + ".fifo")))
                .containsExactly(
                        "queue.url must be a standard queue, letters.fifo is a FIFO queue");
    }

    @Test
    void shouldRefuseAQueueOfAnotherRegionThanTheCredentialsSignFor() {
        Configuration aws = Configuration.fromMap(Map.of("region", "us-east-1"));

        assertThatThrownBy(
                        () ->
                                SqsDeadLetterSink.from(
                                        aws, Configuration.fromMap(Map.of("queue.url", URL))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "SqsDeadLetters: queue.url is in eu-central-1, but Aws.region is"
                                + " us-east-1");
    }

    private static List<String> problems(Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        SqsDeadLetterOptions.check(
                Configuration.fromMap(values),
                (option, message) -> problems.add(option.key() + " " + message));
        return problems;
    }
}
