// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import static dev.bellwether.sources.kinesis.KinesisJobs.STREAM;
import static dev.bellwether.sources.kinesis.KinesisJobs.await;
import static dev.bellwether.sources.kinesis.KinesisJobs.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.sandbox.kinesis.KinesisRecord;
import dev.bellwether.sandbox.kinesis.KinesisShard;
import dev.bellwether.sandbox.kinesis.SandboxKinesis;
import dev.bellwether.sandbox.kinesis.SandboxStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The source in whole jobs, polling an emulator. */
class KinesisQuoteJobTest {

    private static final String CBOR_OFF =
            "org.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor";
    private static final long T0 = Records.millis("2025-03-21T14:00:00Z");
    private static final int SYMBOLS = 20;

    private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .setConfiguration(reporting())
                            .build());

    @TempDir Path folder;

    private SandboxKinesis kinesis;
    private SandboxStream stream;
    private KinesisJobs jobs;
    private String test;
    private final List<JobClient> running = new ArrayList<>();

    private static Configuration reporting() {
        Configuration configuration = new Configuration();
        REPORTER.addToConfiguration(configuration);
        return configuration;
    }

    @BeforeAll
    static void switchCborOff() {
        // The emulator speaks it wrongly.
        System.setProperty(CBOR_OFF, "true");
    }

    @AfterAll
    static void switchCborOn() {
        System.clearProperty(CBOR_OFF);
    }

    @BeforeEach
    void open(TestInfo info) {
        test = info.getTestMethod().orElseThrow().getName();
        kinesis = SandboxKinesis.kinesalite();
        stream = kinesis.createStream(STREAM, 2);
        jobs = new KinesisJobs(kinesis, folder);
    }

    @AfterEach
    void close() throws Exception {
        for (JobClient job : running) {
            if (!job.getJobStatus().get().isGloballyTerminalState()) {
                job.cancel().get();
            }
        }
        kinesis.close();
        Seen.forget(test);
    }

    @Test
    void shouldReadEveryRecordOnceAndInOrderOverSplitsAndAMergeAndASavepoint() throws Exception {
        // given a running job of two, and a shard that is split under it
        put(0, 300);
        JobClient job = start(2, null, options());
        await().until(() -> quotes().size() == 300);
        stream.split(stream.shards().get(0).id());
        put(300, 500);
        await().until(() -> quotes().size() == 500);

        // when it is stopped, the stream is split and merged, and a job of another size goes on
        String savepoint =
                job.stopWithSavepoint(
                                false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get();
        put(500, 600);
        List<KinesisShard> children =
                stream.shards().stream().filter(KinesisShard::isOpen).collect(Collectors.toList());
        stream.split(children.get(0).id());
        put(600, 700);
        start(3, savepoint, options());
        await().until(() -> quotes().size() == 700);
        mergeTwoNeighbours();
        put(700, 800);
        await().until(() -> quotes().size() >= 800);

        // then
        assertThat(quotes()).extracting(quote -> (int) quote.price).doesNotHaveDuplicates();
        assertThat(quotes()).hasSize(800);
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            String name = "S" + symbol;
            assertThat(
                            quotes().stream()
                                    .filter(quote -> quote.symbol.equals(name))
                                    .map(quote -> (int) quote.price))
                    .isSorted();
        }
        assertThat(Seen.of(test))
                .allMatch(one -> one.timestamp == one.ingested.quote.eventTimeMillis);
    }

    @Test
    void shouldKeepWhatItCannotReadWithItsPlaceInTheStreamAndReadOn() throws Exception {
        // given
        byte[] large = new byte[1 << 20];
        Arrays.fill(large, (byte) 'x');
        List<byte[]> poison =
                List.of(
                        new byte[0],
                        "  \n".getBytes(StandardCharsets.UTF_8),
                        "not json".getBytes(StandardCharsets.UTF_8),
                        new byte[] {(byte) 0xff, (byte) 0xfe, 0},
                        "{\"event_type\":\"x\"}".getBytes(StandardCharsets.UTF_8),
                        "{\"symbol\":\"A\",\"timestamp\":1742637600}"
                                .getBytes(StandardCharsets.UTF_8),
                        "{\"symbol\":\"A\",\"price\":NaN,\"timestamp\":1742637600}"
                                .getBytes(StandardCharsets.UTF_8),
                        large);
        put(0, 10);
        for (byte[] record : poison) {
            stream.put("poison", record);
        }
        put(10, 20);

        // when
        start(2, null, options());
        await().until(() -> Seen.of(test).size() == 20 + poison.size());

        // then
        List<DeadLetter> letters =
                Seen.of(test).stream()
                        .filter(one -> one.ingested.deadLetter != null)
                        .map(one -> one.ingested.deadLetter)
                        .collect(Collectors.toList());
        assertThat(letters)
                .extracting(letter -> letter.reason)
                .containsExactly(
                        ReasonCode.EMPTY,
                        ReasonCode.EMPTY,
                        ReasonCode.MALFORMED,
                        ReasonCode.MALFORMED,
                        ReasonCode.UNEXPECTED_SHAPE,
                        ReasonCode.MISSING_FIELD,
                        ReasonCode.NOT_A_NUMBER,
                        ReasonCode.OVERSIZED);
        List<KinesisRecord> written =
                stream.readAll().stream()
                        .filter(record -> record.partitionKey().equals("poison"))
                        .collect(Collectors.toList());
        for (int i = 0; i < poison.size(); i++) {
            DeadLetter letter = letters.get(i);
            assertThat(letter.payload).isEqualTo(poison.get(i));
            assertThat(letter.source).isEqualTo("kinesis:" + STREAM);
            assertThat(letter.partition).isEqualTo(written.get(i).shard());
            assertThat(letter.position).isEqualTo(written.get(i).sequenceNumber());
        }
        assertThat(quotes()).hasSize(20);
        assertThat(counted("streamRecordsRead")).isEqualTo(28);
        assertThat(counted("streamQuotesRead")).isEqualTo(20);
        assertThat(counted("streamRecordsUnreadable", ReasonCode.EMPTY)).isEqualTo(2);
        assertThat(counted("streamRecordsUnreadable", ReasonCode.OVERSIZED)).isEqualTo(1);
    }

    @Test
    void shouldKeepTheTimeOfTheSlowestShardAndBelieveNoQuoteFromTheFuture() throws Exception {
        // given two shards in one subtask, an hour apart, and one quote that no one can believe
        String slow = keyOf(stream.shards().get(0));
        String fast = keyOf(stream.shards().get(1));
        stream.put(slow, quote("SLOW", 1, T0));
        stream.put(fast, quote("FAST", 1, T0 + 3_600_000));
        stream.put(slow, quote("SLOW", 1, Records.millis("9999-01-01T00:00:00Z")));
        start(1, null, options());
        await().until(() -> quotes().size() == 3);

        // when more comes, until the watermark has been seen
        await().until(
                        () -> {
                            stream.put(slow, quote("SLOW", 1, T0 - 1));
                            return watermark() > Long.MIN_VALUE;
                        });
        stream.put(slow, quote("SLOW", 1, T0 + 60_000));
        await().until(
                        () -> {
                            stream.put(fast, quote("FAST", 1, T0 + 3_600_000));
                            return watermark() > T0;
                        });

        // then
        assertThat(Seen.of(test).stream().map(one -> one.watermark).distinct())
                .isSubsetOf(Long.MIN_VALUE, T0 - 5_001, T0 + 60_000 - 5_001)
                .contains(T0 + 60_000 - 5_001);
    }

    @Test
    void shouldLetASilentShardNotHoldBackTheOther() throws Exception {
        // given
        String silent = keyOf(stream.shards().get(0));
        String busy = keyOf(stream.shards().get(1));
        stream.put(silent, quote("SILENT", 1, T0));
        stream.put(busy, quote("BUSY", 1, T0 + 3_600_000));
        start(1, null, options("watermark.idleness", "500 ms"));

        // then
        await().until(
                        () -> {
                            stream.put(busy, quote("BUSY", 1, T0 + 3_600_000));
                            return watermark() == T0 + 3_600_000 - 5_001;
                        });
    }

    @Test
    void shouldKeepSecretsOutOfTheJobGraph() throws Exception {
        byte[] graph =
                InstantiationUtil.serializeObject(
                        jobs.environment(test, 1, null, options()).getStreamGraph().getJobGraph());

        String text = new String(graph, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(STREAM).doesNotContain(KinesisJobs.SECRET);
    }

    private JobClient start(int parallelism, String savepoint, Configuration options)
            throws Exception {
        JobClient job = jobs.start(test, parallelism, savepoint, options);
        running.add(job);
        return job;
    }

    private void put(int from, int to) {
        List<byte[]> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(quote("S" + i % SYMBOLS, i + 1, T0 + i).getBytes(StandardCharsets.UTF_8));
        }
        stream.putAll(records, record -> Records.read(record).get(0).quote.symbol);
    }

    private static String quote(String symbol, double price, long time) {
        return "{\"symbol\":\"" + symbol + "\",\"price\":" + price + ",\"timestamp\":" + time + "}";
    }

    private void mergeTwoNeighbours() {
        List<KinesisShard> open =
                stream.shards().stream().filter(KinesisShard::isOpen).collect(Collectors.toList());
        for (KinesisShard left : open) {
            for (KinesisShard right : open) {
                if (left.lastHash().add(BigInteger.ONE).equals(right.firstHash())) {
                    stream.merge(left.id(), right.id());
                    return;
                }
            }
        }
        throw new AssertionError("no neighbours in " + open);
    }

    /** A partition key whose MD5 lies in the shard's range, as Kinesis deals records out. */
    private static String keyOf(KinesisShard shard) throws Exception {
        for (int i = 0; ; i++) {
            String key = "key" + i;
            byte[] md5 =
                    MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
            BigInteger hash = new BigInteger(1, md5);
            if (hash.compareTo(shard.firstHash()) >= 0 && hash.compareTo(shard.lastHash()) <= 0) {
                return key;
            }
        }
    }

    private Collection<Quote> quotes() {
        return Seen.of(test).stream()
                .filter(one -> one.ingested.quote != null)
                .map(one -> one.ingested.quote)
                .collect(Collectors.toList());
    }

    private long watermark() {
        return Seen.of(test).stream().mapToLong(one -> one.watermark).max().orElse(Long.MIN_VALUE);
    }

    private long counted(String metric) {
        return counted(metric, null);
    }

    /** Summed over all subtasks of this test's job. */
    private long counted(String metric, ReasonCode reason) {
        return REPORTER.getMetricsByGroup().entrySet().stream()
                .filter(entry -> isOf(entry.getKey(), reason))
                .map(entry -> entry.getValue().get(metric))
                .filter(Objects::nonNull)
                .mapToLong(found -> ((Counter) found).getCount())
                .sum();
    }

    private boolean isOf(MetricGroup group, ReasonCode reason) {
        Map<String, String> variables = group.getAllVariables();
        return test.equals(variables.get("<job_name>"))
                && Arrays.asList(group.getScopeComponents()).contains("kinesisanalytics")
                && (reason == null
                        || reason.name()
                                .toLowerCase(Locale.ROOT)
                                .equals(variables.get("<Reason>")));
    }
}
