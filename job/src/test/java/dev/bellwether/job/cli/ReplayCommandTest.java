// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.sandbox.kinesis.KinesisRecord;
import dev.bellwether.sandbox.kinesis.SandboxKinesis;
import dev.bellwether.sandbox.kinesis.SandboxStream;
import dev.bellwether.sandbox.sqs.SandboxSqs;
import dev.bellwether.sinks.deadletters.DeadLetterJson;
import dev.bellwether.sources.kinesis.QuoteRecordReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From the bytes that a feed brought to the bytes that the job gets again. */
class ReplayCommandTest {

    private static final String GOOD =
            "{\"symbol\":\"MSFT\",\"price\":410.5,\"timestamp\":\"2026-03-04T10:00:01Z\"}";
    private static final String NO_PRICE =
            "{\"symbol\":\"AAPL\",\"price\":null,\"timestamp\":\"2026-03-04T10:00:00Z\"}";
    private static final String REPAIRED =
            "{\"symbol\":\"AAPL\",\"price\":150.25,\"timestamp\":\"2026-03-04T10:00:00Z\"}";
    private static final String BROKEN = "{\"symbol\":\"SPY\",\"pri";

    @TempDir Path directory;

    private Path letters;
    private Path key;
    private Path day;

    @BeforeEach
    void setPoisonAside() throws IOException {
        key = Files.writeString(directory.resolve("key"), "AKIASANDBOX");
        letters = directory.resolve("dead-letters");
        day = Files.createDirectories(letters.resolve("date=2026-03-04/reason=missing_field"));
        Path malformed =
                Files.createDirectories(letters.resolve("date=2026-03-04/reason=malformed"));
        List<String> lines = setAside(NO_PRICE);
        assertThat(lines).hasSize(1);
        Files.write(day.resolve("dead-letters-0-0.jsonl"), lines);
        Files.write(malformed.resolve("dead-letters-0-0.jsonl"), setAside(BROKEN));
        Files.write(malformed.resolve(".dead-letters-0-1.jsonl.inprogress"), List.of("{\"half"));
    }

    @Test
    void shouldPutTheRepairedRecordOnTheStreamByteForByteAndSayWhyTheOtherStays()
            throws IOException {
        try (SandboxKinesis kinesis = SandboxKinesis.kinesalite()) {
            SandboxStream stream = kinesis.createStream("quotes", 2);
            Path config = config(kinesis, null);
            repairByHand();

            Result result = run("--config", config.toString(), letters.toString());

            List<KinesisRecord> records = stream.readAll();
            assertThat(records).extracting(KinesisRecord::text).containsExactly(REPAIRED);
            assertThat(records).extracting(KinesisRecord::partitionKey).containsExactly("AAPL");
            assertThat(result.lines)
                    .containsExactly(
                            "To the stream quotes",
                            "reason                       back  refused",
                            "malformed                       0        1",
                            "missing_field                   1        0",
                            "  1 x still malformed",
                            "1 put back, 1 refused");
            assertThat(result.code).isEqualTo(3);
        }
    }

    @Test
    void shouldOnlySayWhatItWouldDoInADryRun() throws IOException {
        repairByHand();
        Path inbox = directory.resolve("inbox");

        Result result = run("--config", inboxConfig(inbox), "--dry-run", letters.toString());

        assertThat(result.lines).endsWith("1 would be put back, 1 refused");
        assertThat(inbox).doesNotExist();
    }

    @Test
    void shouldLeaveTheSameFileInTheInboxHoweverOftenItIsRun() throws IOException {
        repairByHand();
        Path inbox = directory.resolve("inbox");
        String config = inboxConfig(inbox);

        Result first = run("--config", config, "--reason", "missing_field", letters.toString());
        Result second = run("--config", config, "--reason", "missing_field", letters.toString());

        assertThat(first.lines).endsWith("1 put back, 0 refused, 1 not asked for");
        assertThat(first.code).isZero();
        assertThat(second.lines).isEqualTo(first.lines);
        assertThat(linesBelow(inbox)).containsExactly(REPAIRED);
    }

    @Test
    void shouldSetAFieldAndPickBySymbolSourceAndTime() throws IOException {
        Path inbox = directory.resolve("inbox");
        String config = inboxConfig(inbox);

        Result none = run("--config", config, "--since", "2026-03-05", letters.toString());
        Result other = run("--config", config, "--symbol", "MSFT", letters.toString());
        Result mine =
                run(
                        "--config",
                        config,
                        "--symbol",
                        "AAPL",
                        "--source",
                        "kinesis:quotes",
                        "--since",
                        "2026-03-04T10:00:00Z",
                        "--set",
                        "price=150.25",
                        letters.toString());

        assertThat(none.lines).endsWith("0 put back, 0 refused, 2 not asked for");
        assertThat(other.lines).endsWith("0 put back, 0 refused, 2 not asked for");
        assertThat(mine.lines).endsWith("1 put back, 0 refused, 1 not asked for");
        assertThat(linesBelow(inbox)).containsExactly(REPAIRED);
    }

    @Test
    void shouldDeleteFromTheQueueOnlyWhatWasPutBack() throws IOException {
        try (SandboxSqs sqs = SandboxSqs.start();
                SandboxKinesis kinesis = SandboxKinesis.kinesalite()) {
            SandboxStream stream = kinesis.createStream("quotes", 1);
            String queue = sqs.createQueue("letters");
            String repaired = setAside(NO_PRICE).get(0).replace("null", "150.25");
            sqs.send("letters", repaired);
            sqs.send("letters", setAside(BROKEN).get(0));
            sqs.send("letters", "not a dead letter");

            Result result = run("--config", config(kinesis, sqs).toString(), "sqs:" + queue);

            assertThat(result.lines).endsWith("1 put back, 2 refused");
            assertThat(stream.readAll()).extracting(KinesisRecord::text).containsExactly(REPAIRED);
            List<String> left =
                    sqs.take("letters").stream()
                            .map(message -> message.get("Body").asText())
                            .collect(Collectors.toList());
            assertThat(left)
                    .as("visible again at once")
                    .containsExactlyInAnyOrder(setAside(BROKEN).get(0), "not a dead letter");
        }
    }

    @Test
    void shouldKeepTheQueueAsItIsIfTheStreamCannotBeReached() throws IOException {
        try (SandboxSqs sqs = SandboxSqs.start()) {
            String queue = sqs.createQueue("letters");
            sqs.send("letters", setAside(NO_PRICE).get(0).replace("null", "150.25"));
            Result result =
                    run(
                            "--config",
                            streamConfig("http://127.0.0.1:" + closedPort(), sqs).toString(),
                            "sqs:" + queue);

            assertThat(result.code).isEqualTo(1);
            assertThat(result.error)
                    .startsWith(
                            "bellwether: Kinesis does not take records for the stream quotes: ");
            assertThat(sqs.take("letters")).hasSize(1);
        }
    }

    @Test
    void shouldSayWhatIsMissingIfTheJobHasNoFeedToComeBackBy() throws IOException {
        Result result =
                run("--config", new JobFile(directory).write().toString(), letters.toString());

        assertThat(result.code).isEqualTo(1);
        assertThat(result.error)
                .isEqualTo(
                        "bellwether: the job reads no Kinesis stream and has no inbox: set"
                            + " Replay.inbox.directory and start it again with that, then replay");
    }

    @Test
    void shouldRefuseReasonsAndTimesThatThereAreNot() throws IOException {
        String config = inboxConfig(directory.resolve("inbox"));

        assertThat(run("--config", config, "--reason", "bad", letters.toString()).error)
                .startsWith("--reason bad is none of empty, oversized, malformed,");
        assertThat(run("--config", config, "--since", "monday", letters.toString()).error)
                .startsWith("--since wants a time such as 2026-03-02");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What a person at an editor does. */
    private void repairByHand() throws IOException {
        Path file = day.resolve("dead-letters-0-0.jsonl");
        Files.writeString(file, Files.readString(file).replace("null", "150.25"));
    }

    /** The lines of the dead letters that the feed's reader makes of a record. */
    private static List<String> setAside(String record) {
        List<String> lines = new ArrayList<>();
        QuoteRecordReader reader = new QuoteRecordReader("kinesis", 256 * 1024);
        for (Ingested ingested :
                reader.read(
                        record.getBytes(StandardCharsets.UTF_8),
                        "kinesis:quotes",
                        "shardId-000000000000",
                        "17",
                        1_772_618_405_000L)) {
            DeadLetter letter = ingested.deadLetter;
            lines.add(DeadLetterJson.write(letter));
        }
        return lines;
    }

    private Path config(SandboxKinesis kinesis, SandboxSqs sqs) throws IOException {
        return streamConfig(kinesis.endpoint().toString(), sqs);
    }

    private Path streamConfig(String kinesis, SandboxSqs sqs) throws IOException {
        JobFile file =
                new JobFile(directory)
                        .with("Signals", "feeds", "kinesis")
                        .with("KinesisQuotes", "streams", "quotes")
                        .with("Aws", "kinesis.endpoint", kinesis)
                        .with("Aws", "credentials", "static")
                        .with("Aws", "access.key.id", "file:" + key)
                        .with("Aws", "secret.access.key", "file:" + key);
        if (sqs != null) {
            file.with("Aws", "sqs.endpoint", sqs.endpoint().toString());
        }
        return file.write();
    }

    private String inboxConfig(Path inbox) throws IOException {
        return new JobFile(directory)
                .with("Replay", "inbox.directory", inbox.toString())
                .write()
                .toString();
    }

    private static List<String> linesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.collect(Collectors.toList())) {
                assertThat(file.getFileName().toString()).matches("replay-[0-9a-f]{20}\\.jsonl");
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }
    }

    private static final class Result {
        final int code;
        final List<String> lines;
        final String error;

        Result(int code, List<String> lines, String error) {
            this.code = code;
            this.lines = lines;
            this.error = error;
        }
    }

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        String[] all = new String[arguments.length + 1];
        all[0] = "replay";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandLine commandLine = Cli.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(error, true));
        int code = commandLine.execute(all);
        return new Result(
                code, out.toString().lines().collect(Collectors.toList()), error.toString().trim());
    }
}
