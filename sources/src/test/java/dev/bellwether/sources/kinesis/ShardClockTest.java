// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShardClockTest {

    private static final long T0 = Records.millis("2025-03-22T10:00:00Z");

    private final ShardClock clock = new ShardClock(Duration.ofSeconds(5), Duration.ofMinutes(5));

    @Test
    void shouldFollowTheNewestQuoteAtADistance() {
        clock.advance(new Ingested[] {quote(T0, T0), quote(T0 - 60_000, T0)});

        assertThat(clock.watermark()).isEqualTo(T0 - 5_001);
    }

    @Test
    void shouldNotBelieveAQuoteFromTheFuture() {
        clock.advance(new Ingested[] {quote(T0 + 300_000, T0)});
        clock.advance(new Ingested[] {quote(T0 + 300_001, T0)});
        clock.advance(new Ingested[] {quote(Records.millis("9999-12-31T00:00:00Z"), T0)});
        clock.advance(new Ingested[] {quote(Long.MAX_VALUE, T0)});

        assertThat(clock.watermark()).isEqualTo(T0 + 300_000 - 5_001);
    }

    @Test
    void shouldKnowNoTimeBeforeTheFirstQuote() {
        DeadLetter letter = DeadLetter.of("s", ReasonCode.EMPTY, "", new byte[0], T0);
        clock.advance(new Ingested[] {Ingested.of(letter)});

        assertThat(clock.watermark()).isEqualTo(ShardClock.UNKNOWN);
    }

    private static Ingested quote(long time, long received) {
        Quote quote = Quote.of("A", 1, time);
        quote.receivedMillis = received;
        return Ingested.of(quote);
    }
}
