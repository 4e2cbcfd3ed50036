// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.tape;

import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Fundamental;
import dev.bellwether.sandbox.recordings.Recordings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

/**
 * Makes a tape of quotes out of the recorded daily bars.
 *
 * <p>The quotes are spread evenly over {@value #SESSIONS} recorded sessions, 6.5 hours each. Within
 * a session a symbol's price goes from the bar's open over its two extremes to its close, with a
 * little seeded noise inside the bar, in cents; high, low and day volume are those so far. There
 * are a few hundred recorded companies; where more symbols are asked for, they come again under
 * numbered names with other noise. Companies that moved so far in these sessions that the tape
 * could not begin anew behind its end are left out.
 */
public final class TapeMaker {

    private static final int SESSIONS = 4;
    private static final int FIRST_SESSION = 100;
    private static final long SESSION_MILLIS = 23_400_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    /** 2018-01-02 14:30 UTC, an opening in New York; a Tuesday, so that the loop has no holiday. */
    private static final long OPENING_MILLIS = 1_514_903_400_000L;

    /** Highest over lowest price of a company that is taken. */
    private static final double WIDEST = 1.25;

    private static final double NOISE = 0.03;
    private static final long SEED = 20;

    private final List<DailyBars> companies = new ArrayList<>();
    private final List<Fundamental> fundamentals = new ArrayList<>();
    private final Random noise = new Random(SEED);

    // Per symbol, since its session began.
    private final int[] session;
    private final double[] high;
    private final double[] low;

    private TapeMaker(int symbols) {
        this.session = new int[symbols];
        this.high = new double[symbols];
        this.low = new double[symbols];
        Recordings recordings = Recordings.load();
        for (String symbol : recordings.symbols()) {
            DailyBars bars = recordings.bars(symbol);
            if (bars.size() == recordings.sessionCount() && isSteady(bars)) {
                companies.add(bars);
                fundamentals.add(
                        recordings
                                .fundamental(symbol, recordings.session(FIRST_SESSION))
                                .orElse(null));
            }
        }
    }

    /**
     * @param quotes length of the tape
     */
    public static Tape make(int symbols, Keys keys, int quotes) {
        TapeMaker maker = new TapeMaker(symbols);
        IntSupplier choice = keys.of(symbols, SEED);
        byte[][] records = new byte[quotes][];
        int[] owners = new int[quotes];
        double perQuote = eventMillis(quotes);
        for (int i = 0; i < quotes; i++) {
            long open = (long) (i * perQuote);
            int session = (int) (open / SESSION_MILLIS);
            long within = open % SESSION_MILLIS;
            owners[i] = choice.getAsInt();
            Quote quote = maker.quote(owners[i], session, (double) within / SESSION_MILLIS);
            quote.eventTimeMillis = OPENING_MILLIS + session * DAY_MILLIS + within;
            quote.receivedMillis = quote.eventTimeMillis;
            records[i] = Json.write(quote).getBytes(StandardCharsets.UTF_8);
        }
        // A whole number of weeks, so that the time of day stays what it is.
        return new Tape(symbols, 7 * DAY_MILLIS, records, owners);
    }

    /** Event time from one quote of a tape to the next within a session. */
    public static double eventMillis(int quotes) {
        return (double) SESSIONS * SESSION_MILLIS / quotes;
    }

    private static boolean isSteady(DailyBars bars) {
        double highest = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = FIRST_SESSION - 1; i < FIRST_SESSION + SESSIONS; i++) {
            highest = Math.max(highest, bars.high(i));
            lowest = Math.min(lowest, bars.low(i));
        }
        return highest < lowest * WIDEST;
    }

    private Quote quote(int symbol, int day, double share) {
        DailyBars bars = companies.get(symbol % companies.size());
        Fundamental fundamental = fundamentals.get(symbol % companies.size());
        int bar = FIRST_SESSION + day;
        int copy = symbol / companies.size();
        double price = price(bars, bar, share);
        if (session[symbol] != day + 1) {
            session[symbol] = day + 1;
            high[symbol] = Math.max(price, cents(bars.open(bar)));
            low[symbol] = Math.min(price, cents(bars.open(bar)));
        }
        high[symbol] = Math.max(high[symbol], price);
        low[symbol] = Math.min(low[symbol], price);
        Quote quote = new Quote();
        quote.symbol = copy == 0 ? bars.symbol() : bars.symbol() + "-" + copy;
        quote.price = price;
        quote.open = cents(bars.open(bar));
        quote.high = high[symbol];
        quote.low = low[symbol];
        quote.previousClose = cents(bars.close(bar - 1));
        quote.dayVolume = Math.rint(bars.volume(bar) * share);
        quote.currency = "USD";
        quote.feed = "tape";
        if (fundamental != null) {
            quote.eps = fundamental.epsTtm;
            quote.marketCap = fundamental.marketCap;
            quote.sharesOutstanding = Math.rint(fundamental.marketCap / fundamental.price);
        }
        quote.averageVolume = bars.volume(bar - 1);
        return quote;
    }

    /** Open, one extreme, the other, close, a third of the session from one to the next. */
    private double price(DailyBars bars, int bar, double share) {
        boolean lowFirst = bars.close(bar) >= bars.open(bar);
        double first = lowFirst ? bars.low(bar) : bars.high(bar);
        double second = lowFirst ? bars.high(bar) : bars.low(bar);
        double third = share * 3;
        double path;
        if (third < 1) {
            path = between(bars.open(bar), first, third);
        } else if (third < 2) {
            path = between(first, second, third - 1);
        } else {
            path = between(second, bars.close(bar), third - 2);
        }
        double noisy = path + NOISE * (bars.high(bar) - bars.low(bar)) * noise.nextGaussian();
        return cents(Math.max(bars.low(bar), Math.min(bars.high(bar), noisy)));
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * share;
    }

    private static double cents(double price) {
        return Math.rint(price * 100) / 100;
    }
}
