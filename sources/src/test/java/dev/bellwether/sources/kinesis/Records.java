// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sources.kinesis;

import dev.bellwether.model.DeadLetter;
import dev.bellwether.model.Ingested;
import dev.bellwether.model.Quote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Words for the tests of what is read from a stream. */
final class Records {

    static final String SOURCE = "kinesis:ticks";
    static final String SHARD = "shardId-000000000003";
    static final String SEQUENCE = "49590338271490256608559692538361571095921575989136588898";
    static final long ARRIVAL = millis("2025-03-22T10:00:01Z");
    static final int MAX_BYTES = 256 * 1024;

    private Records() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** JSON with ' for ". */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    static List<Ingested> read(String text) {
        return read(bytes(json(text)));
    }

    static List<Ingested> read(byte[] record) {
        return new QuoteRecordReader("kinesis", MAX_BYTES)
                .read(record, SOURCE, SHARD, SEQUENCE, ARRIVAL);
    }

    static List<Quote> quotes(List<Ingested> results) {
        return results.stream()
                .filter(result -> result.quote != null)
                .map(result -> result.quote)
                .collect(Collectors.toList());
    }

    static List<DeadLetter> letters(List<Ingested> results) {
        return results.stream()
                .filter(result -> result.deadLetter != null)
                .map(result -> result.deadLetter)
                .collect(Collectors.toList());
    }

    /** The only result, which must be a quote. */
    static Quote quote(String text) {
        List<Ingested> results = read(text);
        if (results.size() != 1 || results.get(0).quote == null) {
            throw new AssertionError("not one quote: " + results);
        }
        return results.get(0).quote;
    }

    /** The only result, which must be a dead letter. */
    static DeadLetter letter(String text) {
        return letter(bytes(json(text)));
    }

    static DeadLetter letter(byte[] record) {
        List<Ingested> results = read(record);
        if (results.size() != 1 || results.get(0).deadLetter == null) {
            throw new AssertionError("not one dead letter: " + results);
        }
        return results.get(0).deadLetter;
    }
}
