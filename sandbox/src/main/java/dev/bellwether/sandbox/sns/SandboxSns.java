// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.model.Json;
import dev.bellwether.sandbox.node.NodeModules;
import dev.bellwether.sandbox.node.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SNS and SQS on 127.0.0.1 that forget everything when closed: the emulator fauxqs. Topics deliver
 * to queues with filter policies, FIFO topics drop what they had; any credentials will do.
 */
public final class SandboxSns implements AutoCloseable {

    /** The region that the emulator believes to be in. */
    public static final String REGION = "us-east-1";

    private static final int PORT = 1;
    private static final Pattern ARN = Pattern.compile("<(?:Topic|Subscription)Arn>([^<]+)<");

    private final NodeProcess process;
    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    private SandboxSns(NodeProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    public static SandboxSns start() {
        Path npm = NodeModules.locate();
        Map<String, String> environment =
                Map.of("FAUXQS_PORT", String.valueOf(PORT), "FAUXQS_LOGGER", "false");
        try {
            NodeProcess process =
                    NodeProcess.start(
                            npm,
                            npm.resolve("node_modules/fauxqs/dist/cli.js"),
                            List.of(),
                            environment);
            return new SandboxSns(process, URI.create("http://127.0.0.1:" + process.port(PORT)));
        } catch (IOException e) {
            throw new UncheckedIOException("fauxqs does not run", e);
        }
    }

    /** Of both services. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Makes a topic; a FIFO topic if its name ends so.
     *
     * @return its ARN
     */
    public String createTopic(String name) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("Action", "CreateTopic");
        request.put("Name", name);
        if (name.endsWith(".fifo")) {
            request.put("Attributes.entry.1.key", "FifoTopic");
            request.put("Attributes.entry.1.value", "true");
        }
        return arn(sns(request));
    }

    /**
     * Makes a queue that gets what a topic delivers, as it was published.
     *
     * @param policy the filter, JSON; {@code null} if everything is to come
     * @return its address
     */
    public String subscribe(String topic, String queue, String policy) {
        ObjectNode request = Json.mapper().createObjectNode().put("QueueName", queue);
        if (queue.endsWith(".fifo")) {
            request.putObject("Attributes").put("FifoQueue", "true");
        }
        String url = sqs("CreateQueue", request).get("QueueUrl").asText();
        ObjectNode asked = Json.mapper().createObjectNode().put("QueueUrl", url);
        asked.putArray("AttributeNames").add("QueueArn");
        String queueArn =
                sqs("GetQueueAttributes", asked).path("Attributes").path("QueueArn").asText();
        Map<String, String> subscription = new LinkedHashMap<>();
        subscription.put("Action", "Subscribe");
        subscription.put("TopicArn", topic);
        subscription.put("Protocol", "sqs");
        subscription.put("Endpoint", queueArn);
        subscription.put("Attributes.entry.1.key", "RawMessageDelivery");
        subscription.put("Attributes.entry.1.value", "true");
        if (policy != null) {
            subscription.put("Attributes.entry.2.key", "FilterPolicy");
            subscription.put("Attributes.entry.2.value", policy);
        }
        sns(subscription);
        return url;
    }

    /** Receives and deletes what the queue holds: each message as SQS answers it. */
    public List<JsonNode> take(String queueUrl) {
        List<JsonNode> taken = new ArrayList<>();
        while (true) {
            ObjectNode request =
                    Json.mapper()
                            .createObjectNode()
                            .put("QueueUrl", queueUrl)
                            .put("MaxNumberOfMessages", 10);
            request.putArray("MessageAttributeNames").add("All");
            request.putArray("AttributeNames").add("All");
            JsonNode messages = sqs("ReceiveMessage", request).path("Messages");
            if (messages.isEmpty()) {
                return taken;
            }
            ObjectNode done = Json.mapper().createObjectNode().put("QueueUrl", queueUrl);
            ArrayNode entries = done.putArray("Entries");
            for (JsonNode message : messages) {
                taken.add(message);
                entries.addObject()
                        .put("Id", Integer.toString(entries.size()))
                        .set("ReceiptHandle", message.get("ReceiptHandle"));
            }
            sqs("DeleteMessageBatch", done);
        }
    }

    /** Kills the emulator, and with it all topics and queues. */
    @Override
    public void close() {
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up after the emulator", e);
        }
    }

    private static String arn(String answer) {
        Matcher found = ARN.matcher(answer);
        if (!found.find()) {
            throw new IllegalStateException("no ARN in " + answer);
        }
        return found.group(1);
    }

    private String sns(Map<String, String> request) {
        StringBuilder form = new StringBuilder("Version=2010-03-31");
        request.forEach(
                (name, value) ->
                        form.append('&')
                                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                                .append('=')
                                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return send(
                "sns",
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    private JsonNode sqs(String action, ObjectNode request) {
        String answer =
                send(
                        "sqs",
                        HttpRequest.newBuilder(endpoint)
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .header("X-Amz-Target", "AmazonSQS." + action)
                                .POST(HttpRequest.BodyPublishers.ofString(request.toString())));
        try {
            return Json.mapper().readTree(answer.isEmpty() ? "{}" : answer);
        } catch (IOException e) {
            throw new UncheckedIOException(action + " did not answer JSON", e);
        }
    }

    /** The emulator looks at the scope of the credential for the service, not at the signature. */
    private String send(String service, HttpRequest.Builder request) {
        String credential = "Credential=sandbox/20260101/" + REGION + "/" + service;
        try {
            HttpResponse<String> answer =
                    http.send(
                            request.timeout(Duration.ofSeconds(10))
                                    .header(
                                            "Authorization",
                                            "AWS4-HMAC-SHA256 "
                                                    + credential
                                                    + "/aws4_request, SignedHeaders=host,"
                                                    + " Signature=0")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        service + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(service + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
