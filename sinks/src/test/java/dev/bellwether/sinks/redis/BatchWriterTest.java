// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.connectors.redis.common.mapper.RedisCommand;
import org.junit.jupiter.api.Test;

/** What is sent again, and in which order, over a transport that answers as it is told. */
class BatchWriterTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final WriteSettings settings = new WriteSettings();
    private int pauses;

    @Test
    void shouldSendAgainOnlyWhatWasNotAccepted() throws Exception {
        transport.script("b", Verdict.RETRY, "OOM command not allowed");
        BatchWriter<String> writer = writer(Writers.set());

        writer.write("a=1");
        writer.write("b=2");
        writer.write("c=3");
        writer.flush();

        assertThat(transport.rounds).containsExactly(List.of("a", "b", "c"), List.of("b"));
        assertThat(pauses).isEqualTo(1);
        assertThat(metrics.count("kinesisanalytics.commandsSent")).isEqualTo(3);
        assertThat(metrics.count("kinesisanalytics.commandsRetried")).isEqualTo(1);
    }

    @Test
    void shouldNotLeaveAnOlderValueBehindANewerOne() throws Exception {
        transport.script("k", Verdict.RETRY, "OOM command not allowed");
        BatchWriter<String> writer = writer(Writers.set());

        writer.write("k=1");
        writer.write("other=1");
        writer.write("k=2");
        writer.flush();

        // The first k was put off, the second was taken: both go again, in order.
        assertThat(transport.rounds).containsExactly(List.of("k", "other", "k"), List.of("k", "k"));
        assertThat(metrics.count("kinesisanalytics.commandsSent")).isEqualTo(3);
    }

    @Test
    void shouldNotCountTwiceToKeepAnOrder() throws Exception {
        transport.script("n", Verdict.RETRY, "OOM command not allowed");
        BatchWriter<String> writer =
                writer(new BahirMapping<String>(Mapped.to(RedisCommand.INCRBY)));

        writer.write("n=1");
        writer.write("n=10");
        writer.flush();

        assertThat(transport.rounds).containsExactly(List.of("n", "n"), List.of("n"));
    }

    @Test
    void shouldSendAgainWhatWasOnItsWayWhenTheConnectionBroke() throws Exception {
        transport.breakAfter(1);
        BatchWriter<String> writer = writer(Writers.set());

        writer.write("a=1");
        writer.write("b=2");
        writer.write("c=3");
        writer.flush();

        assertThat(transport.rounds).containsExactly(List.of("a", "b", "c"), List.of("b", "c"));
    }

    @Test
    void shouldFailWhenNothingWasTakenForTheTimeout() {
        settings.retryTimeout = Duration.ofSeconds(60);
        settings.maxBackoff = Duration.ofSeconds(5);
        transport.breakForEver("node:1: Connection refused");
        BatchWriter<String> writer = writer(Writers.set());

        assertThatThrownBy(
                        () -> {
                            writer.write("a=1");
                            writer.flush();
                        })
                .isInstanceOf(RedisSinkException.class)
                .hasMessage(
                        "Redis has taken nothing for 60000 ms, 1 requests wait; the last trouble"
                                + " was: node:1: Connection refused");
        assertThat(pauses).isBetween(12, 40);
    }

    @Test
    void shouldPauseLongerEachTimeAndNeverLongerThanTheLimit() {
        settings.initialBackoff = Duration.ofMillis(100);
        settings.maxBackoff = Duration.ofSeconds(2);
        settings.retryTimeout = Duration.ofSeconds(30);
        transport.breakForEver("gone");
        Writers.FakePause pause = new Writers.FakePause(settings, () -> {});
        BatchWriter<String> writer =
                new BatchWriter<>(
                        Writers.set(),
                        settings,
                        transport,
                        rejected::add,
                        new WriterMetrics(metrics, transport),
                        pause);

        assertThatThrownBy(
                        () -> {
                            writer.write("a=1");
                            writer.flush();
                        })
                .isInstanceOf(RedisSinkException.class);
        assertThat(pause.waited.get(0)).isBetween(50L, 150L);
        assertThat(pause.waited.get(2)).isBetween(200L, 600L);
        assertThat(pause.waited).allSatisfy(millis -> assertThat(millis).isBetween(50L, 2_000L));
        assertThat(pause.waited.get(pause.waited.size() - 1)).isGreaterThanOrEqualTo(1_000L);
    }

    @Test
    void shouldFailAtOnceWhenThePermissionIsMissing() throws Exception {
        transport.script("b", Verdict.FATAL, "NOPERM this user has no permissions");
        BatchWriter<String> writer = writer(Writers.set());
        writer.write("a=1");
        writer.write("b=2");

        assertThatThrownBy(writer::flush)
                .isInstanceOf(RedisSinkException.class)
                .hasMessage(
                        "Redis takes no commands from this job: NOPERM this user has no"
                                + " permissions");
        assertThat(pauses).isZero();
    }

    @Test
    void shouldHandOverRejectedRecordsOnceAndInOrder() throws Exception {
        transport.script("a", Verdict.REJECTED, "WRONGTYPE a");
        transport.script("b", Verdict.REJECTED, "WRONGTYPE b");
        transport.script("c", Verdict.RETRY, "OOM");
        BatchWriter<String> writer = writer(Writers.set());

        writer.write("b=1");
        writer.write("c=1");
        writer.write("a=1");
        writer.flush();
        writer.flush();

        assertThat(rejected)
                .extracting(RejectedRecord::message)
                .containsExactly("SET b: WRONGTYPE b", "SET a: WRONGTYPE a");
        assertThat(metrics.count("kinesisanalytics.recordsRejected")).isEqualTo(2);
    }

    @Test
    void shouldFlushByItselfWhenTheBatchIsFull() throws Exception {
        settings.batchSize = 2;
        BatchWriter<String> writer = writer(Writers.set());

        writer.write("a=1");
        assertThat(writer.isEmpty()).isFalse();
        writer.write("b=1");

        assertThat(writer.isEmpty()).isTrue();
        assertThat(transport.rounds).containsExactly(List.of("a", "b"));
    }

    @Test
    void shouldWriteOnlyTheLastRecordOfABatchForEachKeyAndInOrder() throws Exception {
        BatchWriter<String> writer = writer(new LastOfKey());

        writer.write("a=1");
        writer.write("b=1");
        writer.write("a=2");
        writer.write("c=1");
        assertThat(transport.sent).isEmpty();
        assertThat(writer.isEmpty()).isFalse();
        writer.flush();
        writer.write("a=3");
        writer.flush();

        assertThat(transport.rounds).containsExactly(List.of("b", "a", "c"), List.of("a"));
        assertThat(metrics.count("kinesisanalytics.recordsSuperseded")).isEqualTo(1);
        assertThat(metrics.count("kinesisanalytics.commandsSent")).isEqualTo(4);
    }

    @Test
    void shouldWriteWhatWasGatheredWhenEnoughRecordsWait() throws Exception {
        settings.batchRecords = 3;
        BatchWriter<String> writer = writer(new LastOfKey());

        writer.write("a=1");
        writer.write("a=2");
        assertThat(transport.rounds).isEmpty();
        writer.write("b=1");

        assertThat(writer.isEmpty()).isTrue();
        assertThat(transport.rounds).containsExactly(List.of("a", "b"));
    }

    @Test
    void shouldKeepToTheBatchSizeWhileItWritesWhatWasGathered() throws Exception {
        settings.batchSize = 2;
        BatchWriter<String> writer = writer(new LastOfKey());

        for (String record : List.of("a=1", "b=1", "c=1", "d=1", "e=1")) {
            writer.write(record);
        }
        writer.flush();

        assertThat(transport.rounds)
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void shouldTellARefusalAmongGatheredRecordsOnceAndWriteTheOthers() throws Exception {
        transport.script("b", Verdict.REJECTED, "WRONGTYPE b");
        BatchWriter<String> writer = writer(new LastOfKey());

        writer.write("a=1");
        writer.write("b=1");
        writer.write("b=2");
        writer.write("c=1");
        writer.flush();
        writer.flush();

        assertThat(rejected)
                .extracting(RejectedRecord::message)
                .containsExactly("SET b: WRONGTYPE b");
        assertThat(transport.rounds).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void shouldWriteEveryRecordWhenNoneIsToBeGathered() throws Exception {
        settings.batchRecords = 1;
        BatchWriter<String> writer = writer(new LastOfKey());

        writer.write("a=1");
        writer.write("a=2");
        writer.flush();

        assertThat(transport.rounds).containsExactly(List.of("a", "a"));
    }

    /** {@code key=value} with SET, of each key the last. */
    private static final class LastOfKey implements CoalescingMapper<String> {

        private static final long serialVersionUID = 1L;

        private static String key(String record) {
            return record.substring(0, record.indexOf('='));
        }

        @Override
        public int[] remaining(List<String> records) {
            Map<String, Integer> last = new HashMap<>();
            for (int i = 0; i < records.size(); i++) {
                last.put(key(records.get(i)), i);
            }
            int[] parts = new int[records.size()];
            last.values().forEach(i -> parts[i] = 1);
            return parts;
        }

        @Override
        public void map(String record, RedisCommands commands) {
            map(record, 1, commands);
        }

        @Override
        public void map(String record, int parts, RedisCommands commands) {
            Writers.set().map(record, commands);
        }
    }

    private BatchWriter<String> writer(RedisRecordMapper<String> mapper) {
        return Writers.over(transport, mapper, settings, rejected, metrics, () -> pauses++);
    }

    /** Answers each key's first request as scripted and everything else with yes. */
    private static final class ScriptedTransport implements RedisTransport {

        final List<List<String>> rounds = new ArrayList<>();
        private final Map<String, Verdict> verdicts = new HashMap<>();
        private final Map<String, String> texts = new HashMap<>();
        private final List<Request> sent = new ArrayList<>();
        private int answersUntilBroken = Integer.MAX_VALUE;
        private String brokenForEver;

        void script(String key, Verdict verdict, String text) {
            verdicts.put(key, verdict);
            texts.put(key, text);
        }

        void breakAfter(int answers) {
            answersUntilBroken = answers;
        }

        void breakForEver(String problem) {
            brokenForEver = problem;
        }

        @Override
        public void send(Request request) {
            sent.add(request);
        }

        @Override
        public String receive() {
            List<String> keys = new ArrayList<>();
            int answers = 0;
            for (Request request : sent) {
                String key = new String(request.keys().get(0), StandardCharsets.UTF_8);
                keys.add(key);
                if (brokenForEver != null || answers++ >= answersUntilBroken) {
                    continue;
                }
                Verdict verdict = verdicts.remove(key);
                request.answered(verdict == null ? Verdict.ACCEPTED : verdict, texts.get(key));
            }
            answersUntilBroken = Integer.MAX_VALUE;
            sent.clear();
            rounds.add(keys);
            return brokenForEver;
        }

        @Override
        public long reconnects() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
