// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bellwether.model.Quote;
import dev.bellwether.operators.quality.ScreenState.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScreenStateTest {

    /** One remembered quote of the naive memory. */
    private static final class Remembered {
        final long time;
        final String feed;
        final double price;
        final boolean accepted;

        Remembered(long time, String feed, double price, boolean accepted) {
            this.time = time;
            this.feed = feed;
            this.price = price;
            this.accepted = accepted;
        }
    }

    private static Relation naiveRelation(List<Remembered> memory, Quote quote) {
        Relation relation = Relation.NEW;
        for (Remembered known : memory) {
            if (known.time == quote.eventTimeMillis && known.feed.equals(quote.feed)) {
                if (known.price == quote.price) {
                    return Relation.REPEAT;
                }
                if (known.accepted) {
                    relation = Relation.CONFLICT;
                }
            }
        }
        return relation;
    }

    @Property(tries = 300)
    void shouldRememberExactlyTheNewestQuotes(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int memory) {
        Random random = new Random(seed);
        ScreenState state = new ScreenState();
        state.wrap(null);
        List<Remembered> naive = new ArrayList<>();
        long forgotten = Long.MIN_VALUE;
        for (int i = 0; i < 60; i++) {
            Quote quote = Quote.of("A", 10 + random.nextInt(3), 1000 + i / 3 + random.nextInt(8));
            quote.feed = "feed" + random.nextInt(2);
            long signature = QuoteSignature.of(quote);
            Relation relation = state.relation(quote.eventTimeMillis, signature);

            assertThat(relation).isEqualTo(naiveRelation(naive, quote));
            if (relation == Relation.REPEAT) {
                continue;
            }
            boolean accepted = relation == Relation.NEW && random.nextBoolean();
            state.remember(quote.eventTimeMillis, signature, accepted, memory);
            naive.add(new Remembered(quote.eventTimeMillis, quote.feed, quote.price, accepted));
            naive.sort(Comparator.comparingLong(known -> known.time));
            if (naive.size() > memory) {
                forgotten = Math.max(forgotten, naive.remove(0).time);
            }

            assertThat(state.remembered()).isEqualTo(naive.size());
            assertThat(state.forgottenMillis()).isEqualTo(forgotten);
            assertThat(state.words()).hasSize(9 + 2 * naive.size());
        }
    }

    @Test
    void shouldKeepItsFiguresApartFromEachOther() {
        ScreenState state = new ScreenState();
        state.wrap(null);
        assertThat(state.hasAccepted()).isFalse();

        state.advance(7, 12.5, 12.25);
        state.setReturns(Integer.MAX_VALUE - 1, 0.25);
        state.setPending(1000, 1.5, 2.5, -9);
        state.wrap(state.words());

        assertThat(state.hasAccepted()).isTrue();
        assertThat(state.newestMillis()).isEqualTo(7);
        assertThat(state.lastPrice()).isEqualTo(12.5);
        assertThat(state.lastPreviousClose()).isEqualTo(12.25);
        assertThat(state.returns()).isEqualTo(Integer.MAX_VALUE - 1);
        assertThat(state.meanReturn()).isEqualTo(0.25);
        assertThat(state.pending()).isEqualTo(1000);
        assertThat(state.pendingLow()).isEqualTo(1.5);
        assertThat(state.pendingHigh()).isEqualTo(2.5);
        assertThat(state.pendingMillis()).isEqualTo(-9);

        state.clearPending();
        assertThat(state.pending()).isZero();
        assertThat(state.returns()).isEqualTo(Integer.MAX_VALUE - 1);
    }

    @Test
    void shouldRefuseALayoutItDoesNotKnow() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> new ScreenState().wrap(new long[] {4L << 56, 0, 0, 0, 0, 0, 0, 0}))
                .withMessage("quality state has layout version 4, this program knows 3");
    }

    @Test
    void shouldReadTheBytesOfVersionOne() {
        // Written by version 1: one accepted quote at 1000 with price 10, nothing pending.
        long[] stored = {
            1L << 56, 1000, 0x4024000000000000L, 0, 0, 0, 0, Long.MIN_VALUE, 1000, OLD_SIGNATURE | 1
        };
        ScreenState state = new ScreenState();
        state.wrap(stored);
        Quote quote = Quote.of("A", 10, 1000);
        quote.feed = "test";

        assertThat(state.newestMillis()).isEqualTo(1000);
        assertThat(state.lastPrice()).isEqualTo(10);
        assertThat(state.lastPreviousClose()).isNaN();
        assertThat(state.forgottenMillis()).isEqualTo(Long.MIN_VALUE);
        assertThat(state.remembered()).isEqualTo(1);
        assertThat(state.words()[0]).isEqualTo(3L << 56);
        assertThat(state.relation(1000, QuoteSignature.of(quote))).isEqualTo(Relation.REPEAT);
        quote.dayVolume = 1;
        assertThat(state.relation(1000, QuoteSignature.of(quote)))
                .as("the figures of that signature are not known any more")
                .isEqualTo(Relation.REPEAT);
        quote.feed = "other";
        assertThat(state.relation(1000, QuoteSignature.of(quote))).isEqualTo(Relation.NEW);
    }

    @Test
    void shouldReadTheSecondLayoutWithoutChangingWhatIsStored() {
        long[] stored = {
            2L << 56 | 7, 1000, 1, 2, 0, 0, 0, Long.MIN_VALUE, 99, 1000, OLD_SIGNATURE | 1
        };
        long[] before = stored.clone();
        ScreenState state = new ScreenState();
        state.wrap(stored);
        Quote quote = Quote.of("A", 10, 1000);
        quote.feed = "test";

        assertThat(stored).isEqualTo(before);
        assertThat(state.returns()).isEqualTo(7);
        assertThat(state.words()[8]).isEqualTo(99);
        assertThat(state.relation(1000, QuoteSignature.of(quote))).isEqualTo(Relation.REPEAT);
    }

    @Test
    void shouldKeepTheSignatureThatIsInSavepoints() {
        Quote quote = Quote.of("A", 10, 1000);
        quote.feed = "test";

        assertThat(QuoteSignature.of(quote)).isEqualTo(SIGNATURE);
        quote.eps = 1;
        assertThat(QuoteSignature.of(quote)).isEqualTo(SIGNATURE);
        quote.dayVolume = 1;
        assertThat(QuoteSignature.of(quote)).isNotEqualTo(SIGNATURE);
    }

    /** Of the quote in the tests above, by layouts 1 and 2. */
    private static final long OLD_SIGNATURE = 0xb00df5402a14dbaL;

    /** Of the same quote now; it must never change, it is in savepoints. */
    private static final long SIGNATURE = 0xb00dfd5a7e7ba58L;
}
