// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.workload.SampleRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One run: what is asked of the job, and the files that a user would write for it. */
final class AlertSettings {

    static final int RULES = 200;
    static final int SYMBOLS = 1_000;

    final String state;
    final int parallelism;
    final int perSecond;
    final double shocksPerSecond;
    final int warmUpSeconds;
    final int seconds;
    final int checkpointSeconds;

    AlertSettings(
            String state,
            int parallelism,
            int perSecond,
            double shocksPerSecond,
            int warmUpSeconds,
            int seconds,
            int checkpointSeconds) {
        this.state = state;
        this.parallelism = parallelism;
        this.perSecond = perSecond;
        this.shocksPerSecond = shocksPerSecond;
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
        this.checkpointSeconds = checkpointSeconds;
    }

    /**
     * Writes rules, policy, webhooks and configuration.
     *
     * @return file of the configuration
     */
    Path write(Path directory, List<String> symbols, String redis, String url) throws IOException {
        Path rules = directory.resolve("rules.json");
        text(rules, SampleRules.json(RULES));
        Path policy = Desks.write(directory, symbols, RULES, url);
        Path shared = directory.resolve("shared-webhook");
        text(shared, url + "shared");
        ArrayNode groups = Json.mapper().createArrayNode();
        group(groups, "Application", Map.of("pipelines", "signals;alerts"));
        // Checked, and not asked: the quotes come from the tape.
        group(groups, "Signals", Map.of("feeds", "kinesis"));
        group(groups, "Aws", Map.of("region", "eu-central-1"));
        group(groups, "KinesisQuotes", Map.of("streams", "tape"));
        group(groups, "Redis", Map.of("nodes", redis));
        group(groups, "Files", Map.of("directory", directory.resolve("files").toString()));
        group(groups, "Rules", Map.of("file", rules.toString()));
        group(
                groups,
                "Notifications",
                Map.of(
                        "channels",
                        "console;slack;discord",
                        "slack.webhook",
                        "file:" + shared,
                        "discord.webhook",
                        "file:" + shared,
                        "webhook.hosts",
                        "127.0.0.1",
                        "policy.file",
                        policy.toString(),
                        // Of a run of minutes no hour is measured.
                        "limit.per.hour",
                        "1000",
                        "limit.critical.per.hour",
                        "1000"));
        group(
                groups,
                "Local",
                Map.of(
                        "web.port",
                        "0",
                        "parallelism",
                        String.valueOf(parallelism),
                        "state.backend",
                        state,
                        "checkpoint.interval",
                        checkpointSeconds + " s",
                        "checkpoint.directory",
                        directory.resolve("checkpoints").toString()));
        Path file = directory.resolve("config.json");
        text(file, groups.toString());
        return file;
    }

    private static void group(ArrayNode groups, String name, Map<String, String> values) {
        values.forEach(
                groups.addObject().put("PropertyGroupId", name).putObject("PropertyMap")::put);
    }

    private static void text(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return state + ", parallelism " + parallelism;
    }
}
