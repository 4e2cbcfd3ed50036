// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request, read whole. Immutable. */
public final class Request {

    /** Upper case. */
    public final String method;

    /** Path without the query. */
    public final String path;

    /** Decoded parameters; of a repeated one, the last. */
    public final Map<String, String> query;

    public final byte[] body;

    private final Headers headers;

    private Request(
            String method, String path, Map<String, String> query, byte[] body, Headers headers) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.body = body;
        this.headers = headers;
    }

    static Request read(HttpExchange exchange) throws IOException {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parameters(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestBody().readAllBytes(),
                exchange.getRequestHeaders());
    }

    private static Map<String, String> parameters(String rawQuery) {
        Map<String, String> result = new LinkedHashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                result.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            }
        }
        return result;
    }

    /** The first value of a header, or {@code null}. */
    public String header(String name) {
        return headers.getFirst(name);
    }
}
