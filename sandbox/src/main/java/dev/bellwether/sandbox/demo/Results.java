// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;

/** Reads the job's documents back from Redis. */
final class Results implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jedis redis;
    private final String prefix;

    Results(String host, int port, String prefix) {
        this.redis = new Jedis(host, port);
        this.prefix = prefix;
    }

    /** The analytics of each of these symbols that has any. */
    Map<String, JsonNode> analytics(List<String> symbols) {
        List<String> keys = new ArrayList<>();
        symbols.forEach(symbol -> keys.add(prefix + ":analytics:" + symbol));
        Map<String, JsonNode> documents = new TreeMap<>();
        List<String> values = redis.mget(keys.toArray(new String[0]));
        for (int i = 0; i < symbols.size(); i++) {
            JsonNode document = parse(values.get(i));
            if (document.isObject()) {
                documents.put(symbols.get(i), document);
            }
        }
        return documents;
    }

    private static JsonNode parse(String value) {
        try {
            return value == null ? JSON.nullNode() : JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON in Redis: " + value, e);
        }
    }

    /** The newest ranking of drawdowns; a missing node if there is none yet. */
    JsonNode ranking() {
        String text = redis.get(prefix + ":drawdowns:latest");
        try {
            return text == null ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ranking is no JSON", e);
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
