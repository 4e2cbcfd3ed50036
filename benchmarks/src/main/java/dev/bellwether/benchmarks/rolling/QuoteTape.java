// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.rolling;

import dev.bellwether.model.Quote;
import java.util.Random;

/**
 * An endless series of quotes of one symbol: a random walk in cents, one quote a minute, 390 to a
 * session, cumulative volume. The same quote object is filled anew each time.
 */
final class QuoteTape {

    private static final int LENGTH = 1 << 14;
    private static final int QUOTES_PER_SESSION = 390;
    private static final long MINUTE_MILLIS = 60_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    /** 2024-03-04 14:30 UTC, the opening in New York. */
    private static final long OPENING_MILLIS = 1_709_562_600_000L;

    private final double[] prices = new double[LENGTH];
    private final double[] volumes = new double[LENGTH];
    private final Quote quote = Quote.of("AAPL", 1, 0);

    private long next;
    private double dayVolume;

    QuoteTape() {
        Random random = new Random(20);
        double price = 150;
        for (int i = 0; i < LENGTH; i++) {
            price *= Math.exp(0.002 * random.nextGaussian());
            prices[i] = Math.rint(price * 100) / 100;
            volumes[i] = random.nextInt(400_000);
        }
        quote.currency = "USD";
        quote.feed = "tape";
    }

    Quote next() {
        int at = (int) (next & (LENGTH - 1));
        long session = next / QUOTES_PER_SESSION;
        long minute = next % QUOTES_PER_SESSION;
        dayVolume = minute == 0 ? volumes[at] : dayVolume + volumes[at];
        quote.price = prices[at];
        quote.dayVolume = dayVolume;
        quote.eventTimeMillis = OPENING_MILLIS + session * DAY_MILLIS + minute * MINUTE_MILLIS;
        next++;
        return quote;
    }

    /** Volume of the interval that ended with the newest quote. */
    double intervalVolume() {
        return volumes[(int) ((next - 1) & (LENGTH - 1))];
    }
}
