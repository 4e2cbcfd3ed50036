// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SandboxKinesisTest {

    private static final String STREAM = "ticks";

    @Test
    void shouldKeepEveryRecordOfEachKeyInOrderOverASplitAndAMerge() {
        try (SandboxKinesis kinesis = SandboxKinesis.kinesalite()) {
            // given
            SandboxStream stream = kinesis.createStream(STREAM, 2);
            List<KinesisShard> before = stream.shards();

            // when
            stream.putAll(texts(0, 1_200), SandboxKinesisTest::key);
            stream.split(before.get(0).id());
            stream.putAll(texts(1_200, 1_300), SandboxKinesisTest::key);
            List<KinesisShard> afterSplit = stream.shards();
            stream.merge(afterSplit.get(2).id(), afterSplit.get(3).id());
            stream.putAll(texts(1_300, 1_400), SandboxKinesisTest::key);

            // then
            assertThat(before).hasSize(2).allMatch(KinesisShard::isOpen);
            assertThat(afterSplit).hasSize(4);
            assertThat(afterSplit.get(0).isOpen()).isFalse();
            assertThat(afterSplit.get(2).parent()).hasValue(before.get(0).id());
            assertThat(stream.shards().stream().filter(KinesisShard::isOpen)).hasSize(2);
            List<KinesisRecord> all = stream.readAll();
            for (int key = 0; key < 7; key++) {
                String name = String.valueOf(key);
                assertThat(
                                all.stream()
                                        .filter(record -> record.partitionKey().equals(name))
                                        .map(record -> Integer.parseInt(record.text())))
                        .containsExactlyElementsOf(numbers(key));
            }
        }
    }

    /** As when a TaskManager is killed: the emulator by itself would throw, and end. */
    @Test
    void shouldSurviveAClientThatBreaksOffInARequest() throws IOException {
        try (SandboxKinesis kinesis = SandboxKinesis.kinesalite()) {
            SandboxStream stream = kinesis.createStream(STREAM, 1);
            try (Socket client = new Socket("127.0.0.1", kinesis.endpoint().getPort())) {
                // Closing sends a reset, as the system does for a process that is killed.
                client.setSoLinger(true, 0);
                String head =
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
                                + "Expect: 100-continue\r\n\r\n";
                client.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                client.getOutputStream().flush();
                // Its answer says that it waits for the body.
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }

            stream.putAll(texts(0, 20), SandboxKinesisTest::key);
            assertThat(stream.readAll()).hasSize(20);
        }
    }

    @Test
    void shouldRefuseWhatTheServiceRefuses() {
        try (SandboxKinesis kinesis = SandboxKinesis.kinesalite()) {
            SandboxStream stream = kinesis.stream("unknown");

            assertThatExceptionOfType(KinesisRefusedException.class)
                    .isThrownBy(() -> stream.put("key", "text"))
                    .satisfies(
                            refusal ->
                                    assertThat(refusal.type())
                                            .isEqualTo("ResourceNotFoundException"));
        }
    }

    @Test
    void shouldServeTheSecondEmulatorToo() {
        try (SandboxKinesis kinesis = SandboxKinesis.kinesisMock()) {
            // given
            SandboxStream stream = kinesis.createStream(STREAM, 1);

            // when
            stream.putAll(texts(0, 20), SandboxKinesisTest::key);

            // then
            assertThat(stream.readAll())
                    .extracting(KinesisRecord::text)
                    .containsExactlyElementsOf(
                            texts(0, 20).stream()
                                    .map(SandboxKinesisTest::text)
                                    .collect(Collectors.toList()));
        }
    }

    @Test
    void shouldListenOnTheLoopbackAddressOnlyAndEndWhenClosed() throws IOException {
        // given
        SandboxKinesis kinesis = SandboxKinesis.kinesalite();
        int port = kinesis.endpoint().getPort();

        // when / then
        assertThat(accepts("127.0.0.1", port)).isTrue();
        for (String address : otherAddresses()) {
            assertThat(accepts(address, port)).as(address).isFalse();
        }
        kinesis.close();
        assertThat(kinesis.isRunning()).isFalse();
        assertThat(accepts("127.0.0.1", port)).isFalse();
    }

    private static List<String> otherAddresses() throws IOException {
        return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(network -> network.getInterfaceAddresses().stream())
                .map(address -> address.getAddress())
                .filter(address -> !address.isLoopbackAddress())
                .map(address -> address.getHostAddress())
                .collect(Collectors.toList());
    }

    private static boolean accepts(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<byte[]> texts(int from, int to) {
        List<byte[]> texts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            texts.add(String.valueOf(i).getBytes(StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static List<Integer> numbers(int key) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = key; i < 1_400; i += 7) {
            numbers.add(i);
        }
        return numbers;
    }

    private static String key(byte[] text) {
        return String.valueOf(Integer.parseInt(text(text)) % 7);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
