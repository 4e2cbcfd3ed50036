// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.clients.bavest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.clients.http.ApiRequest;
import dev.bellwether.clients.secrets.SecretResolver;
import dev.bellwether.model.Json;
import dev.bellwether.model.Timeframe;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The requests of both versions. All of them only read, so all may be repeated. */
final class BavestRequests {

    private final BavestSettings settings;
    private final SecretResolver key;

    BavestRequests(BavestSettings settings, SecretResolver key) {
        this.settings = settings;
        this.key = key;
    }

    ApiRequest quote(String symbol) {
        if (settings.version() == BavestVersion.V0) {
            return post("/quote", instrument(symbol));
        }
        return get("/timeseries/quote", parameters(symbol));
    }

    /** {@code [from, to)} in epoch milliseconds; v2 knows whole days only. */
    ApiRequest candles(String symbol, Timeframe timeframe, long fromMillis, long toMillis) {
        if (settings.version() == BavestVersion.V0) {
            ObjectNode body = instrument(symbol);
            body.put("from", Math.floorDiv(fromMillis, 1000L));
            body.put("to", Math.floorDiv(toMillis, 1000L));
            body.put("resolution", resolution(timeframe));
            return post("/stock/candle", body);
        }
        Map<String, String> parameters = parameters(symbol);
        parameters.put("resolution", resolution(timeframe));
        parameters.put("from", day(fromMillis).toString());
        parameters.put("to", day(toMillis).toString());
        return get("/timeseries/candles", parameters);
    }

    ApiRequest quota() {
        boolean v0 = settings.version() == BavestVersion.V0;
        return get(v0 ? "/quota" : "/account/quota", Map.of());
    }

    /** v0 only. */
    ApiRequest fundamentals(String symbol) {
        return post("/stock/fundamentals", instrument(symbol));
    }

    private ObjectNode instrument(String symbol) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put(BavestClient.isIsin(symbol) ? "isin" : "symbol", symbol);
        return body.put("currency", settings.currency());
    }

    private Map<String, String> parameters(String symbol) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("symbol", symbol);
        parameters.put("currency", settings.currency());
        return parameters;
    }

    private ApiRequest post(String path, ObjectNode body) {
        byte[] bytes;
        try {
            bytes = Json.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is always writable", e);
        }
        return complete(ApiRequest.post(address(path), bytes).repeatable());
    }

    private ApiRequest get(String path, Map<String, String> parameters) {
        String query =
                parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return complete(ApiRequest.get(address(query.isEmpty() ? path : path + "?" + query)));
    }

    private ApiRequest complete(ApiRequest.Builder request) {
        return request.header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .credential("x-api-key", key)
                .askAgainIf(
                        answer -> BavestBody.read(answer.body(), settings.version()).isDoubtful())
                .build();
    }

    private URI address(String pathAndQuery) {
        return URI.create(settings.baseUrl() + pathAndQuery);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String resolution(Timeframe timeframe) {
        switch (timeframe) {
            case ONE_MINUTE:
                return "1";
            case FIVE_MINUTES:
                return "5";
            case SESSION:
                return "D";
        }
        throw new IllegalArgumentException("no resolution for " + timeframe);
    }

    private static LocalDate day(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
