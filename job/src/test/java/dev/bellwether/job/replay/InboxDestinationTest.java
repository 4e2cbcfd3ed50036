// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxDestinationTest {

    @TempDir Path inbox;

    @Test
    void shouldLeaveOneLineForEachValueWhateverTheRecordLookedLike() throws IOException {
        // given one over several lines, two in one record, and one that is zipped
        Repaired pretty =
                record(
                        "{\n  \"price\": 1.50,\n  \"note\": \"a\\nb\"\n}"
                                .getBytes(StandardCharsets.UTF_8));
        Repaired two = record("{\"price\":2}{\"price\":3}".getBytes(StandardCharsets.UTF_8));
        Repaired zipped = record(gzip("[{\"price\":4}]"));

        // when
        new InboxDestination(inbox.toString()).put(List.of(pretty, two, zipped));

        // then
        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(Files.readAllLines(files.get(0)))
                .containsExactly(
                        "{\"price\":1.50,\"note\":\"a\\nb\"}",
                        "{\"price\":2}",
                        "{\"price\":3}",
                        "{\"price\":4}");
    }

    @Test
    void shouldTakeNumbersThatTheReaderSkips() throws IOException {
        String digits = "1".repeat(2000);
        Repaired skipped =
                record(
                        ("{\"price\":1,\"change\":NaN,\"other\":-Infinity,\"id\":" + digits + "}")
                                .getBytes(StandardCharsets.UTF_8));

        new InboxDestination(inbox.toString()).put(List.of(skipped));

        assertThat(Files.readAllLines(files().get(0)))
                .containsExactly(
                        "{\"price\":1,\"change\":\"NaN\",\"other\":\"-Infinity\",\"id\":"
                                + digits
                                + "}");
    }

    @Test
    void shouldNameAFileAfterItsContent() throws IOException {
        InboxDestination destination = new InboxDestination(inbox.toString());
        Repaired one = record("{\"price\":1}".getBytes(StandardCharsets.UTF_8));
        Repaired other = record("{\"price\":2}".getBytes(StandardCharsets.UTF_8));

        destination.put(List.of(one));
        destination.put(List.of(one));
        destination.put(List.of(other));

        assertThat(files()).as("nothing unfinished is left either").hasSize(2);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(inbox)) {
            return files.filter(file -> !file.getFileName().toString().endsWith(".crc"))
                    .collect(Collectors.toList());
        }
    }

    private static Repaired record(byte[] bytes) {
        return Repaired.of(bytes, "AAPL", 0);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
