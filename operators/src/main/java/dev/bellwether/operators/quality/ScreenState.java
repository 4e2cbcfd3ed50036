// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.operators.quality;

import java.util.Arrays;

/**
 * What the screen knows of one symbol, in one array of longs: 72 bytes of figures and 16 bytes per
 * remembered quote, so 8 · (9 + 2n) bytes for n ≤ memory quotes.
 *
 * <p>An array instead of a POJO because it is read and written once per event: Flink copies its
 * words without reflection or field flags. Word 0 carries the layout's version; version 1 lacked
 * the last previous close, and the signatures of versions 1 and 2 were taken over other figures: of
 * quotes remembered by them only the feed is kept, and what comes for their time is a repeat.
 *
 * <p>A remembered quote is its event time and a signature: 20 bits of the feed's hash, 43 bits of
 * the figures' hash, 1 bit for "accepted". Two feeds of one symbol are confused with probability
 * 2⁻²⁰, two different quotes taken for equal with probability 2⁻⁴³ per comparison. They are sorted
 * by time; the oldest is forgotten first.
 */
final class ScreenState {

    /** How a quote relates to those remembered. */
    enum Relation {
        /** Not seen before. */
        NEW,
        /** Seen before with the same figures, whether it was accepted or not. */
        REPEAT,
        /** One with other figures was accepted for the same time and feed. */
        CONFLICT
    }

    private static final long VERSION = 3L;
    private static final int HEADER = 9;

    private static final int NEWEST = 1;
    private static final int LAST_PRICE = 2;
    private static final int MEAN_RETURN = 3;
    private static final int PENDING_LOW = 4;
    private static final int PENDING_HIGH = 5;
    private static final int PENDING_TIME = 6;
    private static final int FORGOTTEN = 7;
    private static final int LAST_CLOSE = 8;

    private static final long ACCEPTED = 1L;
    private static final long FEED_MASK = -1L << 44;
    private static final long FIGURES_MASK = ~(FEED_MASK | ACCEPTED);

    private long[] words;

    /** Looks at another symbol's words, or at a fresh symbol if {@code null}. */
    void wrap(long[] stored) {
        if (stored == null) {
            words = new long[HEADER];
            words[0] = VERSION << 56;
            words[NEWEST] = Long.MIN_VALUE;
            words[FORGOTTEN] = Long.MIN_VALUE;
            words[LAST_PRICE] = Double.doubleToRawLongBits(Double.NaN);
            words[LAST_CLOSE] = Double.doubleToRawLongBits(Double.NaN);
            return;
        }
        long version = stored[0] >>> 56;
        if (version == 1 || version == 2) {
            words = version == 1 ? withPreviousClose(stored) : stored.clone();
            words[0] = words[0] & -1L >>> 8 | VERSION << 56;
            for (int i = HEADER; i < words.length; i += 2) {
                words[i + 1] &= ~FIGURES_MASK;
            }
            return;
        }
        if (version != VERSION) {
            throw new IllegalStateException(
                    "quality state has layout version "
                            + version
                            + ", this program knows "
                            + VERSION);
        }
        words = stored;
    }

    private static long[] withPreviousClose(long[] stored) {
        long[] words = new long[stored.length + 1];
        System.arraycopy(stored, 0, words, 0, LAST_CLOSE);
        System.arraycopy(stored, LAST_CLOSE, words, HEADER, stored.length - LAST_CLOSE);
        words[LAST_CLOSE] = Double.doubleToRawLongBits(Double.NaN);
        return words;
    }

    /** The words to store; not a copy. */
    long[] words() {
        return words;
    }

    boolean hasAccepted() {
        return !Double.isNaN(lastPrice());
    }

    long newestMillis() {
        return words[NEWEST];
    }

    /** Quotes up to this event time may have been forgotten. */
    long forgottenMillis() {
        return words[FORGOTTEN];
    }

    double lastPrice() {
        return Double.longBitsToDouble(words[LAST_PRICE]);
    }

    /** The last previous close that an accepted quote in order knew; {@code NaN} if none did. */
    double lastPreviousClose() {
        return Double.longBitsToDouble(words[LAST_CLOSE]);
    }

    /** Exponentially weighted mean of absolute log returns. */
    double meanReturn() {
        return Double.longBitsToDouble(words[MEAN_RETURN]);
    }

    /** Returns that went into the mean, saturating. */
    int returns() {
        return (int) words[0];
    }

    /** Consecutive refused quotes that agree with each other. */
    int pending() {
        return (int) (words[0] >>> 32) & 0xFFFFFF;
    }

    double pendingLow() {
        return Double.longBitsToDouble(words[PENDING_LOW]);
    }

    double pendingHigh() {
        return Double.longBitsToDouble(words[PENDING_HIGH]);
    }

    long pendingMillis() {
        return words[PENDING_TIME];
    }

    int remembered() {
        return (words.length - HEADER) / 2;
    }

    void advance(long newestMillis, double price, double previousClose) {
        words[NEWEST] = newestMillis;
        words[LAST_PRICE] = Double.doubleToRawLongBits(price);
        if (!Double.isNaN(previousClose)) {
            words[LAST_CLOSE] = Double.doubleToRawLongBits(previousClose);
        }
    }

    void setReturns(int count, double mean) {
        words[0] = words[0] & 0xFFFFFFFF00000000L | count;
        words[MEAN_RETURN] = Double.doubleToRawLongBits(mean);
    }

    void setPending(int count, double low, double high, long millis) {
        words[0] = words[0] & 0xFF000000FFFFFFFFL | (long) count << 32;
        words[PENDING_LOW] = Double.doubleToRawLongBits(low);
        words[PENDING_HIGH] = Double.doubleToRawLongBits(high);
        words[PENDING_TIME] = millis;
    }

    void clearPending() {
        setPending(0, 0, 0, 0);
    }

    Relation relation(long eventMillis, long signature) {
        Relation relation = Relation.NEW;
        // Newest first: repeats are nearly always of the newest.
        for (int i = words.length - 2; i >= HEADER && words[i] >= eventMillis; i -= 2) {
            if (words[i] == eventMillis && ((words[i + 1] ^ signature) & FEED_MASK) == 0) {
                boolean unknown = (words[i + 1] & FIGURES_MASK) == 0;
                if (unknown || ((words[i + 1] ^ signature) & ~ACCEPTED) == 0) {
                    return Relation.REPEAT;
                }
                if ((words[i + 1] & ACCEPTED) != 0) {
                    relation = Relation.CONFLICT;
                }
            }
        }
        return relation;
    }

    /** Remembers a quote and forgets the oldest ones beyond the memory. */
    void remember(long eventMillis, long signature, boolean accepted, int memory) {
        long entry = accepted ? signature | ACCEPTED : signature & ~ACCEPTED;
        int excess = remembered() + 1 - memory;
        int position = words.length;
        while (position > HEADER && words[position - 2] > eventMillis) {
            position -= 2;
        }
        if (excess == 1 && position > HEADER) {
            // The usual case: full. Shift in place, over the oldest.
            words[FORGOTTEN] = Math.max(words[FORGOTTEN], words[HEADER]);
            System.arraycopy(words, HEADER + 2, words, HEADER, position - HEADER - 2);
            words[position - 2] = eventMillis;
            words[position - 1] = entry;
            return;
        }
        long[] grown = new long[words.length + 2];
        System.arraycopy(words, 0, grown, 0, position);
        grown[position] = eventMillis;
        grown[position + 1] = entry;
        System.arraycopy(words, position, grown, position + 2, words.length - position);
        words = grown;
        if (excess > 0) {
            forget(excess);
        }
    }

    private void forget(int count) {
        int cut = 2 * count;
        words[FORGOTTEN] = Math.max(words[FORGOTTEN], words[HEADER + cut - 2]);
        long[] shrunk = Arrays.copyOf(words, words.length - cut);
        System.arraycopy(words, HEADER + cut, shrunk, HEADER, shrunk.length - HEADER);
        words = shrunk;
    }
}
