// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.sandbox.faults.FaultDraw;
import dev.bellwether.sandbox.http.Call;
import dev.bellwether.sandbox.http.Reply;
import dev.bellwether.sandbox.http.Request;
import dev.bellwether.sandbox.recordings.Recordings;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Reads v2 requests (GET with a query) and answers in a {@code data} envelope. */
final class V2 {

    private final Recordings recordings;
    private final Quota quota;
    private final IntSupplier session;

    V2(Recordings recordings, Quota quota, IntSupplier session) {
        this.recordings = recordings;
        this.quota = quota;
        this.session = session;
    }

    Call call(Request request) {
        if (!request.method.equals("GET")) {
            return Bavest.notServed(request);
        }
        String endpoint = request.path.substring(1);
        switch (endpoint) {
            case "v2/timeseries/quote":
                return ofSymbol(endpoint, request, symbol -> quote(endpoint, symbol));
            case "v2/timeseries/candles":
                return ofSymbol(endpoint, request, symbol -> candles(endpoint, symbol, request));
            case "v2/account/quota":
                return account(endpoint, quotaBody());
            case "v2/account/status":
                return account(endpoint, Nodes.object().put("status", "OK"));
            default:
                return Bavest.notServed(request);
        }
    }

    private ObjectNode quotaBody() {
        return Nodes.object()
                .put("remaining", quota.left())
                .put("limit", quota.limit())
                .put("apiKey", "***")
                .putNull("period");
    }

    private static Call account(String endpoint, ObjectNode data) {
        return Call.of(endpoint, endpoint, BavestFaults.V2_ANY, (now, draw) -> reply(data, draw));
    }

    private Call ofSymbol(String endpoint, Request request, Function<String, Call> known) {
        String symbol = request.query.getOrDefault("symbol", "");
        if (!Bavest.isSymbol(symbol)) {
            return refused(endpoint, 400, "Invalid symbol", "INVALID_SYMBOL");
        }
        String currency = request.query.getOrDefault("currency", "");
        if (!currency.equalsIgnoreCase(Bavest.CURRENCY)) {
            return refused(endpoint, 400, Bavest.noRate(currency), "UNSUPPORTED_CURRENCY");
        }
        if (QuoteFigures.at(recordings, symbol, session.getAsInt()).isEmpty()) {
            return refused(endpoint, 404, "Symbol not found: " + symbol, "NOT_FOUND");
        }
        return known.apply(symbol);
    }

    private Call quote(String endpoint, String symbol) {
        return Call.of(
                        endpoint,
                        symbol,
                        BavestFaults.V2_QUOTE,
                        (now, draw) ->
                                reply(
                                        quote(
                                                symbol,
                                                QuoteFigures.at(recordings, symbol, now)
                                                        .orElseThrow(),
                                                draw),
                                        draw))
                .watchedBy(Bavest.viewer(symbol));
    }

    private static ObjectNode quote(String symbol, QuoteFigures figures, FaultDraw draw) {
        ObjectNode data = Nodes.object().put("symbol", symbol);
        if (draw.is(BavestFaults.NULL_PRICE)) {
            data.putNull("currentPrice");
        } else if (!draw.is(BavestFaults.MISSING_PRICE)) {
            data.put("currentPrice", draw.is(BavestFaults.ZERO_PRICE) ? 0 : figures.close);
        }
        data.put("open", figures.open).put("high", figures.high).put("low", figures.low);
        Nodes.put(data, "previousClose", figures.previousClose);
        Nodes.put(data, "change", figures.change);
        Nodes.put(data, "changePercent", figures.changePercent);
        data.put("timestamp", timestamp(figures.timeSeconds, draw)).put("volume", figures.volume);
        return data.put("currency", draw.is(BavestFaults.EUR_LABEL) ? "EUR" : Bavest.CURRENCY);
    }

    private static long timestamp(long seconds, FaultDraw draw) {
        return draw.is(BavestFaults.MILLISECOND_TIMESTAMPS) ? seconds * 1000 : seconds;
    }

    private Call candles(String endpoint, String symbol, Request request) {
        long from;
        long to;
        try {
            from = midnight(request.query.getOrDefault("from", ""));
            to = midnight(request.query.getOrDefault("to", ""));
        } catch (DateTimeParseException e) {
            return refused(endpoint, 400, "from and to must be yyyy-MM-dd", "INVALID_DATE");
        }
        boolean daily = request.query.getOrDefault("resolution", "").equals("D");
        return Call.of(
                endpoint,
                symbol,
                BavestFaults.V2_CANDLES,
                (now, draw) -> {
                    List<Candles.Candle> candles =
                            daily && !draw.is(BavestFaults.NO_DATA)
                                    ? Candles.daily(recordings, symbol, now, from, to)
                                    : List.of();
                    return reply(candles(candles, draw), draw);
                });
    }

    private static long midnight(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static ObjectNode candles(List<Candles.Candle> candles, FaultDraw draw) {
        ObjectNode data = Nodes.object();
        ArrayNode array = data.putArray("candles");
        for (Candles.Candle candle : candles) {
            array.addObject()
                    .put("timestamp", timestamp(candle.timeSeconds, draw))
                    .put("open", candle.open)
                    .put("high", candle.high)
                    .put("low", candle.low)
                    .put("close", candle.close)
                    .put("volume", candle.volume);
        }
        return data.put("currency", Bavest.CURRENCY);
    }

    /** The data in its envelope, or what the fault puts in its place. */
    private static Reply reply(ObjectNode data, FaultDraw draw) {
        ObjectNode envelope = Nodes.object();
        if (draw.is(BavestFaults.V2_ERROR)) {
            return Reply.json(200, error("Upstream failure", "UPSTREAM_ERROR"));
        } else if (draw.is(BavestFaults.V2_MESSAGE)) {
            return Reply.json(200, envelope.put("message", "Upstream failure"));
        } else if (draw.is(BavestFaults.DATA_MISSING)) {
            return Reply.json(200, envelope);
        } else if (draw.is(BavestFaults.DATA_NULL)) {
            return Reply.json(200, envelope.putNull("data"));
        }
        envelope.set("data", data);
        return Reply.json(200, envelope);
    }

    private static Call refused(String endpoint, int status, String message, String code) {
        return Call.refused(endpoint, Reply.json(status, error(message, code)));
    }

    private static ObjectNode error(String message, String code) {
        ObjectNode node = Nodes.object();
        node.putObject("error").put("message", message).put("code", code);
        return node;
    }
}
