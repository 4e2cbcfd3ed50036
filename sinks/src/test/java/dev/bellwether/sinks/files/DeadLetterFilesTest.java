// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;
import dev.bellwether.sinks.deadletters.DeadLetterJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterFilesTest {

    private static final long T0 = Instant.parse("2026-03-02T23:59:59.999Z").toEpochMilli();

    private static DeadLetter letter(byte[] payload) {
        DeadLetter letter =
                DeadLetter.of("bavest", ReasonCode.MALFORMED, "no JSON: \"x\"", payload, T0);
        letter.symbol = "AAPL";
        return letter;
    }

    private static DeadLetter roundTrip(DeadLetter letter) {
        String line = DeadLetterJson.write(letter);
        assertThat(line).doesNotContain("\n").doesNotContain("\r");
        // As it is written to a file and read from it.
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return DeadLetterFiles.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void shouldWriteReadableLinesWhereThePayloadIsText() {
        DeadLetter letter = letter("{\"price\":\n\"zwölf\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(DeadLetterJson.write(letter))
                .isEqualTo(
                        "{\"occurred_at\":\"2026-03-02T23:59:59.999Z\",\"source\":\"bavest\","
                                + "\"reason\":\"malformed\",\"message\":\"no JSON: \\\"x\\\"\","
                                + "\"symbol\":\"AAPL\","
                                + "\"payload\":\"{\\\"price\\\":\\n\\\"zwölf\\\"}\","
                                + "\"original_length\":19,\"truncated\":false}");
        assertThat(roundTrip(letter)).isEqualTo(letter);
    }

    @Test
    void shouldWriteOtherBytesAsBase64() {
        DeadLetter letter = letter(new byte[] {(byte) 0xff, 0, 1});

        assertThat(DeadLetterJson.write(letter))
                .contains("\"payload_base64\":\"/wAB\",\"original_length\":3")
                .doesNotContain("\"payload\"");
        assertThat(roundTrip(letter)).isEqualTo(letter);
    }

    @Test
    void shouldSayThatAPayloadWasCut() {
        // 1 200 000 bytes of two-byte characters after one byte: cut within a character.
        DeadLetter letter = letter(("a" + "ö".repeat(600_000)).getBytes(StandardCharsets.UTF_8));

        assertThat(DeadLetterJson.write(letter))
                .contains("\"payload_base64\"")
                .contains("\"original_length\":1200001,\"truncated\":true");
        assertThat(roundTrip(letter)).isEqualTo(letter);
    }

    @Test
    void shouldLeaveOutWhatIsUnknown() {
        DeadLetter letter = new DeadLetter();

        assertThat(DeadLetterJson.write(letter))
                .isEqualTo(
                        "{\"occurred_at\":\"1970-01-01T00:00:00Z\",\"payload\":\"\","
                                + "\"original_length\":0,\"truncated\":false}");
        assertThat(roundTrip(letter)).isEqualTo(letter);
        assertThat(DeadLetterFiles.partition(letter)).isEqualTo("date=1970-01-01/reason=unknown");
    }

    @Test
    void shouldKeepHalfCharactersInMessages() {
        DeadLetter letter = letter(new byte[0]);
        for (String text : new String[] {"\ud83d", "a\ude00b", "\ude00\ud83d\ude00\ud83d", "😀"}) {
            letter.message = text;
            letter.source = text;
            letter.symbol = text;
            assertThat(roundTrip(letter)).isEqualTo(letter);
        }
    }

    @Test
    void shouldGiveBackEveryDeadLetterByteForByte() {
        Random random = new Random(20260302);
        for (int i = 0; i < 5_000; i++) {
            byte[] payload = new byte[random.nextInt(40)];
            random.nextBytes(payload);
            if (i % 2 == 0) {
                payload = text(random).getBytes(StandardCharsets.UTF_8);
            }
            ReasonCode[] reasons = ReasonCode.values();
            DeadLetter letter =
                    DeadLetter.of(
                            random.nextInt(5) == 0 ? null : text(random),
                            reasons[random.nextInt(reasons.length)],
                            random.nextInt(5) == 0 ? null : text(random),
                            payload,
                            random.nextLong());
            letter.symbol = random.nextInt(5) == 0 ? null : text(random);
            letter.originalLength += random.nextInt(3);

            assertThat(roundTrip(letter)).as(DeadLetterJson.write(letter)).isEqualTo(letter);
        }
    }

    /** Any characters, half ones, quotes and line ends among them. */
    private static String text(Random random) {
        char[] chars = new char[random.nextInt(20)];
        for (int i = 0; i < chars.length; i++) {
            switch (random.nextInt(4)) {
                case 0:
                    chars[i] = (char) random.nextInt(0x10000);
                    break;
                case 1:
                    chars[i] = (char) (0xd800 + random.nextInt(0x800));
                    break;
                case 2:
                    chars[i] = "\"\\\n\r\t\u0000\u2028/<".charAt(random.nextInt(9));
                    break;
                default:
                    chars[i] = (char) (' ' + random.nextInt(95));
            }
        }
        return new String(chars);
    }

    @Test
    void shouldPartitionByUtcDateAndReason() {
        DeadLetter letter = letter(new byte[0]);
        assertThat(DeadLetterFiles.partition(letter)).isEqualTo("date=2026-03-02/reason=malformed");

        letter.occurredMillis++;
        letter.reason = ReasonCode.INVALID_PRICE;
        // Lower case of I without a dot gone astray in a Turkish locale.
        assertThat(DeadLetterFiles.partition(letter))
                .isEqualTo("date=2026-03-03/reason=invalid_price");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{\"payload\":\"\",\"original_length\":0}",
                "{\"occurred_at\":\"1970-01-01T00:00:00Z\",\"payload\":\"\"}",
                "{\"occurred_at\":\"1970-01-01T00:00:00Z\",\"original_length\":0}",
                "{\"occurred_at\":\"now\",\"payload\":\"\",\"original_length\":0}",
                "{\"occurred_at\":\"1970-01-01T00:00:00Z\",\"payload_base64\":\"?\",\"original_length\":0}",
                "{\"occurred_at\":\"1970-01-01T00:00:00Z\",\"reason\":\"bored\",\"payload\":\"\",\"original_length\":0}"
            })
    void shouldRefuseLinesThatAreNoDeadLetters(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> DeadLetterFiles.parse(line));
    }
}
