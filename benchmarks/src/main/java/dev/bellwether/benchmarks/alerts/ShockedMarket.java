// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import dev.bellwether.benchmarks.pipeline.source.RecordParser;
import dev.bellwether.benchmarks.pipeline.tape.Tape;
import dev.bellwether.model.AssetClass;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import dev.bellwether.sources.kinesis.QuoteRecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Reads the records of a tape as the Kinesis source does, and puts in the prices of a market that
 * is calm but for shocks: one symbol after the other jumps by 1.5 to 4 %, up or down, with eight
 * times its volume, and comes back 20 s later. Each symbol is shocked once.
 *
 * <p>Between shocks a price is pulled back to where it was, so that no rule holds by chance. The
 * event time of a quote is the moment at which it was due.
 */
final class ShockedMarket implements RecordParser<Ingested> {

    private static final long serialVersionUID = 1L;

    private static final int MAX_BYTES = 1 << 20;

    /** Shocks find windows that are full. */
    private static final long FIRST_SHOCK_MILLIS = 30_000;

    private static final long SHOCK_MILLIS = 20_000;

    /** Largest move from one quote to the next, as a fraction. */
    private static final double NOISE = 0.005;

    /** Share of the way back to where it was that a price goes with each quote. */
    private static final double PULL = 0.15;

    private static final double LEAST_SHOCK = 0.015;
    private static final double LARGEST_SHOCK = 0.04;
    private static final double SHOCK_VOLUME = 8;
    private static final double EARNINGS_MULTIPLE = 25;
    private static final double MARKET_CAP = 5e10;

    /** What one symbol does. */
    private static final class Walk {
        final Random random;
        final double base;
        final double shock;
        final long shockMillis;
        double level;
        double high = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        double volume;
        boolean shocked;

        Walk(int rank, double base, long shockMillis) {
            this.random = new Random(rank);
            this.base = base;
            this.level = base;
            this.shockMillis = shockMillis;
            double size = LEAST_SHOCK + (LARGEST_SHOCK - LEAST_SHOCK) * random.nextDouble();
            this.shock = random.nextBoolean() ? size : -size;
        }
    }

    private final HashMap<String, Integer> ranks;
    private final double shocksPerSecond;
    private final long firstShockMillis;

    private transient QuoteRecordReader reader;
    private transient Map<String, Walk> walks;
    private transient long startMillis;

    private ShockedMarket(
            HashMap<String, Integer> ranks, double shocksPerSecond, long firstShockMillis) {
        this.ranks = ranks;
        this.shocksPerSecond = shocksPerSecond;
        this.firstShockMillis = firstShockMillis;
    }

    /**
     * @param symbols of the tape
     * @param warmUpSeconds shocks begin in it, at its half at the latest
     */
    static ShockedMarket of(List<String> symbols, double shocksPerSecond, int warmUpSeconds) {
        List<String> order = new ArrayList<>(symbols);
        Collections.shuffle(order, new Random(1));
        HashMap<String, Integer> ranks = new HashMap<>();
        order.forEach(symbol -> ranks.put(symbol, ranks.size()));
        long first = Math.min(FIRST_SHOCK_MILLIS, warmUpSeconds * 500L);
        return new ShockedMarket(ranks, shocksPerSecond, first);
    }

    /** The symbols of a tape on which they come in turn. */
    static List<String> symbols(Tape tape) {
        QuoteRecordReader reader = new QuoteRecordReader("tape", MAX_BYTES);
        List<String> symbols = new ArrayList<>();
        for (int i = 0; i < tape.symbols(); i++) {
            symbols.add(reader.read(tape.record(i), "tape", null, null, 0).get(0).quote.symbol);
        }
        return symbols;
    }

    @Override
    public void parse(byte[] record, long arrivalMillis, Consumer<? super Ingested> out)
            throws IOException {
        if (reader == null) {
            reader = new QuoteRecordReader("tape", MAX_BYTES);
            walks = new HashMap<>();
            startMillis = arrivalMillis;
        }
        for (Ingested ingested : reader.read(record, "tape", "shard", "0", arrivalMillis)) {
            if (ingested.quote == null) {
                throw new IOException("a record of the tape is a dead letter: " + ingested);
            }
            move(ingested.quote, arrivalMillis);
            out.accept(ingested);
        }
    }

    private void move(Quote quote, long now) {
        int rank = ranks.get(quote.symbol);
        Walk walk =
                walks.computeIfAbsent(
                        quote.symbol,
                        symbol ->
                                new Walk(
                                        rank,
                                        quote.price,
                                        startMillis
                                                + firstShockMillis
                                                + (long) (rank * 1000 / shocksPerSecond)));
        double noise = NOISE * (2 * walk.random.nextDouble() - 1);
        walk.level += walk.base * noise - PULL * (walk.level - walk.base);
        boolean shocked = now >= walk.shockMillis && now < walk.shockMillis + SHOCK_MILLIS;
        double traded = 1000 * Math.exp(0.1 * walk.random.nextGaussian());
        walk.volume += Math.rint(shocked && !walk.shocked ? SHOCK_VOLUME * traded : traded);
        walk.shocked = shocked;
        double price = cents(walk.level * (shocked ? 1 + walk.shock : 1));
        walk.high = Math.max(walk.high, price);
        walk.low = Math.min(walk.low, price);
        quote.price = price;
        quote.open = cents(walk.base);
        quote.high = Math.max(walk.high, quote.open);
        quote.low = Math.min(walk.low, quote.open);
        quote.previousClose = quote.open;
        quote.dayVolume = walk.volume;
        quote.eps = cents(walk.base / EARNINGS_MULTIPLE);
        quote.marketCap = MARKET_CAP;
        quote.assetClass = rank % 10 == 0 ? AssetClass.CRYPTO : AssetClass.EQUITY;
        quote.eventTimeMillis = now;
        quote.receivedMillis = now;
    }

    private static double cents(double price) {
        return Math.rint(price * 100) / 100;
    }
}
