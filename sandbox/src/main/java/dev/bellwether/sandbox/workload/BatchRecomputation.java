// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import dev.bellwether.model.Quote;
import dev.bellwether.model.ReasonCode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the signals pipeline must have left behind once it has seen all of its input, computed in
 * one go from all of it: a document for every quote, the newest of each symbol, and a dead letter
 * for every record that was poison. It knows nothing of streams, state and failures, so a job that
 * survived some must agree with it.
 *
 * <p>Works out every figure of every document from its definition: O(quotes · window).
 */
public final class BatchRecomputation {

    private static final int WINDOW = 20;

    private static final Set<ReasonCode> READABLE =
            EnumSet.of(ReasonCode.INVALID_PRICE, ReasonCode.IMPLAUSIBLE_VALUE);

    /** Names of feeds are the business of the sources. */
    private static final Set<String> FEED = Set.of("feed");

    /** What the providers' own snapshots add; not derived from quotes. */
    private static final Set<String> SNAPSHOT =
            Set.of("market_cap", "avg_volume", "shares_outstanding");

    private final Map<String, SymbolHistory> histories = new TreeMap<>();
    private final Map<String, Integer> deadLetters = new TreeMap<>();

    private BatchRecomputation() {}

    /** From the records of a stream. */
    public static BatchRecomputation of(List<StreamRecord> records) {
        BatchRecomputation result = new BatchRecomputation();
        for (StreamRecord record : records) {
            if (record.isPoison()) {
                String letter = deadLetter(record.reason(), record.data());
                result.deadLetters.merge(letter, 1, Integer::sum);
            }
            record.quotes().forEach(result::add);
        }
        return result;
    }

    /** From quotes that arrived in some other way; of each symbol in order of time. */
    public static BatchRecomputation ofQuotes(Collection<Quote> quotes) {
        BatchRecomputation result = new BatchRecomputation();
        quotes.forEach(result::add);
        return result;
    }

    private void add(Quote quote) {
        histories.computeIfAbsent(quote.symbol, symbol -> new SymbolHistory(WINDOW)).add(quote);
    }

    /** Number of quotes: each is a record of its own in Redis. */
    public int quotes() {
        return histories.values().stream().mapToInt(SymbolHistory::size).sum();
    }

    /** Number of keys that Redis must hold in the end. */
    public int keys() {
        int valuations = 0;
        for (SymbolHistory history : histories.values()) {
            for (int i = 0; i < history.size(); i++) {
                valuations += history.valuation(i).isEmpty() ? 0 : 1;
            }
        }
        return quotes() + 2 * histories.size() + 1 + valuations;
    }

    /** How often each dead letter must be there; see {@link #deadLetter}. */
    public Map<String, Integer> deadLetters() {
        return deadLetters;
    }

    /**
     * What tells one dead letter from another: the reason, and a digest of the original bytes.
     * Where the record could be read and its figures were refused, what is kept is the quote, whose
     * bytes are not the record's: then symbol, price and volume.
     */
    public static String deadLetter(ReasonCode reason, byte[] payload) {
        return reason + " " + (READABLE.contains(reason) ? figures(payload) : digest(payload));
    }

    private static String figures(byte[] payload) {
        try {
            JsonNode json = Json.mapper().readTree(payload);
            JsonNode volume = json.has("volume") ? json.path("volume") : json.path("day_volume");
            return json.path("symbol").asText()
                    + " at "
                    + json.path("price").asDouble()
                    + " after "
                    + volume.asLong();
        } catch (IOException e) {
            throw new IllegalArgumentException("the payload is not JSON", e);
        }
    }

    private static String digest(byte[] payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload);
            String text = Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, 12));
            return payload.length + " bytes " + text;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What is wrong with the contents of Redis, one sentence each; empty if nothing is. */
    public List<String> mistakes(RedisContents found) {
        Comparison comparison = new Comparison();
        comparison.sets("symbols", histories.keySet(), found.symbols);
        comparison.sets("newest quotes", histories.keySet(), found.latest.keySet());
        comparison.sets("analytics", histories.keySet(), found.analytics.keySet());
        Set<String> records = new TreeSet<>();
        Set<String> valuations = new TreeSet<>();
        histories.forEach(
                (symbol, history) -> {
                    for (int i = 0; i < history.size(); i++) {
                        String key = symbol + ":" + history.quote(i).eventTimeMillis / 1000;
                        records.add(key);
                        document(key, history, i, found.records.get(key), comparison);
                        valuation(key, history, i, found, comparison, valuations);
                    }
                    newest(symbol, history, found, comparison);
                });
        comparison.sets("records", records, found.records.keySet());
        comparison.sets("valuations", valuations, found.valuations.keySet());
        return comparison.mistakes();
    }

    private static void newest(
            String symbol, SymbolHistory history, RedisContents found, Comparison comparison) {
        int last = history.size() - 1;
        document("latest:" + symbol, history, last, found.latest.get(symbol), comparison);
        JsonNode analytics = found.analytics.get(symbol);
        if (analytics != null) {
            comparison.fields("analytics:" + symbol, history.analytics(last), analytics, FEED);
        }
    }

    private static void valuation(
            String key,
            SymbolHistory history,
            int index,
            RedisContents found,
            Comparison comparison,
            Set<String> keys) {
        Map<String, Object> expected = history.valuation(index);
        if (!expected.isEmpty()) {
            keys.add(key);
            JsonNode document = found.valuations.get(key);
            if (document != null) {
                comparison.fields("pe_ratio:" + key, expected, document, Set.of());
            }
        }
    }

    /** A missing one is found by its key. */
    private static void document(
            String key, SymbolHistory history, int index, JsonNode found, Comparison comparison) {
        if (found == null) {
            return;
        }
        Quote quote = history.quote(index);
        comparison.fields(
                key + ".market_data",
                history.marketData(index),
                found.path("market_data"),
                SNAPSHOT);
        comparison.fields(
                key + ".analytics", history.analytics(index), found.path("analytics"), FEED);
        Map<String, Object> rest = new HashMap<>();
        rest.put("data_timestamp", quote.eventTimeMillis / 1000);
        rest.put("asset_class", quote.assetClass.name().toLowerCase(Locale.ROOT));
        if (quote.currency != null) {
            rest.put("currency", quote.currency);
        }
        comparison.fields(
                key + ".metadata",
                rest,
                found.path("metadata"),
                Set.of("feed", "processor_version"));
    }
}
