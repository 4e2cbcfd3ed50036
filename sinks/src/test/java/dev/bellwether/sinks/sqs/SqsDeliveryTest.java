// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.sinks.sqs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.bellwether.clients.aws.AwsAnswers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;

/** What is made of each kind of answer, against an SQS that gives them on purpose. */
class SqsDeliveryTest {

    @RegisterExtension
    private static final WireMockExtension SQS =
            WireMockExtension.newInstance()
                    .options(options().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private static final QueueMessage ONE = Letters.message(1);
    private static final QueueMessage TWO = Letters.message(2);
    private static final QueueMessage THREE = Letters.message(3);

    @TempDir Path directory;

    private Path idFile;
    private Path secretFile;

    @BeforeEach
    void writeKeys() throws IOException {
        idFile = Files.writeString(directory.resolve("id"), "AKIAFIRST");
        secretFile = Files.writeString(directory.resolve("secret"), "first-secret");
    }

    @Test
    void shouldTakeForAcceptedWhatTheQueueNames() throws IOException {
        answer(success(ONE, TWO));

        SqsOutcome outcome = send(ONE, TWO);

        assertThat(outcome.again).isEmpty();
        assertThat(outcome.refused).isEmpty();
        SQS.verify(
                postRequestedFor(anyUrl())
                        .withRequestBody(containing("\"StringValue\":\"not_a_number\"")));
    }

    @Test
    void shouldSortAHalfAcceptedBatch() throws IOException {
        answer(
                ok(
                        "{\"Successful\":["
                                + accepted(0, ONE)
                                + "],\"Failed\":[{\"Id\":\"1\",\"SenderFault\":false,\"Code\":\"InternalError\"},"
                                + "{\"Id\":\"2\",\"SenderFault\":true,\"Code\":\"InvalidMessageContents\"}]}"));

        SqsOutcome outcome = send(ONE, TWO, THREE);

        assertThat(outcome.again).containsExactly(TWO);
        assertThat(outcome.refused).containsExactly(THREE);
        assertThat(outcome.trouble).isEqualTo("InvalidMessageContents");
    }

    @Test
    void shouldSendAgainWhatTheAnswerDoesNotSpeakOf() throws IOException {
        answer(ok("{\"Successful\":[" + accepted(1, TWO) + "]}"));

        SqsOutcome outcome = send(ONE, TWO, THREE);

        assertThat(outcome.again).containsExactly(ONE, THREE);
    }

    @Test
    void shouldSendAgainAfterErrorsOfTheServerAndThrottling() throws IOException {
        for (ResponseDefinitionBuilder trouble :
                List.of(
                        aResponse().withStatus(500),
                        aResponse().withStatus(503).withBody("<html>busy</html>"),
                        error(400, "com.amazonaws.sqs#RequestThrottled"),
                        error(400, "com.amazon.coral.service#ThrottlingException"),
                        error(403, "com.amazon.coral.service#ExpiredTokenException"))) {
            SQS.resetAll();
            answer(trouble);

            assertThat(send(ONE, TWO).again).containsExactly(ONE, TWO);
        }
    }

    @Test
    void shouldSendAgainAfterSilenceAndBrokenConnections() throws IOException {
        for (ResponseDefinitionBuilder trouble :
                List.of(
                        success(ONE).withFixedDelay(3_000),
                        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                        aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE))) {
            SQS.resetAll();
            answer(trouble);

            assertThat(send(ONE).again).containsExactly(ONE);
        }
    }

    @Test
    void shouldRefuseOnlyTheOneThatSpoilsABatch() throws IOException {
        // given a queue that refuses a batch as a whole because of one of its messages
        for (QueueMessage message : List.of(ONE, THREE)) {
            SQS.stubFor(
                    post(anyUrl())
                            .withRequestBody(containing(numberOf(message)))
                            .willReturn(success(message)));
        }
        SQS.stubFor(
                post(anyUrl())
                        .atPriority(2)
                        .withRequestBody(containing(numberOf(TWO)))
                        .willReturn(error(400, "com.amazonaws.sqs#InvalidParameterValue")));

        // when
        SqsOutcome outcome = send(ONE, TWO, THREE);

        // then
        assertThat(outcome.refused).containsExactly(TWO);
        assertThat(outcome.again).isEmpty();
        assertThat(outcome.trouble).isEqualTo("InvalidParameterValue");
    }

    @Test
    void shouldFailInOneSentenceIfTheQueueDoesNotExist() {
        answer(error(400, "com.amazonaws.sqs#QueueDoesNotExist"));

        assertThatThrownBy(() -> SqsDelivery.open(queue()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "dead letters cannot be sent to the queue "
                                + SQS.baseUrl()
                                + "/1/letters: SQS answers ")
                .hasMessageContaining("Check that the queue exists in eu-central-1")
                .hasMessageNotContaining("first-secret");
    }

    @Test
    void shouldFailInOneSentenceIfItIsNotAllowed() {
        answer(error(403, "com.amazon.coral.service#AccessDeniedException"));

        assertThatThrownBy(() -> SqsDelivery.open(queue()))
                .hasMessageContaining("SQS answers AccessDeniedException")
                .hasMessageContaining("allow sqs:SendMessage.");
    }

    @Test
    void shouldFailInOneSentenceIfAProxyForbidsIt() {
        for (ResponseDefinitionBuilder bare :
                List.of(
                        aResponse().withStatus(403),
                        aResponse().withStatus(403).withBody("<html>forbidden</html>"))) {
            SQS.resetAll();
            answer(bare);

            assertThatThrownBy(() -> SqsDelivery.open(queue()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("SQS answers HTTP 403")
                    .hasMessageContaining("Check that the queue exists in eu-central-1")
                    .hasMessageNotContaining("null");
        }
    }

    @Test
    void shouldSayWhatThereIsOfAnAnswerWithoutDetails() {
        AwsServiceException bare = SqsException.builder().statusCode(403).build();

        assertThat(bare.awsErrorDetails()).isNull();
        assertThat(AwsAnswers.code(bare) + AwsAnswers.said(bare)).isEqualTo("HTTP 403");
    }

    @Test
    void shouldStartWhileSqsIsAway() throws IOException {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        try (SqsDelivery delivery = SqsDelivery.open(queue())) {
            answer(success(ONE));
            assertThat(delivery.send(List.of(ONE)).again).isEmpty();
        }
    }

    @Test
    void shouldTakeUpKeysThatWereRotatedWhenTheOldOnesAreRefused() throws IOException {
        // given
        SQS.stubFor(
                post(anyUrl())
                        .withHeader("Authorization", containing("AKIAFIRST"))
                        .inScenario("rotation")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(error(400, "com.amazonaws.sqs#EmptyBatchRequest"))
                        .willSetStateTo("rotated"));
        SQS.stubFor(
                post(anyUrl())
                        .withHeader("Authorization", containing("AKIAFIRST"))
                        .inScenario("rotation")
                        .whenScenarioStateIs("rotated")
                        .willReturn(error(403, "aws#InvalidClientTokenId")));
        SQS.stubFor(
                post(anyUrl())
                        .withHeader("Authorization", containing("AKIASECOND"))
                        .willReturn(success(ONE)));
        try (SqsDelivery delivery = SqsDelivery.open(queue())) {
            Files.writeString(idFile, "AKIASECOND");
            Files.writeString(secretFile, "second-secret");

            // when
            SqsOutcome refused = delivery.send(List.of(ONE));
            SqsOutcome repeated = delivery.send(refused.again);

            // then
            assertThat(refused.again).containsExactly(ONE);
            assertThat(repeated.again).isEmpty();
        }
    }

    @Test
    void shouldFailAtTheStartIfTheKeysCannotBeRead() throws IOException {
        Files.delete(secretFile);

        assertThatThrownBy(() -> SqsDelivery.open(queue()))
                .hasMessageStartingWith("no credentials for SQS: secret file " + secretFile);
    }

    @Test
    void shouldFindAQueueByItsName() throws IOException {
        SQS.stubFor(
                post(anyUrl())
                        .withHeader("X-Amz-Target", equalTo("AmazonSQS.GetQueueUrl"))
                        .willReturn(ok("{\"QueueUrl\":\"" + SQS.baseUrl() + "/1/letters\"}")));
        SQS.stubFor(
                post(anyUrl())
                        .withHeader("X-Amz-Target", equalTo("AmazonSQS.SendMessageBatch"))
                        .willReturn(success(ONE)));
        takeNothing();
        Configuration config = new Configuration();
        config.setString("queue.name", "letters");

        try (SqsDelivery delivery = SqsDelivery.open(SqsQueue.from(aws(), config))) {
            assertThat(delivery.send(List.of(ONE)).again).isEmpty();
        }
        SQS.verify(
                postRequestedFor(anyUrl())
                        .withRequestBody(containing(SQS.baseUrl() + "/1/letters")));
    }

    private SqsOutcome send(QueueMessage... messages) throws IOException {
        takeNothing();
        try (SqsDelivery delivery = SqsDelivery.open(queue())) {
            return delivery.send(List.of(messages));
        }
    }

    /** What SQS answers to a batch without messages. */
    private static void takeNothing() {
        SQS.stubFor(
                post(anyUrl())
                        .atPriority(1)
                        .withRequestBody(containing("\"Entries\":[]"))
                        .willReturn(error(400, "com.amazonaws.sqs#EmptyBatchRequest")));
    }

    private SqsQueue queue() {
        Configuration config = new Configuration();
        config.setString("queue.url", SQS.baseUrl() + "/1/letters");
        config.setString("request.timeout", "1 s");
        return SqsQueue.from(aws(), config);
    }

    private Configuration aws() {
        Configuration aws = new Configuration();
        aws.setString("credentials", "STATIC");
        aws.setString("access.key.id", "file:" + idFile);
        aws.setString("secret.access.key", "file:" + secretFile);
        aws.setString("sqs.endpoint", SQS.baseUrl());
        return aws;
    }

    /** How the message's number stands in a request: JSON in JSON in JSON. */
    private static String numberOf(QueueMessage message) {
        int at = message.body.lastIndexOf("number");
        String number = message.body.substring(at, message.body.indexOf('}', at));
        return number.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        SQS.stubFor(post(anyUrl()).willReturn(answer));
    }

    private static ResponseDefinitionBuilder success(QueueMessage... messages) {
        StringBuilder successful = new StringBuilder();
        for (int i = 0; i < messages.length; i++) {
            successful.append(i == 0 ? "" : ",").append(accepted(i, messages[i]));
        }
        return ok("{\"Successful\":[" + successful + "]}");
    }

    /** With the checksums that the client of the SDK compares. */
    private static String accepted(int id, QueueMessage message) {
        return "{\"Id\":\""
                + id
                + "\",\"MessageId\":\"m\",\"MD5OfMessageBody\":\""
                + md5(message.body.getBytes(StandardCharsets.UTF_8))
                + "\",\"MD5OfMessageAttributes\":\""
                + md5(attributes(message))
                + "\"}";
    }

    /** As SQS adds them up: by name; name, type and value each behind their length. */
    private static byte[] attributes(QueueMessage message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String[][] attributes = {
            {QueueMessage.REASON, message.reason},
            {QueueMessage.SOURCE, message.source},
            {QueueMessage.SYMBOL, message.symbol}
        };
        for (String[] attribute : attributes) {
            add(all, attribute[0]);
            add(all, "String");
            all.write(1);
            add(all, attribute[1]);
        }
        return all.toByteArray();
    }

    private static void add(ByteArrayOutputStream all, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        all.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        all.writeBytes(bytes);
    }

    private static String md5(byte[] bytes) {
        return BinaryUtils.toHex(Md5Utils.computeMD5Hash(bytes));
    }

    private static ResponseDefinitionBuilder ok(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/x-amz-json-1.0")
                .withBody(body);
    }

    private static ResponseDefinitionBuilder error(int status, String type) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/x-amz-json-1.0")
                .withBody("{\"__type\":\"" + type + "\",\"message\":\"said the queue\"}");
    }
}
