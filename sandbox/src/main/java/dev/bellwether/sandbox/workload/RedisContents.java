// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bellwether.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Everything that the signals pipeline keeps in Redis under one prefix, as it is now. */
public final class RedisContents {

    private static final int BATCH = 500;

    final Map<String, JsonNode> records = new TreeMap<>();
    final Map<String, JsonNode> latest = new TreeMap<>();
    final Map<String, JsonNode> analytics = new TreeMap<>();
    final Map<String, JsonNode> valuations = new TreeMap<>();
    final Set<String> symbols = new TreeSet<>();

    private RedisContents() {}

    /**
     * Reads all of it.
     *
     * @throws IllegalStateException if a value is not JSON
     */
    public static RedisContents read(Jedis jedis, String prefix) {
        RedisContents contents = new RedisContents();
        String cursor = ScanParams.SCAN_POINTER_START;
        Set<String> keys = new TreeSet<>();
        do {
            ScanResult<String> page =
                    jedis.scan(cursor, new ScanParams().match(prefix + ":*").count(BATCH));
            keys.addAll(page.getResult());
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        if (keys.remove(prefix + ":symbols")) {
            contents.symbols.addAll(jedis.smembers(prefix + ":symbols"));
        }
        List<String> all = new ArrayList<>(keys);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> some = all.subList(from, Math.min(all.size(), from + BATCH));
            List<String> values = jedis.mget(some.toArray(new String[0]));
            for (int i = 0; i < some.size(); i++) {
                contents.put(some.get(i).substring(prefix.length() + 1), values.get(i));
            }
        }
        return contents;
    }

    /** Number of quotes that there is a record of. */
    public int size() {
        return records.size();
    }

    private void put(String key, String value) {
        if (value == null) {
            // Its time had come between the two commands.
            return;
        }
        int colon = key.indexOf(':');
        String rest = key.substring(colon + 1);
        switch (key.substring(0, colon)) {
            case "latest":
                latest.put(rest, parse(key, value));
                break;
            case "analytics":
                analytics.put(rest, parse(key, value));
                break;
            case "pe_ratio":
                valuations.put(rest, parse(key, value));
                break;
            default:
                records.put(key, parse(key, value));
        }
    }

    private static JsonNode parse(String key, String value) {
        try {
            return Json.mapper().readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(key + " does not hold JSON", e);
        }
    }
}
