// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellwether.sandbox.redis.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;

/**
 * SQS on 127.0.0.1 and a free port, which it keeps when stopped and started: ElasticMQ with the
 * limits of SQS as they were before 2025 (256 KiB, 10 messages). It takes any credentials.
 *
 * <p>{@link #stop} is an outage: connections are refused, and what the queues hold is there again
 * after {@link #restart}.
 */
public final class SandboxSqs implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String ACCOUNT = "000000000000";
    private static final String FOURTEEN_DAYS = Long.toString(Duration.ofDays(14).toSeconds());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final ActorSystem actors;
    private final ActorRef queues;
    private final HttpClient http = HttpClient.newHttpClient();
    private SQSRestServer server;

    private SandboxSqs(int port) {
        this.port = port;
        this.actors = ActorSystem.create("sandbox-sqs");
        this.queues =
                actors.actorOf(
                        Props.create(
                                QueueManagerActor.class,
                                new NowProvider(),
                                StrictSQSLimits$.MODULE$,
                                Option.<ActorRef>empty()));
    }

    public static SandboxSqs start() {
        SandboxSqs sqs = new SandboxSqs(FreePorts.next());
        sqs.restart();
        return sqs;
    }

    public URI endpoint() {
        return URI.create("http://" + HOST + ":" + port);
    }

    /**
     * Makes a standard queue that keeps messages for 14 days, as one for dead letters should. This
     * SQS takes the wish and never removes a message for its age.
     *
     * @return its address
     */
    public String createQueue(String name) {
        ObjectNode request = JSON.createObjectNode().put("QueueName", name);
        request.putObject("Attributes")
                .put("MessageRetentionPeriod", FOURTEEN_DAYS)
                .put("VisibilityTimeout", "30");
        call("CreateQueue", request);
        return queueUrl(name);
    }

    /** Address of a queue of this name. */
    public String queueUrl(String name) {
        return endpoint() + "/" + ACCOUNT + "/" + name;
    }

    /** Receives and deletes what the queue holds: each message as SQS answers it. */
    public List<JsonNode> take(String name) {
        List<JsonNode> taken = new ArrayList<>();
        while (true) {
            ObjectNode request =
                    JSON.createObjectNode()
                            .put("QueueUrl", queueUrl(name))
                            .put("MaxNumberOfMessages", 10);
            request.putArray("MessageAttributeNames").add("All");
            JsonNode messages = call("ReceiveMessage", request).path("Messages");
            if (messages.isEmpty()) {
                return taken;
            }
            ObjectNode done = JSON.createObjectNode().put("QueueUrl", queueUrl(name));
            ArrayNode entries = done.putArray("Entries");
            for (JsonNode message : messages) {
                taken.add(message);
                entries.addObject()
                        .put("Id", Integer.toString(entries.size()))
                        .set("ReceiptHandle", message.get("ReceiptHandle"));
            }
            call("DeleteMessageBatch", done);
        }
    }

    /** Puts a message with this body into the queue. */
    public void send(String name, String body) {
        call(
                "SendMessage",
                JSON.createObjectNode().put("QueueUrl", queueUrl(name)).put("MessageBody", body));
    }

    /** How many messages the queue holds, those that somebody has received and not deleted too. */
    public int size(String name) {
        ObjectNode request = JSON.createObjectNode().put("QueueUrl", queueUrl(name));
        request.putArray("AttributeNames").add("All");
        JsonNode attributes = call("GetQueueAttributes", request).path("Attributes");
        return attributes.path("ApproximateNumberOfMessages").asInt()
                + attributes.path("ApproximateNumberOfMessagesNotVisible").asInt();
    }

    /** Refuses connections from now on. */
    public void stop() {
        if (server != null) {
            server.stopAndWait();
            server = null;
        }
    }

    /** Answers again, on the same port and with the same queues. */
    public void restart() {
        server =
                SQSRestServerBuilder.withActorSystem(actors)
                        .withQueueManagerActor(queues)
                        .withInterface(HOST)
                        .withPort(port)
                        .start();
        server.waitUntilStarted();
    }

    @Override
    public void close() {
        stop();
        actors.terminate();
    }

    private JsonNode call(String action, JsonNode request) {
        try {
            HttpResponse<byte[]> answer =
                    http.send(
                            HttpRequest.newBuilder(endpoint())
                                    .timeout(Duration.ofSeconds(10))
                                    .header("Content-Type", "application/x-amz-json-1.0")
                                    .header("X-Amz-Target", "AmazonSQS." + action)
                                    .POST(
                                            HttpRequest.BodyPublishers.ofByteArray(
                                                    JSON.writeValueAsBytes(request)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        action + " answered " + answer.statusCode() + ": " + request);
            }
            return answer.body().length == 0
                    ? JSON.createObjectNode()
                    : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(action + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
