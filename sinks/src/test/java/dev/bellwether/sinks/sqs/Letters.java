// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.ReasonCode;
import java.nio.charset.StandardCharsets;

/** Dead letters for tests. */
final class Letters {

    private Letters() {}

    static DeadLetter letter(int number) {
        return letter("{\"symbol\":\"AAPL\",\"price\":\"NaN\",\"number\":" + number + "}");
    }

    static DeadLetter letter(String payload) {
        return letter(payload.getBytes(StandardCharsets.UTF_8));
    }

    static DeadLetter letter(byte[] payload) {
        DeadLetter letter =
                DeadLetter.of(
                                "kinesis:quotes",
                                ReasonCode.NOT_A_NUMBER,
                                "price is no number",
                                payload,
                                1_772_600_000_000L)
                        .at(
                                "shardId-000000000000",
                                "49590338271490256608559692538361571095921575989136588898");
        letter.symbol = "AAPL";
        return letter;
    }

    static QueueMessage message(int number) {
        return new MessageWriter(256 * 1024).write(letter(number));
    }
}
