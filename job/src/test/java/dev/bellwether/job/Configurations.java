// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.job.config.ApplicationConfiguration;
import dev.bellwether.job.config.PropertyGroups;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.Sandbox;
import dev.bellwether.sandbox.dynamodb.SandboxDynamoDb;
import dev.bellwether.sandbox.kinesis.SandboxKinesis;
import dev.bellwether.sandbox.redis.SandboxRedis;
import dev.bellwether.sandbox.sqs.SandboxSqs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Configurations for tests: a small valid one, and changes to it. */
public final class Configurations {

    private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();

    private Configurations() {}

    /** Everything that must be given, and no more; files go below the directory. */
    public static Configurations of(Path directory) {
        return new Configurations()
                .with("Bavest", "base.url", "http://127.0.0.1:9/v0")
                .with("Bavest", "api.key", "file:" + directory.resolve("key"))
                .with("BavestQuotes", "symbols", "AAPL;MSFT")
                .with("BavestQuotes", "schedule.interval", "1 s")
                .with("Redis", "nodes", "127.0.0.1:6379")
                .with("Files", "directory", directory.resolve("files").toString())
                .with("Local", "web.port", "0")
                .with("Local", "checkpoint.directory", directory.resolve("checkpoints").toString());
    }

    /** The same against a sandbox and a Redis of the test; the key is in BAVEST_API_KEY. */
    public static Configurations of(Path directory, Sandbox sandbox, SandboxRedis redis) {
        return of(directory)
                .with("Bavest", "base.url", sandbox.bavestV0Url().toString())
                .with("Bavest", "api.key", "env:BAVEST_API_KEY")
                .with("Redis", "nodes", redis.address());
    }

    /** What the drawdowns pipeline needs by itself, but for its bars. */
    static Configurations drawdowns(Path directory) {
        return new Configurations()
                .with("Application", "pipelines", "drawdowns")
                .with("Redis", "nodes", "127.0.0.1:6379")
                .with("Files", "directory", directory.resolve("files").toString())
                .with("Local", "web.port", "0")
                .with("Local", "checkpoint.directory", directory.resolve("checkpoints").toString());
    }

    /** What telling people of alerts of other applications needs by itself. */
    static Configurations alertsAlone(Path directory) {
        return new Configurations()
                .with("Application", "pipelines", "alerts")
                .with("KinesisAlerts", "streams", "alerts")
                .with("Files", "directory", directory.resolve("files").toString())
                .with("Local", "web.port", "0")
                .with("Local", "checkpoint.directory", directory.resolve("checkpoints").toString());
    }

    /** Every way in and out that there is. */
    static Configurations everything(Path directory) {
        return of(directory)
                .with("Application", "pipelines", "signals;drawdowns;alerts")
                .with("Anomalies", "forest.symbols", "AAPL;MSFT")
                .with("Rules", "file", rules(directory))
                .with("Notifications", "policy.file", policy(directory))
                .with("Notifications", "channels", "console;slack;discord;email;sms;sns;file")
                .with("Notifications", "sns.topic", "arn:aws:sns:eu-central-1:111122223333:alerts")
                .with("Notifications", "sms.to", "+4915112345678")
                .with("Notifications", "email.from", "alerts@example.com")
                .with("Notifications", "email.to", "desk@example.com")
                .with("Notifications", "slack.webhook", webhook(directory))
                .with("Notifications", "discord.webhook", webhook(directory))
                .with("Alerts", "actions.directory", directory.resolve("actions").toString())
                .with("Drawdowns", "feeds", "alpaca;files")
                .with("Alpaca", "api.key.id", "file:" + directory.resolve("key"))
                .with("Alpaca", "api.key.secret", "file:" + directory.resolve("key"))
                .with("AlpacaPositions", "account", "main")
                .with("BarFiles", "path", directory.resolve("recorded").toString())
                .with("BarFiles", "poll.interval", "1 s")
                .with("Signals", "feeds", "bavest;kinesis")
                .with("KinesisQuotes", "streams", "ticks")
                .with("KinesisPublish", "stream", "quotes")
                .with("KinesisAlerts", "publish.stream", "alerts")
                .with("KinesisAlerts", "streams", "alerts-of-others")
                .with("SqsDeadLetters", "queue.name", "dead-letters")
                .with("Replay", "inbox.directory", directory.resolve("inbox").toString())
                .with("DynamoDb", "alerts.table", "alert-history")
                .with("DynamoDb", "quotes.table", "processed-quotes")
                .with("Aws", "dynamodb.endpoint", "http://127.0.0.1:9")
                .with("Aws", "kinesis.endpoint", "http://127.0.0.1:9")
                .with("Aws", "sns.endpoint", "http://127.0.0.1:9")
                .with("Aws", "ses.endpoint", "http://127.0.0.1:9")
                .with("Aws", "sqs.endpoint", "http://127.0.0.1:9");
    }

    private static String webhook(Path directory) {
        try {
            Path webhook = directory.resolve("webhook");
            return "file:" + Files.writeString(webhook, "http://127.0.0.1:9/services/none");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String policy(Path directory) {
        try {
            Path policy = directory.resolve("policy.json");
            String text =
                    "{\"receivers\":[{\"name\":\"desk\",\"channels\":[\"slack\"]}],"
                            + "\"route\":{\"receiver\":\"desk\"}}";
            return Files.writeString(policy, text).toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rules(Path directory) {
        try {
            Path rules = directory.resolve("rules.json");
            return Files.writeString(rules, "{\"rules\":[]}").toUri().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every way in and out, against stand-ins of the test. */
    static Configurations everything(
            Path directory,
            Sandbox sandbox,
            SandboxRedis redis,
            SandboxKinesis kinesis,
            SandboxSqs sqs,
            SandboxDynamoDb dynamo)
            throws IOException {
        Path secret = Files.writeString(directory.resolve("aws"), "test");
        return everything(directory)
                .with("Bavest", "base.url", sandbox.bavestV0Url().toString())
                .with("Alpaca", "data.base.url", sandbox.alpacaUrl().toString())
                .with("Alpaca", "trading.base.url", sandbox.alpacaUrl().toString())
                .with("Redis", "nodes", redis.address())
                .with("KinesisQuotes", "start.position", "trim_horizon")
                .with("KinesisAlerts", "start.position", "trim_horizon")
                .with("Aws", "region", SandboxKinesis.REGION)
                .with("Aws", "credentials", "static")
                .with("Aws", "access.key.id", "file:" + secret)
                .with("Aws", "secret.access.key", "file:" + secret)
                .with("Rules", "dynamodb.table", "rules")
                .with("Aws", "dynamodb.endpoint", dynamo.endpoint().toString())
                .with("Aws", "kinesis.endpoint", kinesis.endpoint().toString())
                .with("Aws", "sqs.endpoint", sqs.endpoint().toString());
    }

    static ApplicationConfiguration minimal(Path directory) {
        return of(directory).build();
    }

    public Configurations with(String group, String key, String value) {
        groups.computeIfAbsent(group, name -> new TreeMap<>()).put(key, value);
        return this;
    }

    public Configurations without(String group, String key) {
        groups.get(group).remove(key);
        return this;
    }

    Map<String, Map<String, String>> groups() {
        return groups;
    }

    /** As the file that a user would write. */
    public String json() {
        ArrayNode array = Json.mapper().createArrayNode();
        groups.forEach(
                (name, values) -> {
                    ObjectNode group = array.addObject().put("PropertyGroupId", name);
                    values.forEach(group.putObject("PropertyMap")::put);
                });
        return array.toPrettyString();
    }

    ApplicationConfiguration build() {
        return ApplicationConfiguration.of(PropertyGroups.of("a test", groups), false);
    }
}
