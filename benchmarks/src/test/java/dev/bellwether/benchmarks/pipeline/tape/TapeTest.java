// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeTest {

    private static final int SYMBOLS = 500;
    private static final int LENGTH = 20_000;
    private static final long WEEK_MILLIS = 7 * 86_400_000L;

    private final Tape tape = TapeMaker.make(SYMBOLS, Keys.UNIFORM, LENGTH);

    private static Quote quote(byte[] record) throws IOException {
        return Json.mapper().readValue(record, Quote.class);
    }

    @Test
    void shouldBeTheSameBytesEachTime() {
        Tape again = TapeMaker.make(SYMBOLS, Keys.UNIFORM, LENGTH);

        for (int i = 0; i < LENGTH; i++) {
            assertThat(again.record(i)).isEqualTo(tape.record(i));
        }
    }

    @Test
    void shouldPlayOnWithLaterEventTimesAndNothingElseChanged() throws IOException {
        for (int i = 0; i < LENGTH; i += 997) {
            Quote first = quote(tape.record(i));
            Quote third = quote(tape.record(i + 2L * LENGTH));

            assertThat(third.eventTimeMillis).isEqualTo(first.eventTimeMillis + 2 * WEEK_MILLIS);
            third.eventTimeMillis = first.eventTimeMillis;
            assertThat(third).isEqualTo(first);
        }
    }

    @Test
    void shouldMoveEventTimeForwardAllTheTime() throws IOException {
        long before = 0;
        for (long n = 0; n < 2L * LENGTH; n += 7) {
            long time = quote(tape.record(n)).eventTimeMillis;

            assertThat(time).isGreaterThan(before);
            before = time;
        }
    }

    @Test
    void shouldHaveQuotesThatNothingIsWrongWith() throws IOException {
        Map<String, Double> last = new HashMap<>();
        for (long n = 0; n < 2L * LENGTH; n++) {
            Quote quote = quote(tape.record(n));

            assertThat(quote.price).isBetween(quote.low, quote.high);
            assertThat(quote.open).isBetween(quote.low, quote.high);
            assertThat(quote.previousClose).isPositive();
            assertThat(quote.dayVolume).isNotNegative();
            Double before = last.put(quote.symbol, quote.price);
            if (before != null) {
                // Within what needs no explanation, also where the tape begins anew.
                assertThat(quote.price / before).isBetween(1 / 1.29, 1.29);
            }
        }
        assertThat(last).hasSize(SYMBOLS);
    }

    @Test
    void shouldDealEverySymbolToOneShard() throws IOException {
        Set<Integer> positions = new HashSet<>();
        Map<String, Integer> shardOf = new HashMap<>();
        for (int shard = 0; shard < 3; shard++) {
            int before = -1;
            for (int position : tape.shard(shard, 3)) {
                assertThat(position).isGreaterThan(before);
                before = position;
                positions.add(position);
                Integer other = shardOf.put(quote(tape.record(position)).symbol, shard);
                assertThat(other).isIn(null, shard);
            }
        }
        assertThat(positions).hasSize(LENGTH);
    }

    @Test
    void shouldComeBackFromItsFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tape");
        tape.write(file);

        Tape read = Tape.read(file);

        assertThat(read.symbols()).isEqualTo(SYMBOLS);
        assertThat(read.length()).isEqualTo(LENGTH);
        assertThat(read.meanBytes()).isEqualTo(tape.meanBytes());
        assertThat(read.shard(1, 2)).isEqualTo(tape.shard(1, 2));
        assertThat(new String(read.record(LENGTH + 5L), StandardCharsets.UTF_8))
                .isEqualTo(new String(tape.record(LENGTH + 5L), StandardCharsets.UTF_8));
    }
}
