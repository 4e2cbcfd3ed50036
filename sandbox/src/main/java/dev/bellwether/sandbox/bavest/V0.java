// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.bavest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.faults.FaultDraw;
import dev.bellwether.sandbox.http.Call;
import dev.bellwether.sandbox.http.Reply;
import dev.bellwether.sandbox.http.Request;
import dev.bellwether.sandbox.recordings.Recordings;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Reads v0 requests: POST with a JSON body. Errors come with HTTP 200, as from the real one. */
final class V0 {

    private final Recordings recordings;
    private final Quota quota;
    private final IntSupplier session;

    V0(Recordings recordings, Quota quota, IntSupplier session) {
        this.recordings = recordings;
        this.quota = quota;
        this.session = session;
    }

    Call call(Request request) {
        String endpoint = request.path.substring(1);
        boolean post = request.method.equals("POST");
        boolean get = request.method.equals("GET");
        switch (endpoint) {
            case "v0/quota":
                return post || get ? quota(endpoint) : Bavest.notServed(request);
            case "v0/status":
                return post || get ? status(endpoint) : Bavest.notServed(request);
            case "v0/quote":
            case "v0/stock/quote":
                return post
                        ? ofSymbol(endpoint, request, symbol -> quote(endpoint, symbol))
                        : Bavest.notServed(request);
            case "v0/candle":
            case "v0/stock/candle":
                return post ? candles(endpoint, request) : Bavest.notServed(request);
            case "v0/stock/metric":
            case "v0/stock/fundamentals":
                return post ? fundamentals(endpoint, request) : Bavest.notServed(request);
            default:
                return Bavest.notServed(request);
        }
    }

    private Call quota(String endpoint) {
        return Call.of(
                endpoint,
                endpoint,
                BavestFaults.V0_ANY,
                (now, draw) -> {
                    ObjectNode node = Nodes.object().put("quota_left", quota.left());
                    node.put("quota_total", quota.limit()).putArray("series");
                    return reply(node, draw);
                });
    }

    private static Call status(String endpoint) {
        return Call.of(
                endpoint,
                endpoint,
                BavestFaults.V0_ANY,
                (now, draw) ->
                        reply(Nodes.object().put("statusCode", 200).put("body", "OK"), draw));
    }

    /** Checks what every request for a symbol must have. */
    private Call ofSymbol(String endpoint, Request request, Function<String, Call> known) {
        JsonNode body = body(request);
        if (!body.isObject()) {
            return Call.refused(endpoint, Reply.json(400, error400("Invalid request body")));
        }
        String symbol = body.path("symbol").asText();
        if (!Bavest.isSymbol(symbol)) {
            return refused(endpoint, error400("Invalid symbol"));
        }
        String currency = body.path("currency").asText("");
        // Ratios are the same in every currency.
        if (!endpoint.endsWith("/fundamentals") && !currency.equalsIgnoreCase(Bavest.CURRENCY)) {
            return refused(endpoint, error400(Bavest.noRate(currency)));
        }
        return known.apply(symbol);
    }

    private static JsonNode body(Request request) {
        try {
            return Json.mapper().readTree(request.body);
        } catch (IOException e) {
            return Json.mapper().nullNode();
        }
    }

    private Call quote(String endpoint, String symbol) {
        if (QuoteFigures.at(recordings, symbol, session.getAsInt()).isEmpty()) {
            return refused(endpoint, keyError(symbol));
        }
        return Call.of(
                        endpoint,
                        symbol,
                        BavestFaults.V0_QUOTE,
                        (now, draw) ->
                                QuoteFigures.at(recordings, symbol, now)
                                        .map(figures -> V0Bodies.quote(figures, draw))
                                        .map(node -> reply(node, draw))
                                        .orElseGet(() -> Reply.json(200, keyError(symbol))))
                .watchedBy(Bavest.viewer(symbol));
    }

    private Call candles(String endpoint, Request request) {
        JsonNode body = body(request);
        if (body.isObject()
                && !(body.path("from").isIntegralNumber()
                        && body.path("to").isIntegralNumber()
                        && body.path("resolution").isTextual())) {
            return refused(endpoint, error400("from, to and resolution are needed"));
        }
        return ofSymbol(endpoint, request, symbol -> candles(endpoint, symbol, body));
    }

    private Call candles(String endpoint, String symbol, JsonNode body) {
        if (!recordings.hasBars(symbol) && recordings.minuteBars(symbol).isEmpty()) {
            return refused(endpoint, keyError(symbol));
        }
        long from = body.path("from").asLong();
        long to = body.path("to").asLong();
        String resolution = body.path("resolution").asText();
        return Call.of(
                endpoint,
                symbol,
                BavestFaults.V0_CANDLES,
                (now, draw) -> {
                    List<Candles.Candle> candles = candles(symbol, now, from, to, resolution);
                    ObjectNode node = V0Bodies.candles(candles, draw);
                    node.put("from", from).put("to", to).put("resolution", resolution);
                    if (endpoint.equals("v0/candle")) {
                        node.put("key", symbol);
                    }
                    return reply(node, draw);
                });
    }

    private List<Candles.Candle> candles(
            String symbol, int now, long from, long to, String resolution) {
        switch (resolution) {
            case "D":
                return recordings.hasBars(symbol)
                        ? Candles.daily(recordings, symbol, now, from, to)
                        : List.of();
            case "1":
                return Candles.minutes(recordings, symbol, from, to);
            case "5":
                return Candles.fiveMinutes(recordings, symbol, from, to);
            default:
                return List.of();
        }
    }

    private Call fundamentals(String endpoint, Request request) {
        boolean metric = endpoint.endsWith("/metric");
        return ofSymbol(
                endpoint,
                request,
                symbol ->
                        Call.of(
                                endpoint,
                                symbol,
                                metric ? BavestFaults.V0_ANY : BavestFaults.V0_FUNDAMENTALS,
                                (now, draw) ->
                                        recordings
                                                .fundamental(symbol, recordings.session(now))
                                                .map(
                                                        row ->
                                                                metric
                                                                        ? V0Bodies.metric(row)
                                                                        : V0Bodies.fundamentals(
                                                                                row, draw))
                                                .map(node -> reply(node, draw))
                                                .orElseGet(
                                                        () -> Reply.json(200, keyError(symbol)))));
    }

    private static Call refused(String endpoint, ObjectNode body) {
        return Call.refused(endpoint, Reply.json(200, body));
    }

    /** The body, or the error that the fault puts in its place. */
    private static Reply reply(ObjectNode body, FaultDraw draw) {
        if (draw.is(BavestFaults.ERROR_BODY)) {
            return Reply.json(200, error400("Invalid symbol"));
        } else if (draw.is(BavestFaults.LAMBDA_ERROR)) {
            return Reply.json(200, keyError("quote"));
        } else if (draw.is(BavestFaults.STATUS_ERROR)) {
            return Reply.json(200, Nodes.object().put("status", "ERROR"));
        }
        return Reply.json(200, body);
    }

    private static ObjectNode error400(String text) {
        return Nodes.object().put("statusCode", 400).put("body", text);
    }

    private static ObjectNode keyError(String key) {
        ObjectNode node = Nodes.object();
        node.put("errorMessage", "'" + key + "'")
                .put("errorType", "KeyError")
                .put("requestId", UUID.nameUUIDFromBytes(key.getBytes(UTF_8)).toString())
                .putArray("stackTrace")
                .add("  File \"/var/task/handler.py\", line 1, in handler\n");
        return node;
    }
}
