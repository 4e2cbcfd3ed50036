// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import static dev.bellwether.sources.kinesis.KinesisJobs.STREAM;
import static dev.bellwether.sources.kinesis.KinesisJobs.await;
import static dev.bellwether.sources.kinesis.KinesisJobs.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.sandbox.kinesis.SandboxKinesis;
import dev.bellwether.sandbox.kinesis.SandboxStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The source with enhanced fan-out, CBOR and HTTP/2, as against the real service. */
class KinesisFanOutJobTest {

    private static final String TEST = "fan-out";

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir Path folder;

    @Test
    void shouldReadEveryRecordOnceOverASavepoint() throws Exception {
        try (SandboxKinesis kinesis = SandboxKinesis.kinesisMock()) {
            // given
            SandboxStream stream = kinesis.createStream(STREAM, 2);
            KinesisJobs jobs = new KinesisJobs(kinesis, folder);
            Configuration options = options("reading", "fan_out", "consumer.name", "desk");
            stream.putAll(quotes(0, 200), record -> String.valueOf(record[10]));

            // when
            JobClient job = jobs.start(TEST, 2, null, options);
            await().until(() -> Seen.of(TEST).size() == 200);
            String savepoint =
                    job.stopWithSavepoint(
                                    false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                            .get();
            stream.putAll(quotes(200, 300), record -> String.valueOf(record[10]));
            JobClient next = jobs.start(TEST, 1, savepoint, options);
            await().until(() -> Seen.of(TEST).size() >= 300);
            next.cancel().get();

            // then
            assertThat(Seen.of(TEST).stream().map(one -> (int) one.ingested.quote.price))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 300).boxed().collect(Collectors.toList()));
        } finally {
            Seen.forget(TEST);
        }
    }

    private static List<byte[]> quotes(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        i ->
                                ("{\"price\":"
                                                + (i + 1)
                                                + ",\"symbol\":\"A\",\"timestamp\":1742637600}")
                                        .getBytes(StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }
}
