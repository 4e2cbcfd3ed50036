// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.alpaca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import dev.bellwether.model.UsSessions;
import dev.bellwether.sandbox.alpaca.AlpacaConfig.Split;
import dev.bellwether.sandbox.recordings.DailyBars;
import dev.bellwether.sandbox.recordings.Recordings;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Recorded bars under the days that they are shown as, in the bodies of Alpaca. */
final class RecordedBars {

    private final Recordings recordings;
    private final AlpacaConfig config;
    private final ShownDates dates;
    private final List<String> complete;

    RecordedBars(Recordings recordings, AlpacaConfig config, ShownDates dates) {
        this.recordings = recordings;
        this.config = config;
        this.dates = dates;
        this.complete =
                recordings.symbols().stream()
                        .filter(s -> recordings.bars(s).size() == recordings.sessionCount())
                        .collect(Collectors.toList());
    }

    /** The bars of a symbol; {@code null} if it is not known. */
    DailyBars of(String symbol) {
        if (recordings.hasBars(symbol)) {
            return recordings.bars(symbol);
        }
        return config.aliases
                ? recordings.bars(complete.get(Math.floorMod(symbol.hashCode(), complete.size())))
                : null;
    }

    LocalDate date(int session) {
        return dates.date(session);
    }

    /** When a daily bar begins, as it is written: midnight in New York, in UTC. */
    String time(int session) {
        return dates.date(session).atStartOfDay(UsSessions.ZONE).toInstant().toString();
    }

    /**
     * A page of bars, ordered by symbol, then by time.
     *
     * @param last the session that the replay clock shows: later ones have not been yet
     * @throws IllegalArgumentException if the token is none of ours
     */
    ObjectNode page(BarQuery query, int last) {
        String[] from = query.token == null ? new String[] {"", ""} : place(query.token);
        int first = dates.onOrAfter(query.first);
        int end = Math.min(last, dates.onOrAfter(query.last.plusDays(1)) - 1);
        ObjectNode page = Json.mapper().createObjectNode();
        ObjectNode bars = page.putObject("bars");
        int left = query.limit;
        for (String symbol : new TreeSet<>(query.symbols)) {
            DailyBars all = of(symbol);
            if (all == null || symbol.compareTo(from[0]) < 0) {
                continue;
            }
            ArrayNode list = Json.mapper().createArrayNode();
            for (int i = all.indexAtOrBefore(first - 1) + 1;
                    i < all.size() && all.session(i) <= end;
                    i++) {
                if (symbol.equals(from[0]) && time(all.session(i)).compareTo(from[1]) < 0) {
                    continue;
                }
                if (left == 0) {
                    page.put("next_page_token", token(symbol, time(all.session(i))));
                    put(bars, symbol, list);
                    return page;
                }
                list.add(bar(all, i, query.raw));
                left--;
            }
            put(bars, symbol, list);
        }
        page.putNull("next_page_token");
        return page;
    }

    /** A symbol without data is absent. */
    private static void put(ObjectNode bars, String symbol, ArrayNode list) {
        if (!list.isEmpty()) {
            bars.set(symbol, list);
        }
    }

    private static String token(String symbol, String time) {
        String place = symbol + "|1Day|" + time;
        return Base64.getEncoder().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String[] place(String token) {
        String place = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        String[] parts = place.split("\\|");
        if (parts.length != 3) {
            throw new IllegalArgumentException("invalid page token");
        }
        return new String[] {parts[0], parts[2]};
    }

    /** One bar of a day, as recorded or as it was before later splits. */
    ObjectNode bar(DailyBars bars, int index, boolean raw) {
        double factor = raw ? unadjusted(bars.symbol(), bars.session(index)) : 1;
        return Json.mapper()
                .createObjectNode()
                .put("t", time(bars.session(index)))
                .put("o", bars.open(index) * factor)
                .put("h", bars.high(index) * factor)
                .put("l", bars.low(index) * factor)
                .put("c", bars.close(index) * factor)
                .put("v", Math.round(bars.volume(index) / factor))
                .put("n", 1 + bars.volume(index) / 200)
                .put("vw", bars.close(index) * factor);
    }

    private double unadjusted(String symbol, int session) {
        double factor = 1;
        for (Split split : config.splits) {
            if (split.symbol.equals(symbol) && recordings.session(session).isBefore(split.exDate)) {
                factor *= (double) split.newShares / split.oldShares;
            }
        }
        return factor;
    }

    /** Splits by the day on which they are shown. */
    ObjectNode actions(BarQuery query) {
        ObjectNode page = Json.mapper().createObjectNode();
        ObjectNode actions = page.putObject("corporate_actions");
        for (Split split : config.splits) {
            LocalDate shown = dates.date(recordings.sessionOnOrAfter(split.exDate));
            if (query.symbols.contains(split.symbol)
                    && !shown.isBefore(query.first)
                    && !shown.isAfter(query.last)) {
                String kind =
                        split.newShares > split.oldShares ? "forward_splits" : "reverse_splits";
                actions.withArray(kind)
                        .addObject()
                        .put("symbol", split.symbol)
                        .put("ex_date", shown.toString())
                        .put("process_date", shown.toString())
                        .put("new_rate", split.newShares)
                        .put("old_rate", split.oldShares);
            }
        }
        page.putNull("next_page_token");
        return page;
    }
}
