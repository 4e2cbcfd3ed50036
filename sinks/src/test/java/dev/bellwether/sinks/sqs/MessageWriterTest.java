// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.sinks.deadletters.DeadLetterJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageWriterTest {

    private static final int MAX = 256 * 1024;

    private final MessageWriter writer = new MessageWriter(MAX);

    @Test
    void shouldWriteTheLineOfTheFilesAndWhatItCanBeFilteredBy() {
        // given
        DeadLetter letter = Letters.letter(7);

        // when
        QueueMessage message = writer.write(letter);

        // then
        assertThat(message.body).isEqualTo(DeadLetterJson.write(letter));
        assertThat(message.reason).isEqualTo("not_a_number");
        assertThat(message.source).isEqualTo("kinesis:quotes");
        assertThat(message.symbol).isEqualTo("AAPL");
        assertThat(DeadLetterJson.read(message.body)).isEqualTo(letter);
    }

    @Test
    void shouldCountWhatSqsCounts() {
        QueueMessage message = new QueueMessage("{\"ä\":1}", "late", "bavest", "");

        // body 8 bytes with ä as two, 4 + 6 of values, names of 6 and types of 6 three times
        assertThat(message.sizeInBytes()).isEqualTo(8 + 4 + 6 + 36);
    }

    @Test
    void shouldCutTheEndOfAPayloadThatDoesNotFitAndSaySo() {
        // given
        String payload = "{\"note\":\"" + "x".repeat(1024 * 1024 - 20) + "\"}";

        // when
        QueueMessage message = writer.write(Letters.letter(payload));
        DeadLetter read = DeadLetterJson.read(message.body);

        // then
        assertThat(message.sizeInBytes()).isBetween(MAX - 8 * 1024L, (long) MAX);
        assertThat(message.body).contains("\"truncated\":true");
        assertThat(read.reason).isEqualTo(ReasonCode.NOT_A_NUMBER);
        assertThat(read.message).isEqualTo("price is no number" + MessageWriter.CUT);
        assertThat(read.originalLength).isEqualTo(payload.length());
        assertThat(payload).startsWith(new String(read.payload, StandardCharsets.UTF_8));
    }

    @Test
    void shouldFitWhateverThePayloadLooksLikeAsJson() {
        // Quotes and controls take two to six bytes in JSON, bytes that are no text four for three.
        byte[] controls = new byte[DeadLetter.MAX_PAYLOAD_BYTES];
        Arrays.fill(controls, (byte) 1);
        byte[] binary = new byte[DeadLetter.MAX_PAYLOAD_BYTES];
        new Random(5).nextBytes(binary);
        byte[] worsening =
                "a"
                        .repeat(200_000)
                        .concat("\u0001".repeat(200_000))
                        .getBytes(StandardCharsets.UTF_8);
        byte[] wide = "€".repeat(300_000).getBytes(StandardCharsets.UTF_8);

        for (byte[] payload : new byte[][] {controls, binary, worsening, wide}) {
            QueueMessage message = writer.write(Letters.letter(payload));
            DeadLetter read = DeadLetterJson.read(message.body);

            assertThat(message.sizeInBytes()).isBetween(MAX / 3L, (long) MAX);
            assertThat(read.payload).isEqualTo(Arrays.copyOf(payload, read.payload.length));
        }
        assertThat(writer.write(Letters.letter(wide)).body)
                .as("text stays text")
                .doesNotContain("payload_base64");
    }

    @Test
    void shouldFitALetterOfWhichEverythingIsTooLong() {
        DeadLetter letter = Letters.letter("{}");
        letter.symbol = "A".repeat(400_000);
        letter.message = "m".repeat(400_000);

        QueueMessage message = writer.write(letter);

        assertThat(message.sizeInBytes()).isLessThan(4 * 1024);
        assertThat(DeadLetterJson.read(message.body).message).endsWith(MessageWriter.CUT);
        assertThat(message.symbol).hasSize(256);
    }

    @Test
    void shouldSendOnlyCharactersThatSqsAllows() {
        // given
        DeadLetter letter = Letters.letter("a\uFFFE\uFFFF\u0000b");
        letter.symbol = "A\u0001\uD83D\uDE00\uFFFF";

        // when
        QueueMessage message = writer.write(letter);

        // then
        assertThat(message.body).doesNotContain("\uFFFE", "\uFFFF", "\u0000");
        assertThat(DeadLetterJson.read(message.body)).isEqualTo(letter);
        assertThat(message.symbol).isEqualTo("A????");
    }
}
