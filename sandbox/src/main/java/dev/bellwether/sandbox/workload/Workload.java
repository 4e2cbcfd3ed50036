// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import dev.bellwether.model.Quote;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import dev.bellwether.sandbox.recordings.Universe;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Records for a stream, the same ones whenever the same is asked for: the largest companies of the
 * recording, each in one {@link Shape} (dealt in turn), {@value SessionPath#QUOTES} quotes a
 * session, ordered by time over all symbols, and among them a share of {@link Poison}.
 *
 * <p>Symbols with an overnight move of more than {@value #LARGEST_GAP} are left out, so that no
 * quote gives the quality screen a reason to refuse it: here a dead letter comes of poison and of
 * nothing else. At most five sessions, Monday to Friday, so that all of it lies within the week
 * that late quotes may correct bars.
 */
public final class Workload {

    /** The Monday on which the quotes begin; the sessions before have fundamentals. */
    public static final LocalDate START = LocalDate.of(2017, 3, 13);

    static final double LARGEST_GAP = 0.09;

    private static final int CANDIDATES = 300;

    private final List<StreamRecord> records;

    private Workload(List<StreamRecord> records) {
        this.records = List.copyOf(records);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** In the order in which a producer puts them. */
    public List<StreamRecord> records() {
        return records;
    }

    /** Number of quotes in all records. */
    public int quotes() {
        return records.stream().mapToInt(record -> record.quotes().size()).sum();
    }

    /** Number of records that must end as dead letters. */
    public int poison() {
        return (int) records.stream().filter(StreamRecord::isPoison).count();
    }

    /** What must come of it. */
    public BatchRecomputation recomputation() {
        return BatchRecomputation.of(records);
    }

    /** How much, and how much of it is poison. */
    public static final class Builder {

        private int symbols = 50;
        private int sessions = 5;
        private double poisonShare;
        private long seed = 1;
        private List<Shape> shapes = List.of(Shape.values());

        private Builder() {}

        /** 1 to 200. */
        public Builder symbols(int value) {
            this.symbols = value;
            return this;
        }

        /** 1 to 5. */
        public Builder sessions(int value) {
            if (value < 1 || value > 5) {
                throw new IllegalArgumentException("must be 1 to 5 sessions, was " + value);
            }
            this.sessions = value;
            return this;
        }

        /** Poison per record, from 0 to 1; every kind equally often. */
        public Builder poison(double value) {
            this.poisonShare = value;
            return this;
        }

        /** Where the poison is. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** Shapes to deal to the symbols in turn; all of them if nothing is said. */
        public Builder shapes(Shape... values) {
            this.shapes = List.of(values);
            return this;
        }

        public Workload build() {
            Recordings recordings = Recordings.load();
            List<StreamRecord> records = new ArrayList<>();
            int dealt = 0;
            for (String symbol : symbols(recordings)) {
                List<Quote> quotes = quotes(recordings, symbol);
                records.addAll(shapes.get(dealt % shapes.size()).records(quotes));
                dealt++;
            }
            // A record is put when its newest quote is known. The sort is stable.
            records.sort(Comparator.comparingLong(Builder::readyMillis));
            return new Workload(poisoned(records));
        }

        private List<String> symbols(Recordings recordings) {
            List<String> calm =
                    Universe.largest(recordings, CANDIDATES).stream()
                            .filter(symbol -> isCalm(recordings, symbol))
                            .collect(Collectors.toList());
            if (symbols < 1 || symbols > calm.size()) {
                throw new IllegalArgumentException(
                        "must be 1 to " + calm.size() + " symbols, was " + symbols);
            }
            return calm.subList(0, symbols);
        }

        private boolean isCalm(Recordings recordings, String symbol) {
            DailyBars bars = recordings.bars(symbol);
            int first = bars.indexAt(recordings.sessionOnOrAfter(START));
            for (int index = first; index < first + sessions; index++) {
                double gap = Math.log(bars.open(index) / bars.close(index - 1));
                double day = Math.log(bars.high(index) / bars.low(index));
                if (Math.abs(gap) > LARGEST_GAP || day > LARGEST_GAP) {
                    return false;
                }
            }
            return true;
        }

        private List<Quote> quotes(Recordings recordings, String symbol) {
            DailyBars bars = recordings.bars(symbol);
            int first = bars.indexAt(recordings.sessionOnOrAfter(START));
            List<Quote> quotes = new ArrayList<>();
            for (int index = first; index < first + sessions; index++) {
                quotes.addAll(SessionPath.of(recordings, bars, index));
            }
            return quotes;
        }

        private static long readyMillis(StreamRecord record) {
            List<Quote> quotes = record.quotes();
            return quotes.get(quotes.size() - 1).eventTimeMillis;
        }

        /** Poison is added, none of the records makes way for it. */
        private List<StreamRecord> poisoned(List<StreamRecord> records) {
            Random random = new Random(seed);
            Poison[] kinds = Poison.values();
            List<StreamRecord> all = new ArrayList<>();
            int count = 0;
            for (StreamRecord record : records) {
                if (random.nextDouble() < poisonShare) {
                    all.add(kinds[count % kinds.length].record(record.partitionKey(), count));
                    count++;
                }
                all.add(record);
            }
            return all;
        }
    }
}
