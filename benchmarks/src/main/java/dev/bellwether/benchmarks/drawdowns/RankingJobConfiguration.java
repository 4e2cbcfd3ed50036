// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.drawdowns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.redis.SandboxRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The drawdowns pipeline that polls a universe each minute. */
final class RankingJobConfiguration {

    static final String PREFIX = "live";

    private RankingJobConfiguration() {}

    /** As the file that a user would write. */
    static String json(
            Path directory,
            Sandbox sandbox,
            SandboxRedis redis,
            List<String> universe,
            int symbolsPerRequest,
            int requestsPerMinute)
            throws IOException {
        Path list = directory.resolve("universe");
        Files.write(list, universe, StandardCharsets.UTF_8);
        ArrayNode groups = Json.mapper().createArrayNode();
        group(groups, "Application", Map.of("pipelines", "drawdowns"));
        group(groups, "Drawdowns", Map.of("feeds", "alpaca", "universe.file", list.toString()));
        group(
                groups,
                "Alpaca",
                Map.of(
                        "data.base.url", sandbox.alpacaUrl().toString(),
                        "trading.base.url", sandbox.alpacaUrl().toString(),
                        "api.key.id", "env:APCA_API_KEY_ID",
                        "api.key.secret", "env:APCA_API_SECRET_KEY",
                        "requests.per.minute", String.valueOf(requestsPerMinute)));
        group(
                groups,
                "AlpacaBars",
                Map.of(
                        "chunk.size",
                        String.valueOf(symbolsPerRequest),
                        // The replaced screener, which asked for one, asked for no actions.
                        "corporate-actions",
                        String.valueOf(symbolsPerRequest > 1),
                        "schedule.cron",
                        "0 * * * * ?",
                        "schedule.trading-days.only",
                        "false"));
        group(groups, "Redis", Map.of("nodes", redis.address(), "key.prefix", PREFIX));
        group(groups, "Files", Map.of("directory", directory.resolve("files").toString()));
        group(
                groups,
                "Local",
                Map.of(
                        "web.port",
                        "0",
                        "checkpoint.directory",
                        directory.resolve("checkpoints").toString()));
        return groups.toString();
    }

    private static void group(ArrayNode groups, String name, Map<String, String> values) {
        values.forEach(
                groups.addObject().put("PropertyGroupId", name).putObject("PropertyMap")::put);
    }
}
