// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.sandbox.node.NodeModules;
import dev.bellwether.sandbox.node.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * DynamoDB on 127.0.0.1 that forgets everything when closed: dynalite, which keeps the limits of
 * the service (400 KB an item, 25 items a batch, no key twice in a batch, 1 MB a page). It takes
 * any credentials, never throttles, knows no times to live and no transactions.
 *
 * <p>Items are written and given back in DynamoDB's own JSON: {@code {"id": {"S": "x"}}}.
 */
public final class SandboxDynamoDb implements AutoCloseable {

    /** Any region and any credentials will do; this is for clients that insist on one. */
    public static final String REGION = "eu-central-1";

    private static final int PORT = 1;
    private static final long ACTIVE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=sandbox/20260101/eu-central-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host;x-amz-date;x-amz-target, Signature=00";

    private final NodeProcess process;
    private final URI endpoint;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    private SandboxDynamoDb(NodeProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    public static SandboxDynamoDb start() {
        Path npm = NodeModules.locate();
        NodeProcess process = null;
        try {
            process =
                    NodeProcess.start(
                            npm,
                            npm.resolve("node_modules/dynalite/cli.js"),
                            List.of(
                                    "--port", Integer.toString(PORT),
                                    "--createTableMs", "20",
                                    "--deleteTableMs", "20"),
                            Map.of());
            return new SandboxDynamoDb(
                    process, URI.create("http://127.0.0.1:" + process.port(PORT)));
        } catch (IOException e) {
            UncheckedIOException failure = new UncheckedIOException("dynalite does not run", e);
            closeQuietly(process, failure);
            throw failure;
        }
    }

    private static void closeQuietly(NodeProcess process, Exception failure) {
        if (process != null) {
            try {
                process.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** Plain HTTP. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Makes a table; returns when it is active.
     *
     * @param keys its hash key and, if it has one, its range key: {@code name:S} or {@code name:N}
     */
    public void createTable(String name, String... keys) {
        ObjectNode request = table(name).put("BillingMode", "PAY_PER_REQUEST");
        define(request, keys);
        create(name, request);
    }

    /** The same with an index over all attributes. */
    public void createTable(String name, List<String> keys, String index, List<String> indexKeys) {
        ObjectNode request = table(name).put("BillingMode", "PAY_PER_REQUEST");
        define(request, keys.toArray(new String[0]));
        ObjectNode of = request.putArray("GlobalSecondaryIndexes").addObject();
        of.put("IndexName", index).putObject("Projection").put("ProjectionType", "ALL");
        schema(of, indexKeys);
        for (String key : indexKeys) {
            attribute((ArrayNode) request.get("AttributeDefinitions"), key);
        }
        create(name, request);
    }

    private void create(String name, ObjectNode request) {
        call("CreateTable", request);
        await(name, true);
    }

    private static void define(ObjectNode request, String... keys) {
        schema(request, List.of(keys));
        ArrayNode attributes = request.putArray("AttributeDefinitions");
        for (String key : keys) {
            attribute(attributes, key);
        }
    }

    private static void schema(ObjectNode of, List<String> keys) {
        ArrayNode schema = of.putArray("KeySchema");
        for (String key : keys) {
            schema.addObject()
                    .put("AttributeName", name(key))
                    .put("KeyType", schema.size() == 1 ? "HASH" : "RANGE");
        }
    }

    private static void attribute(ArrayNode attributes, String key) {
        attributes
                .addObject()
                .put("AttributeName", name(key))
                .put("AttributeType", key.substring(key.indexOf(':') + 1));
    }

    private static String name(String key) {
        return key.substring(0, key.indexOf(':'));
    }

    /** Removes a table with all that it holds; returns when it is gone. */
    public void deleteTable(String name) {
        call("DeleteTable", table(name));
        await(name, false);
    }

    private void await(String name, boolean active) {
        long deadline = System.nanoTime() + ACTIVE_NANOS;
        while (System.nanoTime() < deadline) {
            try {
                JsonNode status = call("DescribeTable", table(name)).path("Table");
                if (active && status.path("TableStatus").asText().equals("ACTIVE")) {
                    return;
                }
            } catch (DynamoDbRefusedException e) {
                if (!active && e.type().endsWith("ResourceNotFoundException")) {
                    return;
                }
                throw e;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IllegalStateException(name + " is not " + (active ? "active" : "gone"));
    }

    /**
     * Puts an item in the place of one with the same key.
     *
     * @param item in DynamoDB's JSON
     */
    public void put(String table, String item) {
        try {
            ObjectNode request = table(table);
            request.set("Item", JSON.readTree(item));
            call("PutItem", request);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + item, e);
        }
    }

    /**
     * Removes one.
     *
     * @param key in DynamoDB's JSON
     */
    public void delete(String table, String key) {
        try {
            ObjectNode request = table(table);
            request.set("Key", JSON.readTree(key));
            call("DeleteItem", request);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + key, e);
        }
    }

    /** All that a table holds, in no order. */
    public List<JsonNode> items(String table) {
        List<JsonNode> items = new ArrayList<>();
        ObjectNode request = table(table).put("ConsistentRead", true);
        while (true) {
            JsonNode page = call("Scan", request);
            page.path("Items").forEach(items::add);
            if (!page.has("LastEvaluatedKey")) {
                return items;
            }
            request.set("ExclusiveStartKey", page.get("LastEvaluatedKey"));
        }
    }

    /**
     * What an index has under a key, in the order of its range key.
     *
     * @param key name of the index's hash key
     * @param value of it, a text
     */
    public List<JsonNode> query(String table, String index, String key, String value) {
        ObjectNode request =
                table(table).put("IndexName", index).put("KeyConditionExpression", "#k = :v");
        request.putObject("ExpressionAttributeNames").put("#k", key);
        request.putObject("ExpressionAttributeValues").putObject(":v").put("S", value);
        List<JsonNode> items = new ArrayList<>();
        call("Query", request).path("Items").forEach(items::add);
        return items;
    }

    private static ObjectNode table(String name) {
        return JSON.createObjectNode().put("TableName", name);
    }

    private JsonNode call(String operation, ObjectNode body) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(endpoint)
                            .timeout(Duration.ofSeconds(60))
                            .header("Content-Type", "application/x-amz-json-1.0")
                            .header("Authorization", AUTHORIZATION)
                            .header("X-Amz-Date", "20260101T000000Z")
                            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                            .POST(
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            JSON.writeValueAsBytes(body)))
                            .build();
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode json = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new DynamoDbRefusedException(
                        operation,
                        json.path("__type").asText(String.valueOf(response.statusCode())),
                        json.path("message").asText(json.path("Message").asText("")));
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(operation + " failed at " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + operation, e);
        }
    }

    /** Kills the emulator, and with it all tables. */
    @Override
    public void close() {
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up after the emulator", e);
        }
    }
}
