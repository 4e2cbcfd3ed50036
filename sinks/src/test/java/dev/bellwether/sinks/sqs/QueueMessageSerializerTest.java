// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.Test;

class QueueMessageSerializerTest {

    private final QueueMessageSerializer serializer = new QueueMessageSerializer();

    @Test
    void shouldGiveBackWhatWaitedAndItsSize() throws IOException {
        // given
        List<QueueMessage> messages =
                List.of(new QueueMessage("{\"é\":1}", "late", "", "AAPL"), Letters.message(3));

        // when
        BufferedRequestState<QueueMessage> read =
                serializer.deserialize(1, serializer.serialize(state(messages)));

        // then
        assertThat(entries(read)).isEqualTo(messages);
        assertThat(read.getStateSize())
                .isEqualTo(messages.get(0).sizeInBytes() + messages.get(1).sizeInBytes());
    }

    @Test
    void shouldReadTheBytesThatVersionOneWrote() throws IOException {
        byte[] stored = fixture("unsent-v1.hex");

        BufferedRequestState<QueueMessage> read = serializer.deserialize(1, stored);

        assertThat(entries(read))
                .containsExactly(
                        new QueueMessage(
                                "{\"reason\":\"late\",\"payload\":\"ü\"}",
                                "late",
                                "bavest",
                                "SAP.DE"),
                        new QueueMessage("{\"reason\":\"empty\"}", "empty", "", ""));
    }

    @Test
    void shouldRefuseAVersionThatItDoesNotKnow() {
        assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("unsent dead letters are stored in version 2, this program knows 1");
    }

    private static BufferedRequestState<QueueMessage> state(List<QueueMessage> messages) {
        return new BufferedRequestState<>(
                messages.stream()
                        .map(message -> new RequestEntryWrapper<>(message, message.sizeInBytes()))
                        .collect(Collectors.toList()));
    }

    private static List<QueueMessage> entries(BufferedRequestState<QueueMessage> state) {
        return state.getBufferedRequestEntries().stream()
                .map(RequestEntryWrapper::getRequestEntry)
                .collect(Collectors.toList());
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = QueueMessageSerializerTest.class.getResourceAsStream(name)) {
            return StringUtils.hexStringToByte(
                    new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim());
        }
    }
}
